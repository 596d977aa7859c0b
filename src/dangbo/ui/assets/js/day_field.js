// A calendar beside a text field for a day; the text field stays the truth, dd/mm/yyyy.
import flatpickr from "flatpickr";
import { Vietnamese } from "flatpickr/dist/esm/l10n/vn.js";

const vietnamese = {
  ...Vietnamese,
  firstDayOfWeek: 1,
  months: {
    shorthand: Array.from({ length: 12 }, (_, index) => `Th ${index + 1}`),
    longhand: Array.from({ length: 12 }, (_, index) => `Tháng ${index + 1}`),
  },
};

function typedDay(text) {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!found) return undefined;
  const [, day, month, year] = found.map(Number);
  const date = new Date(year, month - 1, day);
  return date.getDate() === day && date.getMonth() === month - 1 ? date : undefined;
}

export function start(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ui-day-button";
  button.setAttribute("aria-label", field.dataset.dayLabel || "Mở lịch");
  button.append(document.getElementById("icon-calendar").content.cloneNode(true));
  const holder = document.createElement("span");
  holder.className = "ui-day";
  // This part may come when somebody types already: the field keeps its cursor as it is moved.
  const isTyped = document.activeElement === field;
  const marked = [field.selectionStart, field.selectionEnd];
  field.replaceWith(holder);
  holder.append(field, button);
  if (isTyped) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(...marked);
  }
  // The picker hangs on an empty twin: it must neither rewrite nor lock what is typed.
  const twin = document.createElement("span");
  twin.hidden = true;
  holder.append(twin);
  const picker = flatpickr(twin, {
    locale: document.documentElement.lang === "vi" ? vietnamese : { firstDayOfWeek: 1 },
    dateFormat: "d/m/Y",
    positionElement: field,
    disableMobile: true,
    clickOpens: false,
    onChange: (_days, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    onClose: () => button.focus(),
  });
  button.addEventListener("click", () => {
    const day = typedDay(field.value);
    if (day) picker.setDate(day, false);
    picker.toggle();
  });
}
