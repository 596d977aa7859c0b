// "/" goes to the search, "g" and a letter to an area, "?" lists the shortcuts.
let waiting = 0;

function typing(target) {
  return target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
}

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?") {
      document.getElementById("shortcuts")?.showModal();
    } else if (event.key === "g") {
      waiting = Date.now();
      return;
    } else if (Date.now() - waiting < 1500) {
      const letter = event.key.toLowerCase();
      document.querySelector(`[data-shortcut="${CSS.escape(letter)}"]`)?.click();
    }
    waiting = 0;
  });
}
