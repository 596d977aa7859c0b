// Count the ticked rows and show the bar of what can be done with them.
function recount(form) {
  const boxes = [...form.querySelectorAll('input[name="row"]')];
  const ticked = boxes.filter((box) => box.checked).length;
  const bar = form.querySelector("[data-bulk-bar]");
  if (bar) bar.hidden = ticked === 0;
  for (const place of form.querySelectorAll("[data-bulk-count]")) place.textContent = String(ticked);
  const all = form.querySelector("[data-bulk-all]");
  if (!all) return;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

export function startBulk() {
  document.querySelectorAll("form[data-bulk]").forEach(recount);
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-bulk-all]")) {
      for (const box of form.querySelectorAll('input[name="row"]')) box.checked = event.target.checked;
    }
    recount(form);
  });
}
