// Close open menus by Esc or a click elsewhere, open the navigation on a phone, open dialogs.
export function startMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-dialog-close]")) event.target.closest("dialog")?.close();
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else {
      closeNavigation();
    }
  });
  const button = document.querySelector("[data-nav-button]");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    const open = document.documentElement.classList.toggle("nav-open");
    button.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#ui-nav a")?.focus();
  });
}

function closeNavigation() {
  const button = document.querySelector("[data-nav-button]");
  if (!document.documentElement.classList.contains("nav-open")) return;
  document.documentElement.classList.remove("nav-open");
  button.setAttribute("aria-expanded", "false");
  button.focus();
}
