// Keep in this tab what is typed into a form until it was recorded: a lost connection loses nothing.
const DAY = 24 * 60 * 60 * 1000;
const SKIPPED = new Set(["csrfmiddlewaretoken", "since", "seen", "row", "loc"]);
const PREFIX = "kept:";

const fieldsOf = (form) =>
  [...form.elements].filter(
    (one) => one.name && !SKIPPED.has(one.name) && !["file", "submit", "button"].includes(one.type),
  );

function valuesOf(form) {
  const values = {};
  for (const one of fieldsOf(form)) {
    if (["checkbox", "radio"].includes(one.type)) {
      if (one.checked) values[one.name] = one.value;
    } else values[one.name] = one.value;
  }
  return values;
}

function fill(form, values) {
  for (const one of fieldsOf(form)) {
    if (!(one.name in values)) continue;
    if (["checkbox", "radio"].includes(one.type)) one.checked = one.value === values[one.name];
    else if (one.tomselect) one.tomselect.setValue(values[one.name]);
    else one.value = values[one.name];
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function read(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    return kept && Date.now() - kept.at < DAY ? kept : null;
  } catch {
    return null;
  }
}

export function start(form) {
  const key = PREFIX + form.dataset.keep;
  const offer = form.querySelector("[data-keep-offer]");
  // The form is shown again: what was sent was not recorded.
  sessionStorage.removeItem("kept-sent");
  const kept = read(key);
  const shown = JSON.stringify(valuesOf(form));
  const isRefused = Boolean(form.querySelector(".is-bad, .is-warn"));
  if (kept && !isRefused && JSON.stringify(kept.values) !== shown && offer) offer.hidden = false;
  offer?.querySelector("[data-keep-take]").addEventListener("click", () => {
    fill(form, read(key)?.values ?? {});
    offer.hidden = true;
  });
  offer?.querySelector("[data-keep-drop]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    offer.hidden = true;
  });
  const keep = () =>
    sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values: valuesOf(form) }));
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    keep();
    sessionStorage.setItem("kept-sent", key);
  });
}
