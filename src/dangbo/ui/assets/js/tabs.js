// Bring the tab of this page into sight where the row of tabs is wider than the screen.
export function start(tab) {
  const row = tab.closest(".ui-tabs");
  const [own, whole] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += own.left - whole.left - (whole.width - own.width) / 2;
}
