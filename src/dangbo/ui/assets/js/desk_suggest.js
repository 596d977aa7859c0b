// Offer organisations under a text field while one types; the text field stays the truth.
import { answerOf, listUnder } from "./suggest.js";

export function startSuggesting(form) {
  for (const field of form.querySelectorAll("[data-org]"))
    listUnder(field, {
      ask: async (q) => {
        const found = await answerOf(form.dataset.suggest, { q });
        return found && [{ rows: found.orgs.map(told) }];
      },
      pick: (org) => {
        field.value = org.name;
        set(form, field, "shown", org.name);
        set(form, field, "key", org.key);
        field.dispatchEvent(new Event("change", { bubbles: true }));
      },
    });
}

const told = (org) => ({ ...org, more: [org.kind, org.superior].filter(Boolean).join(" · ") });

function set(form, field, part, value) {
  const hidden = form.querySelector(`[name="${CSS.escape(`${field.name}.${part}`)}"]`);
  if (hidden) hidden.value = value;
}
