// Start every behaviour of a page. Each works on what it finds, also after htmx has put in more.
import { startBulk } from "./js/bulk.js";
import { startBusy } from "./js/busy.js";
import { startColumns } from "./js/columns.js";
import { startInserting } from "./js/insert.js";
import { startKeyboard } from "./js/keyboard.js";
import { startMenus } from "./js/menus.js";
import { startRows } from "./js/rows.js";
import { startTicks } from "./js/ticks.js";
import { startTheme } from "./js/theme_switch.js";
import { startTrees } from "./js/tree.js";
import { startWarning } from "./js/warn_unsaved.js";

const onDemand = [
  ["[data-day]", () => import("./js/day_field.js")],
  ["select[data-pick]", () => import("./js/pick.js")],
  ["[data-chart]", () => import("./js/charts.js")],
  ["[data-draft-form]", () => import("./js/desk_draft.js")],
  ["[data-order]", () => import("./js/desk_order.js")],
  ["form[data-keep]", () => import("./js/kept_form.js")],
  ["[data-keep-done]", () => import("./js/kept_done.js")],
  [".ui-tabs [aria-current]", () => import("./js/tabs.js")],
  ["dialog[data-idle]", () => import("./js/idle.js")],
  ["input[data-photo]", () => import("./js/photo_field.js")],
  ["input[data-suggest]", () => import("./js/suggest_field.js")],
  ["input[data-hints]", () => import("./js/search_box.js")],
];

async function enhance(root) {
  for (const [selector, load] of onDemand) {
    const found = [...root.querySelectorAll(selector)].filter((one) => !one.dataset.ready);
    if (root.matches?.(selector) && !root.dataset.ready) found.push(root);
    if (!found.length) continue;
    for (const one of found) one.dataset.ready = "1";
    const part = await load();
    for (const one of found) part.start(one);
  }
}

startTheme();
startMenus();
startKeyboard();
startRows();
startTrees();
startBulk();
startTicks();
startBusy();
startColumns();
startInserting();
startWarning();
enhance(document.body);
document.body.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
