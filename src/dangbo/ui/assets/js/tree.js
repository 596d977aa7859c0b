// A tree with the keys of the ARIA pattern. Lines are links; a branch opens in place, and asks
// the server for its lines when it is opened for the first time: at one stroke, since a branch may
// have a thousand.
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
  if (open && below.dataset.children) fill(below);
}

async function fill(below) {
  const address = below.dataset.children;
  delete below.dataset.children;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    below.innerHTML = await answer.text();
    quieten(below);
  } catch {
    below.dataset.children = address;
    below.firstElementChild.textContent = below.dataset.failed;
    below.closest('[role="treeitem"]').setAttribute("aria-expanded", "false");
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

// One stop for the Tab key: the lines themselves take the focus, and only one at a time.
function quieten(part) {
  for (const one of part.querySelectorAll('a, [role="treeitem"]')) one.tabIndex = -1;
}

function prepare(tree) {
  quieten(tree);
  const items = tree.querySelectorAll('[role="treeitem"]');
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
    const part = event.detail.elt;
    if (part.matches('[role="tree"]')) prepare(part);
    else part.querySelectorAll('[role="tree"]').forEach(prepare);
  });
}
