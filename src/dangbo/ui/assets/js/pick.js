// A select that can be searched, blind to accents.
import TomSelect from "tom-select/base";

const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

export function start(select) {
  const pick = new TomSelect(select, {
    maxOptions: 500,
    // Searched with the key itself: a list that changed later would change under the pointer.
    refreshThrottle: 0,
    searchField: ["text", "folded"],
    onInitialize() {
      for (const option of Object.values(this.options)) option.folded = plain(option.text || "");
    },
    score(search) {
      const words = plain(search).split(/\s+/).filter(Boolean);
      return (item) => (words.every((word) => plain(item.text || "").includes(word)) ? 1 : 0);
    },
    render: {
      no_results: () => {
        const none = document.createElement("div");
        none.className = "no-results";
        none.textContent = document.documentElement.dataset.noResults || "Không có";
        return none;
      },
    },
  });
  // Out of sight, the select itself is for the form only; a link to it leads to its stand-in.
  select.setAttribute("aria-hidden", "true");
  select.addEventListener("focus", () => pick.focus());
}
