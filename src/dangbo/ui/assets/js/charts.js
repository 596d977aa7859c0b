// Draw the charts of a page. Their options come as JSON beside them; colours come from the tokens.
import { BarChart, LineChart, PieChart, SankeyChart, TreeChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, DatasetComponent, GridComponent, LabelLayout, LegendComponent, LineChart,
  MarkLineComponent, MarkPointComponent, PieChart, SankeyChart, SVGRenderer, TitleComponent,
  TooltipComponent, TreeChart,
]);

const drawn = new Set();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function look() {
  const ink = token("--ui-ink");
  const muted = token("--ui-muted");
  const line = token("--ui-line");
  const label = { color: ink, textBorderWidth: 0 };
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: muted, fontSize: 13 },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: muted },
  };
  return {
    color: [1, 2, 3, 4, 5, 6].map((number) => token(`--ui-chart-${number}`)),
    backgroundColor: "transparent",
    textStyle: { color: ink, fontFamily: token("--ui-font") },
    legend: { textStyle: { color: ink, fontSize: 13 }, itemGap: 16 },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    bar: { label },
    line: { symbol: "circle", symbolSize: 8, lineStyle: { width: 2.5 }, label },
    tooltip: {
      backgroundColor: token("--ui-surface"),
      borderColor: line,
      textStyle: { color: ink },
    },
  };
}

// A page that is looked at on another day leads to others on that day.
function onDay(address) {
  const [url, here] = [new URL(address, window.location), new URL(window.location)];
  ["on", "known"].forEach((name) => {
    if (here.searchParams.has(name) && !url.searchParams.has(name)) {
      url.searchParams.set(name, here.searchParams.get(name));
    }
  });
  return url;
}

// An option names colours by their tokens, so that they follow the light or dark look.
const coloured = (_key, value) =>
  typeof value === "string" && value.startsWith("--ui-") ? token(value) : value;

function draw(place, { moving = true } = {}) {
  const option = JSON.parse(document.getElementById(`${place.id}-option`).textContent, coloured);
  echarts.getInstanceByDom(place)?.dispose();
  const picture = echarts.init(place, look(), { renderer: "svg", locale: locale() });
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.setOption({
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    ...option,
    animation: moving && !still && option.animation !== false,
  });
  // What a mark stands for opens with a click; the table has the same links for the keyboard.
  picture.on("click", ({ data }) => {
    if (data?.url) window.location.assign(onDay(data.url));
  });
  place.dispatchEvent(new CustomEvent("dangbo:chart", { bubbles: true, detail: picture }));
  return picture;
}

function locale() {
  echarts.registerLocale("VI", {
    time: {
      month: Array.from({ length: 12 }, (_, index) => `Tháng ${index + 1}`),
      monthAbbr: Array.from({ length: 12 }, (_, index) => `Th ${index + 1}`),
      dayOfWeek: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
      dayOfWeekAbbr: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    },
    legend: { selector: { all: "Tất cả", inverse: "Đảo" } },
    aria: { general: {}, series: { single: {}, multiple: { separator: {} } }, data: { separator: {} } },
  });
  return document.documentElement.lang === "vi" ? "VI" : "EN";
}

const SVG = "http://www.w3.org/2000/svg";
const HEAD = 56;
const MARGIN = 16;

function written(text, y, size, weight, color) {
  const line = document.createElementNS(SVG, "text");
  const looks = { x: MARGIN, y, fill: color, "font-size": size, "font-weight": weight };
  Object.entries(looks).forEach(([name, value]) => line.setAttribute(name, value));
  line.textContent = text;
  return line;
}

// A picture that goes into another paper has to say by itself of what and of when it is.
function pictured(place) {
  const drawing = place.querySelector("svg").cloneNode(true);
  const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  const sheet = document.createElementNS(SVG, "svg");
  const ground = document.createElementNS(SVG, "rect");
  const size = { width: width + 2 * MARGIN, height: height + HEAD + MARGIN };
  Object.entries({ xmlns: SVG, "font-family": token("--ui-font"), ...size }).forEach(
    ([name, value]) => sheet.setAttribute(name, value),
  );
  Object.entries({ width: "100%", height: "100%", fill: token("--ui-surface") }).forEach(
    ([name, value]) => ground.setAttribute(name, value),
  );
  drawing.setAttribute("x", MARGIN);
  drawing.setAttribute("y", HEAD);
  const title = document.getElementById(`${place.id}-title`)?.textContent.trim() ?? "";
  const about = document.title.trim();
  sheet.append(
    ground,
    written(title, 24, 17, 600, token("--ui-ink")),
    written(about, 44, 12, 400, token("--ui-muted")),
    drawing,
  );
  const file = new Blob([new XMLSerializer().serializeToString(sheet)], { type: "image/svg+xml" });
  return { file, ...size };
}

function saved(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function inPoints({ file, width, height }) {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  await picture.decode();
  URL.revokeObjectURL(picture.src);
  const canvas = document.createElement("canvas");
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function offerPictures(place) {
  document.querySelectorAll(`[data-chart-picture="${place.id}"]`).forEach((button) => {
    button.addEventListener("click", async () => {
      const picture = pictured(place);
      const inPng = button.dataset.form === "png";
      saved(inPng ? await inPoints(picture) : picture.file, `${place.id}.${inPng ? "png" : "svg"}`);
    });
  });
}

function offerTable(place) {
  const button = document.querySelector(`[data-chart-switch="${place.id}"]`);
  const table = document.getElementById(`${place.id}-table`);
  if (!button || !table) return;
  const show = (open) => {
    table.classList.toggle("is-unseen", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  show(false);
  button.hidden = false;
  button.addEventListener("click", () => show(table.classList.contains("is-unseen")));
}

export function start(place) {
  draw(place);
  drawn.add(place);
  offerPictures(place);
  offerTable(place);
  new ResizeObserver(() => echarts.getInstanceByDom(place)?.resize()).observe(place);
}

const PAPER = { width: 620, height: 320 };

const redraw = (how) => drawn.forEach((place) => draw(place, how));

document.addEventListener("dangbo:theme", () => redraw());

// Paper is white: the pictures are drawn for it, and drawn back afterwards.
let onScreen = null;
window.addEventListener("beforeprint", () => {
  onScreen = document.documentElement.dataset.bsTheme;
  document.documentElement.dataset.bsTheme = "light";
  redraw({ moving: false });
  // Drawn as wide on every screen, the drawing shrinks to the column of the paper.
  drawn.forEach((place) => {
    echarts.getInstanceByDom(place).resize({ ...PAPER, animation: { duration: 0 } });
    const drawing = place.querySelector("svg");
    const size = ["width", "height"].map((name) => drawing.getAttribute(name)).join(" ");
    drawing.setAttribute("viewBox", `0 0 ${size}`);
  });
});
window.addEventListener("afterprint", () => {
  document.documentElement.dataset.bsTheme = onScreen;
  redraw({ moving: false });
});
