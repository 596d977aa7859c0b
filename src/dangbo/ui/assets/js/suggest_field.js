// Offer what the register has under a text field; what is picked is sent by its key.
import { answerOf, listUnder } from "./suggest.js";

export function start(field) {
  const { suggest, suggestDay, suggestKey, suggestShown } = field.dataset;
  const other = (name) => name && field.form?.elements.namedItem(name);
  listUnder(field, {
    ask: async (q) => {
      const found = await answerOf(suggest, { q, ngay: other(suggestDay)?.value });
      return found && [{ rows: found.rows }];
    },
    pick: (row) => {
      field.value = row.name;
      if (other(suggestKey)) other(suggestKey).value = row.key;
      if (other(suggestShown)) other(suggestShown).value = row.name;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
}
