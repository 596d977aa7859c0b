// Switch between light and dark, and remember it.
export function startTheme() {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.bsTheme === "dark"));
    show();
    button.addEventListener("click", () => {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      show();
      try {
        localStorage.setItem("dangbo-theme", root.dataset.bsTheme);
      } catch {
        // Without storage the choice holds for this page.
      }
      document.dispatchEvent(new CustomEvent("dangbo:theme"));
    });
  }
}
