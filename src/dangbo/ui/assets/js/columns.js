// Send the choice of columns as soon as a box is ticked.
export function startColumns() {
  document.addEventListener("change", (event) => {
    event.target.closest?.("form[data-columns]")?.requestSubmit();
  });
}
