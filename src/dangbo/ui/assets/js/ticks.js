// Each tick of a form with data-ticks is written at once, one after the other, and the tray beside
// it is drawn anew. What the server did not take is ticked back.
let queue = Promise.resolve();
let waiting = 0;
// What was ticked on this page, by value: an answer fetched before a tick was written shows it not.
const told = new Map();

const ticked = (box) => (box.dataset.sent ? box.dataset.sent === "1" : box.defaultChecked);
const rows = (form) => [...form.querySelectorAll('input[name="row"]')];

function changedIn(form) {
  return rows(form).filter((box) => box.checked !== ticked(box));
}

async function send(form, added, removed) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("them", added.join(" "));
  body.set("bot", removed.join(" "));
  const answer = await fetch(location.href, { method: "POST", body });
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function redraw(page) {
  for (const place of ["#tray", ".ui-tabs"]) {
    const fresh = page.querySelector(place);
    if (fresh) document.querySelector(place)?.replaceWith(document.adoptNode(fresh));
  }
}

function remember(boxes) {
  for (const box of boxes) told.set(box.value, box.checked);
}

function recall() {
  for (const form of document.querySelectorAll("form[data-ticks]")) {
    for (const box of rows(form).filter((each) => told.has(each.value))) {
      box.checked = told.get(box.value);
      box.dataset.sent = box.checked ? "1" : "0";
    }
  }
}

async function write(form, also = []) {
  const boxes = changedIn(form);
  const added = boxes.filter((box) => box.checked).map((box) => box.value);
  const removed = [...boxes.filter((box) => !box.checked).map((box) => box.value), ...also];
  if (!added.length && !removed.length) return;
  for (const box of boxes) box.dataset.sent = box.checked ? "1" : "0";
  try {
    redraw(await send(form, added, removed));
  } catch {
    for (const box of boxes) {
      box.checked = !box.checked;
      box.dataset.sent = box.checked ? "1" : "0";
    }
    remember(boxes);
    recall();
    document.querySelector("[data-ticks-failed]").hidden = false;
  }
}

function enqueue(form, also) {
  remember(changedIn(form));
  for (const key of also ?? []) told.set(key, false);
  waiting += 1;
  queue = queue.then(() => write(form, also)).finally(() => (waiting -= 1));
}

// The one taken out in the tray is unticked where it is shown.
function untick(event, small) {
  const form = document.querySelector("form[data-ticks]");
  if (!form) return;
  event.preventDefault();
  const key = small.dataset.untick;
  const boxes = rows(form).filter((box) => box.value === key && box.checked);
  for (const box of boxes) box.checked = false;
  enqueue(form, boxes.length ? [] : [key]);
}

// By then everything is written; a thousand boxes need not be sent again.
function leave(event, form) {
  if (waiting) {
    event.preventDefault();
    const by = event.submitter;
    queue.then(() => form.requestSubmit(by));
    return;
  }
  for (const box of form.querySelectorAll('input[name="row"], input[name="was"]')) {
    box.disabled = true;
  }
}

export function startTicks() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-ticks]");
    // Others may tick rows on the same event: look when they have.
    if (form) setTimeout(() => enqueue(form), 0);
  });
  document.addEventListener("htmx:afterSwap", recall);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-untick]")) untick(event, event.target);
    else if (event.target.matches("form[data-ticks]")) leave(event, event.target);
  });
}
