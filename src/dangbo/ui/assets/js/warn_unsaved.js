// Ask before a page with typed but unsent words is left.
export function startWarning() {
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-warn-unsaved]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });
}
