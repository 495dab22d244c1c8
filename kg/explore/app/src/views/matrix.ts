// Practices × regions, or practices × years: each cell opens its evidence.
import type { Entity, Fact, Graph } from "../data";
import { download, fill, h } from "../dom";
import { link, openFact, quoted, showAsked } from "../parts";
import { change, here } from "../router";
import { csv, section, table } from "../table";
import { say, value } from "../words";
import { byPlace } from "./overview";

const MARKS: Record<string, string> = { implemented: "●", pilot: "◐", planned: "○" };
const RANK = ["implemented", "pilot", "planned"];
const COLUMNS = 60;

export function matrix(graph: Graph): HTMLElement {
  const { params } = here();
  const by = params.get("by") === "year" ? "year" : "region";
  const kind = params.get("kind") ?? "";
  const level = params.get("level") ?? "";
  let limit = 40;
  let order = params.get("sort") ?? "";
  const given = graph.given.rows && graph.given;
  const columns: (Entity | number)[] = by === "year"
    ? graph.years
    : [...graph.observed.keys()].filter((region) => !level || region.level === level).sort(byPlace).slice(0, COLUMNS);
  const { cells, count } = given ? read(graph) : tally(graph, columns, by, kind);
  const cell = (row: Entity, column: Entity | number): Cell | undefined => cells.get(`${row.index} ${typeof column === "number" ? column : column.index}`);
  const rows = (): Entity[] => {
    if (given) return [...count.keys()]; // the server has sorted them
    const all = [...count.keys()].sort((a, b) => count.get(b)! - count.get(a)! || b.total - a.total || a.index - b.index);
    if (order === "name") all.sort((a, b) => a.name.localeCompare(b.name, "zh-CN"));
    else if (order) {
      const column = columns.find((one) => (typeof one === "number" ? String(one) : one.iri) === order);
      if (column !== undefined) {
        const rank = (row: Entity): number => { const at = RANK.indexOf(cell(row, column)?.stage ?? ""); return at < 0 ? 9 : at; };
        all.sort((a, b) => rank(a) - rank(b) || count.get(b)! - count.get(a)!);
      }
    }
    return all;
  };
  const box = h("div", { class: "scroll tall", role: "region", tabindex: "0", "aria-label": say("矩阵", "Matrix") });
  const more = h("button", { type: "button", class: "more", onclick: () => { limit += 100; draw(); } });
  const name = (column: Entity | number): string => typeof column === "number" ? String(column) : column.name;
  const sorter = (key: string, label: string): HTMLElement =>
    h("button", { type: "button", title: say("按此排序", "Sort by this"), onclick: () => { order = order === key ? "" : key; change({ sort: order }, !given); if (!given) draw(); } }, label);
  function draw(): void {
    const all = rows();
    fill(box, h("table", { class: "grid matrix" },
      h("caption", { class: "quiet" }, say("做法与地区", "Practices and regions")),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, sorter("name", say("做法", "Practice"))),
        columns.map((column) => h("th", { scope: "col", class: "up", "aria-sort": order === (typeof column === "number" ? String(column) : column.iri) ? "descending" : null }, sorter(typeof column === "number" ? String(column) : column.iri, name(column)))))),
      h("tbody", null, all.slice(0, limit).map((row) => h("tr", null,
        h("th", { scope: "row" }, link(row), h("span", { class: "count" }, count.get(row))),
        columns.map((column) => {
          const found = cell(row, column);
          if (!found) return h("td", { class: "cell" });
          const stage = found.stage;
          const text = `${row.name} × ${name(column)}: ${value(stage)}`;
          return h("td", { class: `cell on s-${stage}` }, h("button", { type: "button", title: text, "aria-label": text, onclick: () => void showAsked(found.facts, text, { kind: "adoption", programme: row.iri, ...(typeof column === "number" ? { year: String(column) } : { region: column.iri }) }) },
            by === "year" ? String(found.regions) : MARKS[stage] ?? "●"));
        }))))));
    const total = given?.total ?? all.length;
    more.hidden = all.length <= limit;
    more.textContent = say(`再显示（共 ${total} 项）`, `Show more (${total} in all)`);
  }
  draw();
  const select = (label: string, key: string, now: string, options: [string, string][]): HTMLElement => {
    const made = h("select", { "aria-label": label, onchange: () => change({ [key]: made.value, sort: null }) },
      options.map(([id, text]) => h("option", { value: id, selected: id === now }, text)));
    return made;
  };
  const kinds = given?.types ?? [...new Set([...graph.starts.keys()].map((entity) => entity.type).filter(Boolean))] as string[];
  const levels = given?.levels ?? [...new Set([...graph.observed.keys()].map((region) => region.level).filter(Boolean))] as string[];
  return h("div", null, h("h1", null, say("矩阵", "Matrix")),
    h("div", { class: "tools" },
      select(say("列", "Columns"), "by", by, [["region", say("列：地区", "columns: regions")], ["year", say("列：年份", "columns: years")]]),
      select(say("类型", "Kind"), "kind", kind, [["", say("全部类型", "all kinds")], ...kinds.map((id): [string, string] => [id, value(id)])]),
      by === "region" && select(say("级别", "Level"), "level", level, [["", say("全部级别", "all levels")], ...levels.map((id): [string, string] => [id, value(id)])]),
      h("span", { class: "legend" }, Object.entries(MARKS).map(([id, mark]) => [h("span", { class: `cell on s-${id}` }, mark), value(id)])),
      h("button", { type: "button", class: "plain", onclick: () => download(say("矩阵.csv", "matrix.csv"), csv(
        [say("做法", "Practice"), ...columns.map(name)],
        rows().map((row) => [row.name, ...columns.map((column) => by === "year" ? cell(row, column)?.regions ?? 0 : value(cell(row, column)?.stage))]))) }, "CSV")),
    box, more);
}

/** What a cell shows: the best stage, how many regions are in it, and its facts where they are at hand. */
interface Cell { stage: string; regions: number; facts: Fact[] }
interface Table { cells: Map<string, Cell>; count: Map<Entity, number> }

/** The cells of the facts that the page holds. */
function tally(graph: Graph, columns: (Entity | number)[], by: string, kind: string): Table {
  const known = new Set<Entity | number>(columns);
  const found = new Map<string, Fact[]>();
  const regions = new Map<Entity, Set<Entity>>();
  for (const fact of graph.facts) {
    if (fact.kind !== "adoption" || !fact.programme || !fact.region || (kind && fact.programme.type !== kind)) continue;
    const column = by === "year" ? fact.year : fact.region;
    if (column === undefined || !known.has(column)) continue;
    const key = `${fact.programme.index} ${typeof column === "number" ? column : column.index}`;
    found.set(key, [...(found.get(key) ?? []), fact]);
    if (!regions.has(fact.programme)) regions.set(fact.programme, new Set());
    regions.get(fact.programme)!.add(fact.region);
  }
  const cells = new Map([...found].map(([key, facts]): [string, Cell] => [key, {
    stage: RANK.find((name) => facts.some((fact) => fact.stage === name)) ?? "", regions: new Set(facts.map((fact) => fact.region)).size, facts,
  }]));
  return { cells, count: new Map([...regions].map(([row, all]) => [row, all.size])) };
}

/** The cells that a server has counted. */
function read(graph: Graph): Table {
  const given = graph.given;
  return {
    cells: new Map((given.yearly ?? given.cells ?? []).map(([row, column, stage, regions]) => [`${row} ${column}`, { stage, regions, facts: [] }])),
    count: new Map(given.rows!.map(([row, n]) => [graph.entities[row]!, n])),
  };
}

export function compare(graph: Graph, find: (query: string) => Promise<Entity[]>, picker: typeof import("../parts").picker): HTMLElement {
  const { params } = here();
  const a = graph.byIri.get(params.get("a") ?? "");
  const b = graph.byIri.get(params.get("b") ?? "");
  const done = (region: Entity | undefined): Map<Entity, Fact> => {
    const found = new Map<Entity, Fact>();
    for (const fact of region?.facts ?? []) {
      if (fact.kind === "adoption" && fact.region === region && fact.programme && fact.stage !== "planned" && !found.has(fact.programme)) found.set(fact.programme, fact);
    }
    return found;
  };
  const left = done(a), right = done(b);
  const weight = (programme: Entity): number => programme.raw.rg ?? graph.starts.get(programme)?.length ?? 0;
  const rarest = (all: Entity[]): Entity[] => all.sort((x, y) => weight(x) - weight(y) || x.index - y.index);
  const shared = rarest([...left.keys()].filter((programme) => right.has(programme)));
  const only = (own: Map<Entity, Fact>, other: Map<Entity, Fact>): Entity[] => rarest([...own.keys()].filter((programme) => !other.has(programme)));
  const similarity = a && b ? graph.similar.get(a)?.find((row) => row.region === b)?.score : undefined;
  const numbers = (region: Entity | undefined): Map<string, Fact> => new Map((region?.facts ?? [])
    .filter((fact) => fact.kind === "observation" && fact.region === region && fact.indicator)
    .sort((x, y) => (x.year ?? 0) - (y.year ?? 0)).map((fact) => [`${fact.indicator!.name}\u0000${fact.unit ?? ""}`, fact]));
  const one = numbers(a), other = numbers(b);
  const keys = [...one.keys()].filter((key) => other.has(key));
  const quotes = (title: string, rows: Entity[], sides: [string, Map<Entity, Fact>][]): HTMLElement => section(title, rows.length, table(title, [
    { name: say("做法", "Practice"), text: (row) => row.name, show: (row) => link(row) },
    { name: say("地区数", "Regions"), text: (row) => weight(row), class: "num" },
    ...sides.map(([name, facts]) => ({ name, text: (row: Entity) => facts.get(row)?.evidence[0]?.quote ?? "", show: (row: Entity) => facts.has(row) && quoted(facts.get(row)!), class: "wide" })),
  ], rows));
  return h("div", null, h("h1", null, say("比较两个地区", "Compare two regions")),
    h("div", { class: "tools" },
      picker(say("地区甲", "Region A"), ["region"], a, (entity) => change({ a: entity.iri }), find),
      picker(say("地区乙", "Region B"), ["region"], b, (entity) => change({ b: entity.iri }), find)),
    !a || !b
      ? [h("p", null, say("选两个地区。有自己报告的地区：", "Choose two regions. Those with reports of their own:")),
        h("p", { class: "many" }, [...graph.observed.keys()].sort(byPlace).slice(0, 120).map((region) =>
          h("button", { type: "button", class: "plain", onclick: () => change(a && a !== region ? { b: region.iri } : { a: region.iri }) }, region.name)))]
      : [h("p", { class: "meta" }, link(a), " × ", link(b), similarity !== undefined && say(` · 相似度 ${similarity}`, ` · similarity ${similarity}`)),
        quotes(say("两地都在做", "Both"), shared, [[a.name, left], [b.name, right]]),
        h("div", { class: "pair" }, quotes(say(`只有${a.name}报告`, `Only ${a.name}`), only(left, right), [[a.name, left]]),
          quotes(say(`只有${b.name}报告`, `Only ${b.name}`), only(right, left), [[b.name, right]])),
        section(say("统计数据", "Statistics"), keys.length, table(say("统计比较", "Statistics compared"), [
          { name: say("指标", "Indicator"), text: (key) => key.split("\u0000")[0]!, show: (key) => link(one.get(key)!.indicator) },
          { name: say("单位", "Unit"), text: (key) => key.split("\u0000")[1]! },
          ...([[a, one], [b, other]] as [Entity, Map<string, Fact>][]).map(([region, all]) => ({ name: region.name, class: "num", text: (key: string) => Number(all.get(key)!.value),
            show: (key: string) => h("button", { type: "button", class: "plain", onclick: () => openFact(all.get(key)!) }, `${all.get(key)!.raw ?? all.get(key)!.value} (${all.get(key)!.year ?? ""})`) })),
        ], keys, say("没有两地都报告的指标", "No indicator that both report")))]);
}
