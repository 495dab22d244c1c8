// The first page: what the graph holds, what stands out, which years of which regions are covered.
import type { Entity, Fact, Graph } from "../data";
import { fill, h } from "../dom";
import { link, openFact, showAsked } from "../parts";
import { address, change, here } from "../router";
import { section, table } from "../table";
import { kindName, number, say, value } from "../words";

export function overview(graph: Graph): HTMLElement {
  const count = (kind: string): number => graph.whole?.entities[kind] ?? graph.entities.reduce((n, entity) => n + (entity.kind === kind ? 1 : 0), 0);
  const facts = (kind: string): number => graph.whole?.facts[kind] ?? graph.facts.reduce((n, fact) => n + (fact.kind === kind ? 1 : 0), 0);
  const years = graph.years.length ? (graph.years.length === 1 ? `${graph.years[0]}` : `${graph.years[0]}–${graph.years.at(-1)}`) : "–";
  const tile = (name: string, what: string | number, href?: string): HTMLElement =>
    h(href ? "a" : "div", { class: "tile", href }, h("strong", null, what), h("span", null, name));
  return h("div", { class: "overview" },
    h("div", { class: "hero" },
      h("h1", null, say("政府报告里写了什么，一查便知", "What government reports say, with the sentence that says so")),
      h("p", null, say(
        "在上方查找框输入名称、拼音或首字母（如 xxxj）、行政区划代码。每一条事实都附有原文。",
        "Type a name, pinyin or its initials (xxxj finds 行刑衔接), or a region code into the search box above. Every fact comes with its quote."))),
    h("div", { class: "tiles" },
      tile(kindName("report", true), number(count("report")), address("list/report")),
      tile(say("有报告的地区", "regions with reports"), number(graph.whole?.observed ?? graph.observed.size), address("list/region")),
      tile(say("报告年份", "years reported on"), years),
      tile(kindName("programme", true), number(count("programme")), address("list/programme")),
      tile(kindName("agency", true), number(count("agency")), address("list/agency")),
      tile(kindName("regulation", true), number(count("regulation")), address("list/regulation")),
      tile(kindName("award", true), number(facts("award")), address("list/award")),
      tile(kindName("observation", true), number(facts("observation")), address("list/observation"))),
    h("div", { class: "pair" }, practices(graph), coverage(graph)));
}

function practices(graph: Graph): HTMLElement {
  const rows = widest(graph);
  return section(say("做法", "Practices"), graph.whole?.practices ?? rows.length, table(say("做法一览", "Practices"), [
    { name: say("做法", "Practice"), text: (row) => row.programme.name, show: (row) => link(row.programme) },
    { name: say("类型", "Kind"), text: (row) => value(row.programme.type) },
    { name: say("地区数", "Regions"), text: (row) => row.regions, class: "num" },
    { name: say("最早年份", "Earliest"), text: (row) => row.first, class: "num" },
    { name: say("事实数", "Facts"), text: (row) => row.programme.total, class: "num" },
  ], rows, undefined, 12));
}

/** The practices by how many regions do or try them. */
function widest(graph: Graph): { programme: Entity; regions: number; first: number }[] {
  if (graph.given.practices) return graph.given.practices.map(([at, regions, first]) => ({ programme: graph.entities[at]!, regions, first }));
  return [...graph.starts].map(([programme, starts]) => ({ programme, regions: starts.length, first: Math.min(...starts.map((s) => s.year)) }))
    .sort((a, b) => b.regions - a.regions || b.programme.total - a.programme.total || a.programme.index - b.programme.index);
}

/** Region × year with three states: of reports, or of what they say about one practice. */
function coverage(graph: Graph): HTMLElement {
  const regions = [...graph.observed.keys()].sort(byPlace);
  const chosen = graph.byIri.get(here().params.get("practice") ?? "");
  const box = h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say("覆盖情况", "Coverage") });
  const said = new Map<string, Fact[]>();
  const filled = graph.given.filled && new Map(graph.given.filled.map(([region, year, n]) => [`${region} ${year}`, n]));
  const draw = (programme: Entity | undefined): void => {
    said.clear();
    for (const fact of programme ? programme.facts : graph.facts) {
      if (fact.kind !== "adoption" || !fact.region) continue;
      const key = `${fact.region.index} ${fact.year}`;
      said.set(key, [...(said.get(key) ?? []), fact]);
    }
    const cell = (region: Entity, year: number): HTMLElement => {
      const facts = said.get(`${region.index} ${year}`) ?? [];
      const done = facts.filter((fact) => fact.stage !== "planned");
      const seen = graph.observed.get(region)!.has(year);
      const many = programme || !filled ? new Set(done.map((fact) => fact.programme)).size : filled.get(`${region.index} ${year}`) ?? 0;
      if (many) {
        const text = programme ? "●" : String(many);
        const name = `${region.name} ${year}: ${say("已报告", "reported")} ${text}`;
        return h("td", { class: "cell on" }, h("button", { type: "button", "aria-label": name, title: name, onclick: () => programme ? openFact(done[0]!) : void showAsked(done, `${region.name} ${year}`, { kind: "adoption", region: region.iri, year: String(year) }, (fact) => fact.stage !== "planned") }, text));
      }
      return h("td", { class: seen ? "cell seen" : "cell", title: `${region.name} ${year}: ${seen ? say("未报告", "not reported") : say("无报告", "no report")}` }, seen ? "–" : "");
    };
    fill(box, h("table", { class: "grid" },
      h("caption", { class: "quiet" }, say("地区与年份", "Regions and years")),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, say("地区", "Region")), graph.years.map((year) => h("th", { scope: "col" }, year)))),
      h("tbody", null, regions.slice(0, 200).map((region) =>
        h("tr", null, h("th", { scope: "row" }, link(region)), graph.years.map((year) => cell(region, year)))))));
  };
  draw(chosen);
  const options = widest(graph).slice(0, 150).map(({ programme }) => programme);
  if (chosen && !options.includes(chosen)) options.unshift(chosen);
  const select = h("select", { "aria-label": say("做法", "Practice"), onchange: () => {
    change({ practice: select.value }, !graph.server);
    if (!graph.server) draw(graph.byIri.get(select.value));
  } }, h("option", { value: "" }, say("（全部做法）", "(all practices)")),
  options.map((programme) => h("option", { value: programme.iri, selected: programme === chosen }, programme.name)));
  return section(say("覆盖：地区 × 年份", "Coverage: region × year"), null,
    h("div", { class: "tools" }, select, h("span", { class: "legend" },
      h("span", { class: "cell on" }, "●"), say("已报告", "reported"), h("span", { class: "cell seen" }, "–"), say("有报告未提及", "a report, but not of it"),
      h("span", { class: "cell" }, "\u00a0"), say("无报告", "no report"))),
    graph.limits && h("p", { class: "soft" }, say("未提及不等于没有做；没有报告的年份无从判断。首份报告就已出现的做法，开始时间可能更早。", graph.limits)),
    box);
}

const RANK = ["national", "province", "prefecture", "county", "township"];
export function byPlace(a: Entity, b: Entity): number {
  const rank = (entity: Entity): number => { const at = RANK.indexOf(entity.level ?? ""); return at < 0 ? 9 : at; };
  return rank(a) - rank(b) || (a.code ?? "~").localeCompare(b.code ?? "~") || a.index - b.index;
}
