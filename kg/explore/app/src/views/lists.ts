// Whole lists: entities of a kind, or facts of a kind; and the answers of a search.
import type { Entity, Fact, Graph } from "../data";
import { fill, h } from "../dom";
import { chip, link, proofColumns, quoteColumn, reportColumn, title } from "../parts";
import { address } from "../router";
import type { Finder, Found } from "../search";
import { table, type Column } from "../table";
import { kindName, number, say, value } from "../words";

export function list(graph: Graph, kind: string): HTMLElement {
  const heading = kindName(kind, true);
  if (["award", "observation", "citation", "adoption"].includes(kind)) {
    const rows = graph.facts.filter((fact) => fact.kind === kind);
    return h("div", null, h("h1", null, heading), pager(graph, kind), table(heading, factColumns(kind), rows), pager(graph, kind));
  }
  const rows = graph.given.listed?.map((at) => graph.entities[at]!) ?? graph.entities.filter((entity) => entity.kind === kind)
    .sort((a, b) => b.total - a.total || a.index - b.index);
  const columns: Column<Entity>[] = [
    { name: kindName(kind), text: (entity) => entity.name, show: (entity) => link(entity) },
  ];
  if (kind === "region") columns.push(
    { name: say("所属", "Within"), text: (entity) => entity.chain?.split("/").slice(0, -1).join("/") ?? "" },
    { name: say("级别", "Level"), text: (entity) => value(entity.level) },
    { name: say("代码", "Code"), text: (entity) => entity.code ?? "" },
    { name: say("报告", "Reports"), text: (entity) => [...(graph.observed.get(entity) ?? [])].sort().join(" ") });
  else if (kind === "report") columns.push(
    { name: say("地区", "Region"), text: (entity) => graph.byIri.get(entity.raw.in ?? "")?.name ?? "", show: (entity) => link(graph.byIri.get(entity.raw.in ?? "")) },
    { name: say("年份", "Year"), text: (entity) => entity.year ?? "", class: "num" },
    { name: say("发布", "Published"), text: (entity) => entity.raw.issued ?? "" });
  else columns.push({ name: say("类型", "Kind"), text: (entity) => value(entity.type) || entity.raw.function || entity.raw.topic || "" });
  if (kind !== "report") columns.push({ name: say("事实数", "Facts"), text: (entity) => entity.total, class: "num" });
  else columns.push({ name: say("事实数", "Facts"), text: (entity) => graph.server ? "" : reportFacts(graph, entity), class: "num" });
  columns.push({ name: say("别名", "Aliases"), text: (entity) => entity.aliases.join("、"), hidden: true }, { name: "IRI", text: (entity) => graph.base + entity.iri, hidden: true });
  return h("div", null, h("h1", null, heading), pager(graph, kind), table(heading, columns, rows), pager(graph, kind));
}

/** The way through the pages of a list that a server sends page by page. */
function pager(graph: Graph, kind: string): HTMLElement | null {
  const page = graph.given.page;
  if (!page || page.total <= page.size) return null;
  const last = Math.ceil(page.total / page.size);
  const step = (to: number, label: string): HTMLElement | null => to >= 1 && to <= last ? h("a", { class: "button", href: address(`list/${kind}`, { page: to }) }, label) : null;
  return h("nav", { class: "tools", "aria-label": say("分页", "Pages") }, step(page.number - 1, say("上一页", "Previous")),
    h("span", { class: "soft" }, say(`第 ${page.number} / ${number(last)} 页，共 ${number(page.total)} 项`, `page ${page.number} of ${number(last)}, ${number(page.total)} in all`)),
    step(page.number + 1, say("下一页", "Next")));
}

const counts = new WeakMap<Graph, Map<Entity, number>>();
function reportFacts(graph: Graph, report: Entity): number {
  let known = counts.get(graph);
  if (!known) {
    known = new Map();
    for (const fact of graph.facts) if (fact.report) known.set(fact.report, (known.get(fact.report) ?? 0) + 1);
    counts.set(graph, known);
  }
  return known.get(report) ?? 0;
}

/** The columns of a table of facts of one kind; `without` leaves out what the page is about. */
export function factColumns(kind: string, without: readonly string[] = []): Column<Fact>[] {
  const all: Record<string, Column<Fact>> = {
    region: { name: say("地区", "Region"), text: (fact) => fact.region?.chain ?? fact.region?.name ?? "", show: (fact) => link(fact.region) },
    programme: { name: say("做法", "Practice"), text: (fact) => fact.programme?.name ?? "", show: (fact) => link(fact.programme) },
    stage: { name: say("阶段", "Stage"), text: (fact) => value(fact.stage), show: (fact) => fact.stage && h("span", { class: `stage s-${fact.stage}` }, value(fact.stage)) },
    year: { name: say("年份", "Year"), text: (fact) => fact.year ?? "", class: "num" },
    since: { name: say("始于", "Since"), text: (fact) => fact.since ?? "", class: "num" },
    regulation: { name: say("法规文件", "Regulation"), text: (fact) => fact.regulation?.name ?? "", show: (fact) => link(fact.regulation) },
    role: { name: say("关系", "Role"), text: (fact) => value(fact.role) },
    name: { name: say("荣誉", "Honour"), text: (fact) => fact.name ?? "", show: (fact) => fact.honour ? link(fact.honour, fact.name) : fact.name },
    recipient: { name: say("获得者", "Recipient"), text: (fact) => fact.recipientName?.split("/").at(-1) ?? "", show: (fact) => link(fact.recipient, fact.recipientName?.split("/").at(-1)) ?? fact.recipientName },
    level: { name: say("级别", "Level"), text: (fact) => value(fact.level) },
    what: { name: say("内容", "What"), text: (fact) => fact.what ?? fact.indicator?.name ?? "", show: (fact) => fact.indicator ? link(fact.indicator, fact.what ?? fact.indicator.name) : fact.what },
    value: { name: say("数值", "Value"), text: (fact) => Number(fact.value), show: (fact) => number(Number(fact.value)), class: "num" },
    unit: { name: say("单位", "Unit"), text: (fact) => fact.unit ?? "" },
    agencies: { name: say("机关", "Agencies"), text: (fact) => (fact.agencies ?? []).map((agency) => agency.name).join("、"), show: (fact) => (fact.agencies ?? []).map((agency, at) => [at > 0 && "、", link(agency)]) },
    entity: { name: say("实体", "Entity"), text: (fact) => fact.entity?.name ?? "", show: (fact) => link(fact.entity) },
    count: { name: say("次数", "Times"), text: (fact) => fact.count ?? "", class: "num" },
    what_is: { name: say("事实", "Fact"), text: title },
  };
  const order: Record<string, string[]> = {
    adoption: ["region", "programme", "stage", "year", "since", "agencies"],
    citation: ["region", "regulation", "role", "year"],
    award: ["name", "recipient", "level", "region", "year", "programme"],
    observation: ["region", "what", "value", "unit", "year", "programme"],
    mention: ["entity", "count"],
    link: ["what_is", "year"],
  };
  return [
    ...(order[kind] ?? ["what_is"]).filter((name) => !without.includes(name)).map((name) => all[name]!),
    quoteColumn(), reportColumn(), ...proofColumns(),
  ];
}

export function answers(graph: Graph, search: Finder, query: string, kind: string): HTMLElement {
  const box = h("div");
  const given = graph.given.found;
  const found = given
    ? Promise.resolve({ found: given.map(([at, score, by]) => ({ entity: graph.entities[at]!, score, by })), counts: new Map(Object.entries(graph.given.counts!)) })
    : search.find(query, Infinity);
  void found.then(({ found: all, counts }) => fill(box, answered(all, counts, query, kind)));
  return box;
}

function answered(found: Found[], kinds: Map<string, number>, query: string, kind: string): HTMLElement {
  const shown = kind ? found.filter(({ entity }) => entity.kind === kind) : found;
  const all = [...kinds.values()].reduce((sum, n) => sum + n, 0);
  return h("div", null,
    h("h1", null, say(`查找：${query}`, `Search: ${query}`)),
    h("nav", { class: "tabs", "aria-label": say("种类", "Kinds") },
      h("a", { href: address("search", { q: query }), "aria-current": kind ? null : "true" }, say("全部", "All"), h("span", { class: "count" }, all)),
      [...kinds].map(([name, n]) => h("a", { href: address("search", { q: query, kind: name }), "aria-current": kind === name ? "true" : null }, kindName(name, true), h("span", { class: "count" }, n)))),
    shown.length
      ? h("ul", { class: "answers" }, shown.slice(0, 200).map(({ entity, by }) => h("li", null,
        chip(entity.kind), " ", link(entity), by && h("span", { class: "soft" }, ` ${by}`),
        entity.chain && h("span", { class: "soft" }, ` ${entity.chain}`),
        h("span", { class: "count" }, say(`${entity.total} 条事实`, `${entity.total} facts`)))))
      : h("p", { class: "soft" }, say("没有找到。试试较短的名称、拼音首字母或代码。", "Nothing found. Try a shorter name, initials in pinyin, or a code.")));
}
