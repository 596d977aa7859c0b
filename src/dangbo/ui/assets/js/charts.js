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
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, DatasetComponent, GridComponent, LegendComponent, LineChart,
  MarkLineComponent, MarkPointComponent, PieChart, SankeyChart, SVGRenderer, TitleComponent,
  TooltipComponent, TreeChart,
]);

const drawn = new Set();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function look() {
  const ink = token("--ui-ink");
  const muted = token("--ui-muted");
  const line = token("--ui-line");
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
    line: { symbol: "circle", symbolSize: 8, lineStyle: { width: 2.5 } },
    tooltip: {
      backgroundColor: token("--ui-surface"),
      borderColor: line,
      textStyle: { color: ink },
    },
  };
}

function draw(place, { moving = true } = {}) {
  const option = JSON.parse(document.getElementById(`${place.id}-option`).textContent);
  echarts.getInstanceByDom(place)?.dispose();
  const picture = echarts.init(place, look(), { renderer: "svg", locale: locale() });
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.setOption({
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    ...option,
    animation: moving && !still && option.animation !== false,
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

function pictureFile(place) {
  const svg = place.querySelector("svg");
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

function offerPicture(place) {
  const button = document.querySelector(`[data-chart-picture="${place.id}"]`);
  button?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(pictureFile(place));
    link.download = `${place.id}.svg`;
    link.click();
    URL.revokeObjectURL(link.href);
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
  offerPicture(place);
  offerTable(place);
  new ResizeObserver(() => echarts.getInstanceByDom(place)?.resize()).observe(place);
}

const redraw = (how) => drawn.forEach((place) => draw(place, how));

document.addEventListener("dangbo:theme", () => redraw());

// Paper is white: the pictures are drawn for it, and drawn back afterwards.
let onScreen = null;
window.addEventListener("beforeprint", () => {
  onScreen = document.documentElement.dataset.bsTheme;
  document.documentElement.dataset.bsTheme = "light";
  redraw({ moving: false });
});
window.addEventListener("afterprint", () => {
  document.documentElement.dataset.bsTheme = onScreen;
  redraw({ moving: false });
});
