// Move changes up and down without leaving the page, by button or by dragging.
export function start(form) {
  const said = form.querySelector("[data-order-said]");

  async function send(body, change, value) {
    body.set("autosave", "1");
    const answer = await fetch(form.action, { method: "POST", body, redirect: "error" }).catch(
      () => null,
    );
    if (!answer?.ok) return form.submit();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    form.querySelector("ol").replaceChildren(...fresh.querySelector("[data-order] ol").children);
    const saved = document.querySelector("[data-saved]");
    if (saved) saved.textContent = fresh.querySelector("[data-saved]")?.textContent || "";
    const line = form.querySelector(`[data-change="${change}"]`);
    if (said && line) said.textContent = `${form.dataset.order} ${line.value}`;
    if (value) focus(line, value);
  }

  form.addEventListener("submit", (event) => {
    const value = event.submitter?.value || "";
    if (!/^(up|down|top|bottom|to):\d+$/.test(value)) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set("do", value);
    send(body, value.split(":")[1], value);
  });

  form.addEventListener("pointerdown", (event) => {
    const line = event.target.closest("[data-grip]")?.closest("[data-change]");
    if (!line) return;
    event.preventDefault();
    drag(form, line, () => {
      const body = new FormData(form);
      const lines = [...form.querySelectorAll("[data-change]")];
      body.set("order", lines.map((one) => one.dataset.change).join(","));
      send(body, line.dataset.change, "");
    });
  });
}

function drag(form, line, done) {
  const before = line.nextElementSibling;
  line.classList.add("is-dragged");
  const move = (event) => {
    const over = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest?.("[data-change]");
    if (!over || over === line || !form.contains(over)) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(line);
    else over.after(line);
  };
  const stop = () => {
    document.removeEventListener("pointermove", move);
    line.classList.remove("is-dragged");
    if (line.nextElementSibling !== before) done();
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", stop, { once: true });
  document.addEventListener("pointercancel", stop, { once: true });
}

function focus(line, value) {
  const button = line?.querySelector(`[value="${value}"]:not(:disabled)`);
  (button || line?.querySelector("button:not(:disabled)"))?.focus();
}
