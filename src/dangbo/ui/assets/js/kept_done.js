// The page after a form was recorded: what this tab kept of that form is no longer needed.
export function start() {
  const key = sessionStorage.getItem("kept-sent");
  if (key) sessionStorage.removeItem(key);
  sessionStorage.removeItem("kept-sent");
}
