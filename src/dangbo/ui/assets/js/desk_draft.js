// Keep what is typed into a draft: after a moment of quiet, on leaving a field, on leaving the page.
import { startSuggesting } from "./desk_suggest.js";

const QUIET = 800;
const AGAIN = 4000;
const CONFLICT = 409;

export function start(form) {
  const said = document.querySelector("[data-saved]");
  let timer = 0;
  let changed = false;
  let stopped = false;
  let saving = null;

  const say = (text, failed) => {
    if (!said || !text) return;
    said.textContent = text;
    said.classList.toggle("is-failed", failed);
  };
  const later = (wait) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, wait);
  };

  function save(leaving = false) {
    if (saving || !changed || stopped) return saving;
    changed = false;
    const body = new FormData(form);
    body.set("autosave", "1");
    saving = send(form, body, leaving === true)
      .then(async (answer) => settle(answer, await answer.text()))
      .catch(() => {
        changed = true;
        say(said?.dataset.failed, true);
        later(AGAIN);
      })
      .finally(() => {
        saving = null;
        if (changed) later(QUIET);
      });
    return saving;
  }

  function settle(answer, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (answer.status === CONFLICT) {
      stopped = true;
      say(said?.dataset.conflict, true);
    } else if (answer.ok) {
      form.querySelector("[data-revision]").value = fresh.querySelector("[data-revision]").value;
      say(fresh.querySelector("[data-saved]")?.textContent, false);
      if (!changed) redraw(form, fresh);
    } else if (answer.status >= 500) {
      throw new Error(String(answer.status));
    } else {
      stopped = true;
      const why = fresh.querySelector("[role=alert] .ui-box-words")?.textContent.trim();
      say(why?.replace(/\s+/g, " ") || said?.dataset.refused, true);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "search") return;
    changed = true;
    later(QUIET);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "search") return;
    changed = true;
    later(0);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      const button = event.submitter;
      saving.then(() => form.requestSubmit(button));
      return;
    }
    changed = false;
  });
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
  window.addEventListener("pagehide", () => save(true));
  window.addEventListener("beforeunload", (event) => {
    if (changed && !saving && stopped) event.preventDefault();
  });
  // A page out of the memory of the browser may show an older revision than there is.
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  if (form.dataset.suggest) startSuggesting(form);
}

function send(form, body, leaving) {
  return fetch(form.action, { method: "POST", body, keepalive: leaving, redirect: "error" });
}

function redraw(form, fresh) {
  for (const old of document.querySelectorAll("[data-redrawn][id]")) {
    const now = fresh.getElementById(old.id);
    if (!now || old.contains(document.activeElement) || old.innerHTML === now.innerHTML) continue;
    const value = old.value;
    old.replaceChildren(...now.childNodes);
    if (old.matches("select")) old.value = value;
  }
  for (const field of form.querySelectorAll("[data-org]")) settleOrg(form, fresh, field);
}

// What was typed for an organisation becomes its name, unless one is still typing there.
function settleOrg(form, fresh, field) {
  if (field.name.includes(".open.")) return;
  const now = fresh.getElementById(field.id);
  if (!now) return;
  if (field !== document.activeElement) field.value = now.value;
  if (field.value !== now.value) return;
  for (const part of ["shown", "key"]) {
    const name = CSS.escape(`${field.name}.${part}`);
    const [old, other] = [form, fresh].map((root) => root.querySelector(`[name="${name}"]`));
    if (old && other) old.value = other.value;
  }
  field.toggleAttribute("aria-invalid", now.hasAttribute("aria-invalid"));
}
