// Offer organisations under a text field while one types; the text field stays the truth.
const WAIT = 200;
const LEAST = 2;

export function startSuggesting(form) {
  for (const field of form.querySelectorAll("[data-org]")) suggest(form, field);
}

function suggest(form, field) {
  const holder = document.createElement("span");
  holder.className = "desk-suggest";
  const list = document.createElement("ul");
  list.id = `${field.id}_list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() || field.name);
  list.hidden = true;
  field.replaceWith(holder);
  holder.append(field, list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ])
    field.setAttribute(name, value);

  let timer = 0;
  let asked = 0;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const pick = (org) => {
    field.value = org.name;
    set(form, field, "shown", org.name);
    set(form, field, "key", org.key);
    close();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const mark = (to) => {
    const options = [...list.children];
    at = (to + options.length) % options.length;
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };

  async function ask() {
    const text = field.value.trim();
    const mine = ++asked;
    if (text.length < LEAST) return close();
    const url = new URL(form.dataset.suggest, window.location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok || mine !== asked || field !== document.activeElement) return;
    const { orgs } = await answer.json();
    if (mine === asked) show(orgs);
  }

  function show(orgs) {
    list.replaceChildren(...orgs.map((org, index) => option(list, org, index, pick)));
    if (!orgs.length) return close();
    at = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
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
    else if (event.key === "Enter" && at >= 0) list.children[at].click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function option(list, org, index, pick) {
  const line = document.createElement("li");
  line.id = `${list.id}_${index}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.append(org.name);
  const more = document.createElement("span");
  more.textContent = [org.kind, org.superior].filter(Boolean).join(" · ");
  line.append(more);
  // Before the field loses focus, so that the list is still there.
  line.addEventListener("mousedown", (event) => event.preventDefault());
  line.addEventListener("click", () => pick(org));
  return line;
}

function set(form, field, part, value) {
  const hidden = form.querySelector(`[name="${CSS.escape(`${field.name}.${part}`)}"]`);
  if (hidden) hidden.value = value;
}
