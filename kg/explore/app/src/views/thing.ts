// Agencies, regulations, honours, indicators: what they are, and every fact that names them.
import { bars } from "../charts";
import { region, type Entity, type Fact, type Graph } from "../data";
import { h } from "../dom";
import { actions, button, facts, head, link } from "../parts";
import { address } from "../router";
import { section, table } from "../table";
import { kindName, say, value } from "../words";
import { factColumns } from "./lists";

const KINDS: Fact["kind"][] = ["adoption", "citation", "award", "observation", "link", "mention"];

export function thing(graph: Graph, entity: Entity): HTMLElement {
  const latest = entity.kind === "indicator" ? byRegion(entity.facts) : [];
  const published = graph.reports.filter((report) => (report.raw.by ?? []).includes(entity.iri));
  return h("div", null,
    head(entity.kind, entity.name, entity.candidate && h("span", { class: "chip plain" }, say("新发现", "new"))),
    facts(
      [say("类型", "Kind"), value(entity.type)],
      [say("又称", "Also"), entity.aliases.slice(0, 12).join("、")],
      [say("地区", "Region"), link(region(graph, entity))],
      [say("职能", "Function"), entity.raw.function],
      [say("主题", "Topic"), entity.raw.topic],
      [say("单位", "Unit"), entity.raw.unit],
      [say("级别", "Level"), value(entity.level)],
      [say("年份", "Year"), entity.year],
      [say("制定机关", "Issuer"), entity.kind === "regulation" && entity.raw.by],
      [say("发布的报告", "Published"), published.map((report, at) => [at > 0 && "、", link(report)])]),
    actions(button(say("网络", "Network"), address("network", { focus: entity.iri }))),
    latest.length > 1 && bars(say(`${entity.name}：各地最近数值`, `${entity.name}: latest by region`), latest.map((fact) => ({ name: fact.region?.name ?? "", value: Number(fact.value) }))),
    KINDS.map((kind) => {
      const rows = entity.facts.filter((fact) => fact.kind === kind);
      const own = { regulation: ["regulation"], indicator: [] as string[], agency: ["entity"] }[entity.kind as "regulation"] ?? [];
      return rows.length > 0 && section(kindName(kind, true), rows.length, table(`${entity.name}_${kindName(kind, true)}`, factColumns(kind, own), rows));
    }));
}

function byRegion(facts: readonly Fact[]): Fact[] {
  const latest = new Map<Entity, Fact>();
  for (const fact of facts) {
    if (fact.kind !== "observation" || !fact.region) continue;
    const known = latest.get(fact.region);
    if (!known || (fact.year ?? 0) > (known.year ?? 0)) latest.set(fact.region, fact);
  }
  const units = new Map<string, number>();
  for (const fact of latest.values()) units.set(fact.unit ?? "", (units.get(fact.unit ?? "") ?? 0) + 1);
  const unit = [...units].sort((a, b) => b[1] - a[1])[0]?.[0];
  return [...latest.values()].filter((fact) => (fact.unit ?? "") === unit).sort((a, b) => Number(b.value) - Number(a.value));
}
