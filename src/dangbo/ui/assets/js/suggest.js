// A list under a text field, filled while one types, walked by the arrow keys.
const WAIT = 200;
const LEAST = 2;

// `ask(text)` answers groups of rows `{name, more}`, each group with a title or without;
// `pick(row)` is told what was chosen.
export function listUnder(field, { ask, pick }) {
  const { holder, list } = wrapped(field);
  let timer = 0;
  let asked = 0;
  let at = -1;

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    const lines = options();
    at = (to + lines.length) % lines.length;
    lines.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    field.setAttribute("aria-activedescendant", lines[at].id);
    lines[at].scrollIntoView({ block: "nearest" });
  };

  async function fill() {
    const text = field.value.trim();
    const mine = ++asked;
    if (text.length < LEAST) return close();
    const groups = await ask(text).catch(() => null);
    if (!groups || mine !== asked || field !== document.activeElement) return;
    const rows = drawn(list, groups, (row) => {
      close();
      pick(row);
    });
    if (!rows) return close();
    at = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(fill, WAIT);
  });
  field.addEventListener("blur", () => {
    asked += 1;
    setTimeout(close, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at < 0 ? -1 : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) options()[at].click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return holder;
}

function wrapped(field) {
  const holder = document.createElement("span");
  holder.className = "desk-suggest";
  const list = document.createElement("ul");
  list.id = `${field.id || field.name}_list`;
  list.setAttribute("role", "listbox");
  const label = field.labels?.[0]?.textContent.trim() || field.getAttribute("aria-label");
  list.setAttribute("aria-label", label || field.name);
  list.hidden = true;
  // The field keeps its place and its focus: only what stands around it is new.
  const focused = field === document.activeElement;
  field.replaceWith(holder);
  holder.append(field, list);
  if (focused) field.focus();
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ])
    field.setAttribute(name, value);
  return { holder, list };
}

function drawn(list, groups, pick) {
  list.replaceChildren();
  let count = 0;
  for (const { title, rows } of groups) {
    if (title && rows.length) list.append(heading(title));
    for (const row of rows) {
      list.append(option(`${list.id}_${count}`, row, pick));
      count += 1;
    }
  }
  return count;
}

function heading(title) {
  const line = document.createElement("li");
  line.setAttribute("role", "presentation");
  line.className = "desk-suggest-title";
  line.textContent = title;
  return line;
}

function option(id, row, pick) {
  const line = document.createElement("li");
  line.id = id;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.append(row.name);
  const more = document.createElement("span");
  more.textContent = row.more || "";
  line.append(more);
  // Before the field loses focus, so that the list is still there.
  line.addEventListener("mousedown", (event) => event.preventDefault());
  line.addEventListener("click", () => pick(row));
  return line;
}

export async function answerOf(address, values) {
  const url = new URL(address, window.location.href);
  for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
  const answer = await fetch(url);
  return answer.ok ? answer.json() : null;
}
