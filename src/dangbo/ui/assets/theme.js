// Choose light or dark before the first paint: the reader's choice, else that of the machine.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("dangbo-theme");
  } catch {
    // Storage may be closed; the machine's choice then holds.
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.bsTheme = chosen || (dark ? "dark" : "light");
  document.documentElement.classList.add("has-script");
})();
