// Warn before a session ends without use; afterwards let whoever signed in again go on here.
const WARNING = 120;

export function start(dialog) {
  const part = (name) => dialog.querySelector(`[data-idle-${name}]`);
  let ends = Date.now() + Number(dialog.dataset.idle) * 1000;
  let over = false;
  const seconds = () => Math.max(0, Math.round((ends - Date.now()) / 1000));

  async function ask(method) {
    const headers = method === "POST" ? { "x-csrftoken": dialog.dataset.csrf } : {};
    const answer = await fetch(dialog.dataset.idleState, { method, headers, cache: "no-store" });
    if (!answer.ok) return 0;
    const state = await answer.json();
    renew(state.token);
    ends = Date.now() + state.seconds * 1000;
    return state.seconds;
  }

  // Forms that stayed open while somebody signed in again carry a token that no longer holds.
  function renew(token) {
    dialog.dataset.csrf = token;
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token }));
  }

  function show() {
    part("soon").hidden = over;
    part("over").hidden = !over;
    part("left").textContent = `${Math.floor(seconds() / 60)}:${String(seconds() % 60).padStart(2, "0")}`;
    if (!dialog.open) dialog.showModal();
  }

  function hide() {
    over = false;
    part("not-yet").hidden = true;
    if (dialog.open) dialog.close();
  }

  // What is done in another tab keeps this session alive as well.
  let asking = false;
  async function look() {
    if (over || asking || seconds() > WARNING) return;
    asking = !dialog.open || seconds() === 0;
    try {
      if (asking) await ask("GET");
    } catch {
      return;
    } finally {
      asking = false;
    }
    over = seconds() === 0;
    if (seconds() > WARNING) hide();
    else show();
  }

  part("stay").addEventListener("click", async () => {
    if (await ask("POST")) hide();
    else look();
  });
  part("again").addEventListener("click", async () => {
    if (await ask("GET")) hide();
    else part("not-yet").hidden = false;
  });
  dialog.addEventListener("cancel", (event) => over && event.preventDefault());
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) ends = Date.now() + Number(dialog.dataset.idle) * 1000;
  });
  setInterval(look, 1000);
}
