// Put the words of a button into a text field, where the cursor stands.
export function startInserting() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert]");
    const field = button && document.getElementById(button.dataset.insertInto);
    if (!field) return;
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
