// Show that a form is under way when its answer takes its time, and keep it from being sent twice.
export function startBusy() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-busy]");
    if (!form || event.defaultPrevented) return;
    const sign = form.querySelector("[data-busy-sign]");
    const shown = setTimeout(() => {
      if (sign) sign.hidden = false;
    }, 600);
    // The button that was pressed has to be sent first.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = true;
    }, 0);
    window.addEventListener("pageshow", () => {
      clearTimeout(shown);
      if (sign) sign.hidden = true;
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    });
  });
}
