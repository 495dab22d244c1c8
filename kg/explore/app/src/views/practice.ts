// A practice: who does it, since when, where, with what numbers, with what other things.
import { above, type Entity, type Fact, type Graph } from "../data";
import { curve, map, registerShape, type Point } from "../charts";
import { announce, fill, h } from "../dom";
import { actions, button, facts, head, link, links } from "../parts";
import { address } from "../router";
import { section, table } from "../table";
import { say, value } from "../words";
import { factColumns } from "./lists";

export function practice(graph: Graph, entity: Entity): HTMLElement {
  const of = (kind: Fact["kind"]): Fact[] => entity.facts.filter((fact) => fact.kind === kind);
  const adoptions = of("adoption").sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || (a.region?.index ?? 0) - (b.region?.index ?? 0));
  const starts = graph.starts.get(entity) ?? [];
  const narrower = graph.entities.filter((other) => (other.raw.broader ?? []).includes(entity.iri));
  const broader = (entity.raw.broader ?? []).map((iri: string) => graph.byIri.get(iri)).filter(Boolean) as Entity[];
  const planned = new Set(adoptions.filter((fact) => fact.stage === "planned").map((fact) => fact.region));
  for (const start of starts) planned.delete(start.region);
  return h("div", null,
    head("programme", entity.name, entity.candidate && h("span", { class: "chip plain", title: say("由句式发现，不在词表中", "found by its form, in no vocabulary") }, say("新发现", "new"))),
    facts(
      [say("类型", "Kind"), value(entity.type)],
      [say("又称", "Also"), entity.aliases.slice(0, 12).join("、") + (entity.aliases.length > 12 ? " …" : "")],
      [say("上位做法", "Part of"), broader.length > 0 && links(broader)],
      [say("下位做法", "Includes"), narrower.length > 0 && links(narrower)],
      [say("发端文件", "Launched by"), entity.raw.by && `${entity.raw.by}${entity.raw.from ? ` (${entity.raw.from})` : ""}`],
      [say("地区", "Regions"), say(`${starts.length} 个已做或试点${planned.size ? `，${planned.size} 个仅为计划` : ""}`, `${starts.length} do or try it${planned.size ? `, ${planned.size} only plan it` : ""}`)]),
    actions(button(say("网络", "Network"), address("network", { focus: entity.iri })), button(say("覆盖", "Coverage"), address("", { practice: entity.iri })),
      button("SPARQL", address("sparql", { name: "regions-with-programme", programme: entity.name }))),
    section(say("哪些地区在做", "Which regions do it"), adoptions.length, table(entity.name, factColumns("adoption", ["programme"]), adoptions)),
    starts.length > 0 && h("div", { class: "pair" },
      section(say("采用曲线", "Adoption curve"), null, curve(entity.name, cumulated(graph, entity)),
        h("p", { class: "soft" }, say(
          "虚线只计年份可考的（文中写明开始时间，或此前的报告没有提到）；其余地区可能更早就开始了。",
          "The dashed line counts what can be dated (the text states a start, or an earlier report lacks it); other regions may have begun before."))),
      section(say("地图", "Map"), null, mapOf(graph, entity))),
    starts.length > 0 && section(say("开始时间", "Starts"), starts.length, table(say(`${entity.name}_开始时间`, `${entity.name}_starts`), [
      { name: say("地区", "Region"), text: (start) => start.region.chain ?? start.region.name, show: (start) => link(start.region) },
      { name: say("年份", "Year"), text: (start) => start.year, class: "num" },
      { name: say("依据", "Known by"), text: (start) => value(start.known) },
      { name: say("最后一次未报告", "Last without"), text: (start) => start.without ?? "", class: "num" },
    ], starts, undefined, 6)),
    of("observation").length > 0 && section(say("统计数据", "Statistics"), of("observation").length, table(say(`${entity.name}_统计`, `${entity.name}_statistics`), factColumns("observation", ["programme"]), of("observation"))),
    of("award").length > 0 && section(say("荣誉", "Awards"), of("award").length, table(say(`${entity.name}_荣誉`, `${entity.name}_awards`), factColumns("award", ["programme"]), of("award"))),
    h("div", { class: "pair" },
      section(say("相关做法", "Related practices"), null, related(graph, entity, adoptions)),
      section(say("法规与机关", "Regulations and agencies"), null, beside(graph, adoptions))));
}

function cumulated(graph: Graph, entity: Entity): { year: number; all: number; sure: number; fresh: number }[] {
  const starts = graph.starts.get(entity) ?? [];
  const first = Math.min(...starts.map((start) => start.year));
  const last = Math.max(first, ...starts.map((start) => start.year), ...graph.years);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = first + at;
    return {
      year, all: starts.filter((start) => start.year <= year).length, fresh: starts.filter((start) => start.year === year).length,
      sure: starts.filter((start) => start.year <= year && start.known !== "left").length,
    };
  });
}

function mapOf(graph: Graph, entity: Entity): HTMLElement {
  const starts = graph.starts.get(entity) ?? [];
  const counts = new Map<Entity, number>();
  const points: Point[] = [];
  for (const { region } of starts) {
    for (const step of above(graph, region)) counts.set(step, (counts.get(step) ?? 0) + 1);
    if (region.at && region.level !== "province") points.push({ name: region.name, at: region.at, value: 1, iri: region.iri });
  }
  const areas = [...counts].map(([region, n]) => ({ name: region.name, value: n, iri: region.iri, level: region.level }));
  const provinces = areas.filter((area) => area.level === "province");
  const box = h("div");
  const go = (iri: string): void => { location.hash = address(iri); };
  const draw = (shape?: string): void => fill(box, map(say(`${entity.name}：各省地区数`, `${entity.name}: regions by province`), shape ? areas : provinces, points, go, shape));
  draw();
  return h("div", null, box, h("label", { class: "file" }, say("使用自己的边界（GeoJSON，要素的 name 写地区全称）", "Use your own boundaries (GeoJSON; each feature's name is the region's)"),
    h("input", { type: "file", accept: ".json,.geojson", onchange: async (event: Event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (!file) return;
      try { draw(registerShape(await file.text())); } catch { announce(say("不是 GeoJSON", "This is no GeoJSON")); }
    } })));
}

/** Practices that stand in the same sections, or that the same regions report (two at least). */
function related(graph: Graph, entity: Entity, adoptions: Fact[]): HTMLElement {
  if (graph.given.related) {
    return relatedTable(graph.given.related.map(([at, near, both, share]) => ({ other: graph.entities[at]!, near, both, share })));
  }
  const sections = new Set(adoptions.flatMap(sectionsOf));
  const together = new Map<Entity, Set<string>>();
  for (const fact of sections.size ? graph.facts : []) {
    if (fact.kind !== "adoption" || !fact.programme) continue;
    for (const key of sectionsOf(fact)) {
      if (!sections.has(key)) continue;
      if (!together.has(fact.programme)) together.set(fact.programme, new Set());
      together.get(fact.programme)!.add(key);
    }
  }
  const own = new Set((graph.starts.get(entity) ?? []).map((start) => start.region));
  const rows = [];
  for (const [other, starts] of graph.starts) {
    if (other === entity) continue;
    const both = starts.filter((start) => own.has(start.region)).length;
    const near = together.get(other)?.size ?? 0;
    if (both > 1 || near) rows.push({ other, both, near, share: both / (own.size + starts.length - both) });
  }
  rows.sort((a, b) => b.near - a.near || b.both * b.share - a.both * a.share || b.other.total - a.other.total || a.other.index - b.other.index);
  return relatedTable(rows);
}

function relatedTable(rows: { other: Entity; near: number; both: number; share: number }[]): HTMLElement {
  return table(say("相关做法", "Related practices"), [
    { name: say("做法", "Practice"), text: (row) => row.other.name, show: (row) => link(row.other) },
    { name: say("同一节", "Same section"), text: (row) => row.near, class: "num" },
    { name: say("共同地区", "Regions with both"), text: (row) => row.both, class: "num" },
    { name: say("重合度", "Overlap"), text: (row) => Math.round(row.share * 100) / 100, show: (row) => `${Math.round(row.share * 100)}%`, class: "num" },
  ], rows.slice(0, 60), undefined, 12);
}

const sectionsOf = (fact: Fact): string[] => fact.evidence.filter((e) => e.section).map((e) => `${fact.report?.index} ${e.section}`);

/** What the reports name in the same section as the practice. */
function beside(graph: Graph, adoptions: Fact[]): HTMLElement {
  const sections = new Set(adoptions.flatMap(sectionsOf));
  const reports = new Set(adoptions.map((fact) => fact.report));
  const found = new Map<Entity, Fact[]>();
  const note = (entity: Entity | undefined, fact: Fact): void => {
    if (entity) found.set(entity, [...(found.get(entity) ?? []), fact]);
  };
  for (const fact of adoptions) for (const agency of fact.agencies ?? []) note(agency, fact);
  for (const fact of graph.facts) {
    if (fact.kind === "citation" && reports.has(fact.report) && sectionsOf(fact).some((key) => sections.has(key))) note(fact.regulation, fact);
  }
  const rows = [...found].map(([entity, all]) => ({ entity, all })).sort((a, b) => b.all.length - a.all.length || a.entity.index - b.entity.index);
  return table(say("法规与机关", "Regulations and agencies"), [
    { name: say("名称", "Name"), text: (row) => row.entity.name, show: (row) => link(row.entity) },
    { name: say("关系", "Tie"), text: (row) => row.entity.kind === "agency" ? say("实施机关", "carries it out") : say("同一节中提到", "named in the same section") },
    { name: say("次数", "Times"), text: (row) => row.all.length, class: "num" },
  ], rows, say("报告没有写明实施机关，同一节中也没有提到法规。", "No agency is stated, and no regulation is named in the same section."));
}
