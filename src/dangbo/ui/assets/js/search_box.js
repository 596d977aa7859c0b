// Show under the search at the top what a text means; Enter on one of them goes to its page.
import { answerOf, listUnder } from "./suggest.js";

export function start(field) {
  listUnder(field, {
    ask: async (q) => {
      const found = await answerOf(field.dataset.hints, {
        ...Object.fromEntries(new FormData(field.form)),
        q,
      });
      return found?.groups;
    },
    pick: (row) => window.location.assign(row.url),
  }).classList.add("ui-search-holder");
}
