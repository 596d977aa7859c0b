// A tree with the keys of the ARIA pattern. Lines are links; a branch opens in place, and asks
// the server for its lines when it is opened for the first time.
const lines = (tree) =>
  [...tree.querySelectorAll('[role="treeitem"]')].filter((one) => one.offsetParent !== null);
const group = (item) => item.querySelector(':scope > [role="group"]');

function focusOn(item) {
  if (!item) return;
  const tree = item.closest('[role="tree"]');
  for (const one of tree.querySelectorAll('[role="treeitem"][tabindex="0"]')) one.tabIndex = -1;
  item.tabIndex = 0;
  item.focus();
}

function setOpen(item, open) {
  const below = group(item);
  if (!below || item.getAttribute("aria-expanded") === String(open)) return;
  item.setAttribute("aria-expanded", String(open));
  below.hidden = !open;
  if (open && below.hasAttribute("hx-get") && !below.dataset.asked) {
    below.dataset.asked = "1";
    window.htmx.trigger(below, "branch-open");
  }
}

function keyed(event, item) {
  const tree = item.closest('[role="tree"]');
  const shown = lines(tree);
  const at = shown.indexOf(item);
  const open = item.getAttribute("aria-expanded");
  const moves = {
    ArrowDown: () => focusOn(shown[at + 1]),
    ArrowUp: () => focusOn(shown[at - 1]),
    Home: () => focusOn(shown[0]),
    End: () => focusOn(shown[shown.length - 1]),
    ArrowRight: () =>
      open === "false" ? setOpen(item, true) : open === "true" && focusOn(shown[at + 1]),
    ArrowLeft: () =>
      open === "true"
        ? setOpen(item, false)
        : focusOn(item.parentElement.closest('[role="treeitem"]')),
    Enter: () => item.querySelector("a.ui-tree-link")?.click(),
    " ": () => open && setOpen(item, open === "false"),
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
}

function prepare(tree) {
  for (const link of tree.querySelectorAll(".ui-tree-link, .ui-tree-toggle")) link.tabIndex = -1;
  const items = [...tree.querySelectorAll('[role="treeitem"]')];
  for (const item of items) if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
  if (items.some((item) => item.tabIndex === 0)) return;
  const first = tree.querySelector('[aria-current="true"]') || items[0];
  if (first) first.tabIndex = 0;
}

export function startTrees() {
  document.querySelectorAll('[role="tree"]').forEach(prepare);
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest(".ui-tree-toggle");
    if (!toggle) return;
    event.preventDefault();
    const item = toggle.closest('[role="treeitem"]');
    setOpen(item, item.getAttribute("aria-expanded") === "false");
    focusOn(item);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.('[role="treeitem"]')) keyed(event, event.target);
  });
  document.body.addEventListener("htmx:load", (event) => {
    const tree = event.detail.elt.closest?.('[role="tree"]');
    if (tree) prepare(tree);
    event.detail.elt.querySelectorAll?.('[role="tree"]').forEach(prepare);
  });
}
