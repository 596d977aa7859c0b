// Arrow keys go from one row's link to the next.
export function startRows() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const link = event.target.closest?.("[data-rows] [data-row-link]");
    if (!link) return;
    const links = [...link.closest("[data-rows]").querySelectorAll("[data-row-link]")];
    const next = links[links.indexOf(link) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
