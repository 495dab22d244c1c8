// A region: what it does, its honours and numbers, who is like it, what its peers do and it does not report.
import { above, type Entity, type Fact, type Graph } from "../data";
import { h, type Child } from "../dom";
import { actions, button, facts, head, link, links, showAsked } from "../parts";
import { address } from "../router";
import { section, table } from "../table";
import { kindName, say, value } from "../words";
import { factColumns } from "./lists";

export function region(graph: Graph, entity: Entity): HTMLElement {
  const line = above(graph, entity).slice(1).reverse();
  const of = (kind: Fact["kind"]): Fact[] => entity.facts.filter((fact) => fact.kind === kind && fact.region === entity);
  const reports = graph.reports.filter((report) => report.raw.in === entity.iri).sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  const below = graph.entities.filter((other) => other.kind === "region" && other.raw.in === entity.iri && other.total);
  const agencies = graph.entities.filter((other) => other.kind === "agency" && other.raw.in === entity.iri);
  const mentions = entity.facts.filter((fact) => fact.kind === "mention" && fact.report?.raw.in !== entity.iri);
  const adoptions = of("adoption").sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  const stated = entity.facts.filter((fact) => fact.kind === "link");
  const received = entity.facts.filter((fact) => fact.kind === "award");
  const part = (title: string, kind: Fact["kind"], rows: Fact[]): Child =>
    section(title, rows.length, table(`${entity.name}_${title}`, factColumns(kind, ["region"]), rows));
  return h("div", null,
    head("region", entity.name),
    facts(
      [say("所属", "Within"), line.length > 0 && line.map((step, at) => [at > 0 && " / ", link(step)])],
      [say("级别", "Level"), value(entity.level)],
      [say("代码", "Code"), entity.code],
      [say("报告", "Reports"), reports.length ? reports.map((report, at) => [at > 0 && "、", link(report, `${report.year ?? ""} ${report.name}`)]) : say("没有该地区自己的报告，未提及不说明任何问题", "none of its own: what is not mentioned says nothing")],
      [say("下级地区", "Below it"), below.length > 0 && links(below.slice(0, 40))]),
    actions(button(say("网络", "Network"), address("network", { focus: entity.iri })), button(say("与其他地区比较", "Compare"), address("compare", { a: entity.iri })),
      button("SPARQL", address("sparql", { name: "programmes-of-region", region: entity.name }))),
    part(say("做了什么", "What it does"), "adoption", adoptions),
    h("div", { class: "pair" },
      section(say("相似地区", "Similar regions"), null, similar(graph, entity)),
      section(say("同类地区在做、本地未报告", "Gaps: peers report it, this region does not"), null, gaps(graph, entity))),
    part(say("荣誉", "Awards"), "award", received),
    part(say("统计数据", "Statistics"), "observation", of("observation")),
    part(say("法规文件", "Regulations"), "citation", of("citation")),
    stated.length > 0 && part(say("与其他地区的联系", "Links to other regions"), "link", stated),
    agencies.length > 0 && section(kindName("agency", true), agencies.length, table(`${entity.name}_${kindName("agency", true)}`, [
      { name: kindName("agency"), text: (agency) => agency.name, show: (agency) => link(agency) },
      { name: say("职能", "Function"), text: (agency) => agency.raw.function ?? "" },
      { name: say("事实数", "Facts"), text: (agency) => agency.total, class: "num" },
    ], agencies.sort((a, b) => b.total - a.total))),
    mentions.length > 0 && section(say("其他报告中的提及", "Named by others"), mentions.length, table(`${entity.name}_${say("提及", "mentions")}`, factColumns("mention", ["entity"]), mentions)));
}

function similar(graph: Graph, entity: Entity): HTMLElement {
  return table(say("相似地区", "Similar regions"), [
    { name: say("地区", "Region"), text: (row) => row.region.chain ?? row.region.name, show: (row) => link(row.region) },
    { name: say("相似度", "Similarity"), text: (row) => row.score, class: "num" },
    { name: say("共同做法", "Shared"), text: (row) => row.shared.map((p) => p.name).join("、"), show: (row) => [links(row.shared.slice(0, 4)), row.shared.length > 4 && say(` 等 ${row.shared.length} 项`, ` and ${row.shared.length - 4} more`)] },
    { name: say("比较", "Compare"), text: () => "", class: "short", show: (row) => h("a", { href: address("compare", { a: entity.iri, b: row.region.iri }) }, say("比较", "compare")) },
  ], graph.similar.get(entity) ?? [], say("没有可比较的地区（需要各地自己的报告）", "No region to compare with (both need reports of their own)"));
}

function gaps(graph: Graph, entity: Entity): HTMLElement {
  const told = (programme: Entity, peers: Entity[]): Fact[] =>
    peers.flatMap((peer) => programme.facts.filter((fact) => fact.kind === "adoption" && fact.region === peer && fact.stage !== "planned").slice(0, 1));
  return h("div", null, table(say("差距", "Gaps"), [
    { name: say("做法", "Practice"), text: (row) => row.programme.name, show: (row) => link(row.programme) },
    { name: say("分值", "Score"), text: (row) => row.score, class: "num" },
    { name: say("状态", "State"), text: (row) => value(row.state) },
    { name: say("同类地区", "Peers"), text: (row) => row.peers.map((peer) => peer.name).join("、"), show: (row) =>
      h("button", { type: "button", class: "plain", onclick: () => void showAsked(told(row.programme, row.peers), row.programme.name, { kind: "adoption", programme: row.programme.iri }, (fact) => row.peers.includes(fact.region!) && fact.stage !== "planned") }, say(`${row.peers.length} 个，看原文`, `${row.peers.length}: quotes`)) },
  ], graph.gaps.get(entity) ?? []), h("p", { class: "soft" }, say("报告未提及某项做法，不等于当地没有做。", "A report that does not name a practice does not say that the region lacks it.")));
}
