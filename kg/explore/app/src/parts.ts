// Small pieces that all views use: links to entities, quotes, the panel with the evidence of facts.
import { named, quote, type Entity, type Evidence, type Fact, type Graph } from "./data";
import { announce, fill, h, type Child } from "./dom";
import { address, change, here } from "./router";
import type { Column } from "./table";
import { kindName, say, value } from "./words";

let graph: Graph;
export function useGraph(given: Graph): void { graph = given; }

/** A link to an entity's page. */
export const link = (entity: Entity | null | undefined, label?: string): Child =>
  entity && h("a", { href: address(entity.iri), class: `entity k-${entity.kind}` }, label ?? entity.name);

export const links = (entities: readonly Entity[]): Child =>
  entities.map((entity, at) => [at > 0 && "、", link(entity)]);

export const chip = (kind: string): HTMLElement => h("span", { class: `chip k-${kind}` }, kindName(kind));
export const stage = (name: string | undefined): Child => name && h("span", { class: `stage s-${name}` }, value(name));

/** The text of a fact in one line. */
export function title(fact: Fact): string {
  const where = fact.region?.name ?? "";
  switch (fact.kind) {
    case "adoption": return `${where} · ${fact.programme?.name ?? ""}`;
    case "citation": return `${where} · ${value(fact.role)} · ${fact.regulation?.name ?? ""}`;
    case "award": return `${fact.recipientName?.split("/").at(-1) ?? where} · ${fact.name ?? ""}`;
    case "observation": return `${where} · ${fact.what ?? fact.indicator?.name ?? ""} ${fact.raw ?? `${fact.value}${fact.unit ?? ""}`}`;
    case "mention": return `${fact.entity?.name ?? ""}`;
    case "link": return `${fact.from?.name ?? ""} → ${where}`;
  }
}

/** A quote that opens its evidence at a click. */
export function quoted(fact: Fact): Child {
  const words = quote(fact);
  if (!words) return h("span", { class: "soft" }, say("（无原文）", "(no quote)"));
  return h("button", {
    type: "button", class: "quote", title: say("查看依据", "Show the evidence"), onclick: () => openFact(fact),
  }, words);
}

export function openFact(fact: Fact): void {
  if (here().params.get("fact") === fact.iri) showFacts([fact]);
  else change({ fact: fact.iri }, true);
  window.dispatchEvent(new Event("kg-fact"));
}

export const quoteColumn = (): Column<Fact> => ({
  name: say("原文", "Quote"), text: quote, show: quoted, class: "wide",
});
export const reportColumn = (): Column<Fact> => ({
  name: say("报告", "Report"), text: (fact) => fact.report?.name ?? "",
  show: (fact) => fact.report && h("a", { href: address(fact.report.iri, { fact: fact.iri }) }, fact.report.name), class: "report",
});
/** What goes into a CSV beside the columns that are seen. */
export const proofColumns = (): Column<Fact>[] => [
  { name: say("章节", "Section"), text: (fact) => fact.evidence[0]?.section ?? "", hidden: true },
  { name: say("起", "Start"), text: (fact) => fact.evidence[0]?.start ?? "", hidden: true },
  { name: say("止", "End"), text: (fact) => fact.evidence[0]?.end ?? "", hidden: true },
  { name: say("置信度", "Score"), text: (fact) => fact.evidence[0]?.score ?? "", hidden: true },
  { name: "IRI", text: (fact) => graph.base + fact.iri, hidden: true },
];

let before: HTMLElement | null = null;

/** Shows the facts that are at hand; those of a served graph are asked for first, and `keep` chooses among them. */
export async function showAsked(known: readonly Fact[], heading: string, wanted: Record<string, string>, keep: (fact: Fact) => boolean = () => true): Promise<void> {
  if (!graph.server) { if (known.length === 1) openFact(known[0]!); else showFacts(known, heading); return; }
  try { showFacts((await graph.server.facts(graph, wanted)).filter(keep), heading); } catch (error) {
    showFacts([], heading);
    announce(error instanceof Error ? error.message : String(error));
  }
}

/** Shows facts with all their evidence beside the page. */
export function showFacts(facts: readonly Fact[], heading?: string): void {
  const panel = document.getElementById("panel")!;
  if (panel.hidden) before = document.activeElement as HTMLElement | null;
  panel.setAttribute("aria-label", say("依据", "Evidence"));
  fill(panel,
    h("div", { class: "panel-head" },
      h("h2", null, heading ?? say("依据", "Evidence")),
      h("button", { type: "button", class: "close", "aria-label": say("关闭", "Close"), title: say("关闭（Esc）", "Close (Esc)"), onclick: closePanel }, "×")),
    facts.slice(0, 60).map(factCard),
    facts.length > 60 && h("p", { class: "soft" }, say(`另有 ${facts.length - 60} 条未列出`, `${facts.length - 60} more not listed`)));
  panel.hidden = false;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  announce(say(`${facts.length} 条事实的依据`, `evidence of ${facts.length} facts`));
}

export function closePanel(): void {
  const panel = document.getElementById("panel")!;
  if (panel.hidden) return;
  panel.hidden = true;
  if (here().params.get("fact")) change({ fact: null }, true);
  if (before?.isConnected) before.focus({ preventScroll: true });
  before = null;
}

function factCard(fact: Fact): HTMLElement {
  const about = fact.kind === "mention" ? [] : named(fact).filter((entity) => entity.kind !== "report");
  return h("article", { class: `fact k-${fact.kind}` },
    h("h3", null, title(fact)),
    h("p", { class: "meta" },
      h("span", { class: "chip plain" }, kindName(fact.kind)), " ", stage(fact.stage),
      fact.role ? ` ${value(fact.role)}` : "", fact.level ? ` ${value(fact.level)}` : "",
      fact.year !== undefined && ` ${say(`${fact.year} 年`, String(fact.year))}`,
      fact.since !== undefined && ` · ${say(`始于 ${fact.since} 年`, `since ${fact.since}`)}`,
      fact.relation ? ` ${value(fact.relation)} · ${value(fact.direction)}` : "",
      fact.count !== undefined && ` ${say(`出现 ${fact.count} 次`, `${fact.count} times`)}`),
    about.length > 0 && h("p", { class: "meta" }, links([...new Set(about)])),
    fact.evidence.map((evidence) => evidenceItem(fact, evidence)),
    !fact.evidence.length && h("p", { class: "soft" }, say("图谱中没有这条事实的原文", "The graph holds no quote of this fact")));
}

function evidenceItem(fact: Fact, evidence: Evidence): HTMLElement {
  return h("div", { class: "evidence" },
    h("blockquote", null, evidence.quote),
    h("dl", null,
      fact.report && [h("dt", null, say("报告", "Report")), h("dd", null,
        h("a", { href: address(fact.report.iri, { fact: fact.iri, at: evidence.start }) }, fact.report.name))],
      evidence.section && [h("dt", null, say("章节", "Section")), h("dd", null, evidence.section)],
      evidence.start !== null && [h("dt", null, say("位置", "Offsets")), h("dd", null,
        say(`第 ${evidence.start}–${evidence.end} 字`, `characters ${evidence.start}–${evidence.end}`))],
      evidence.method && [h("dt", null, say("方法", "Method")), h("dd", null, value(evidence.method))],
      evidence.score !== null && [h("dt", null, say("置信度", "Score")), h("dd", null, evidence.score.toFixed(2))]),
    fact.report && graph.texts.has(fact.report.iri) && h("p", { class: "go" },
      h("a", { class: "button", href: address(fact.report.iri, { fact: fact.iri, at: evidence.start }) },
        say("在报告中查看", "Show in the report"))));
}

/** The lines of a page's head: name and value, empty ones left out. */
export function facts(...pairs: [string, Child][]): HTMLElement {
  return h("dl", { class: "about" }, pairs.filter(([, child]) => child !== undefined && child !== null && child !== "" && child !== false && !(Array.isArray(child) && !child.length))
    .map(([name, child]) => h("div", null, h("dt", null, name), h("dd", null, child))));
}

export const head = (kind: string, name: string, ...more: Child[]): HTMLElement =>
  h("div", { class: "title" }, chip(kind), h("h1", null, name), more);

export const actions = (...children: Child[]): HTMLElement => h("div", { class: "actions" }, children);
export const button = (label: string, href: string): HTMLElement => h("a", { class: "button", href }, label);

/** A field with suggestions, to choose an entity of some kinds. */
export function picker(
  label: string, kinds: readonly string[], chosen: Entity | undefined, pick: (entity: Entity) => void,
  find: (query: string) => Promise<Entity[]>,
): HTMLElement {
  const id = `list-${Math.random().toString(36).slice(2)}`;
  const list = h("datalist", { id });
  const input = h("input", {
    type: "search", list: id, "aria-label": label, placeholder: label, autocomplete: "off",
    oninput: async () => {
      const asked = input.value;
      const found = (await find(asked)).filter((entity) => kinds.includes(entity.kind)).slice(0, 12);
      if (input.value === asked) fill(list, found.map((entity) => h("option", { value: entity.chain ?? entity.name })));
    },
    onchange: async () => {
      const found = (await find(input.value)).filter((entity) => kinds.includes(entity.kind));
      const exact = found.find((entity) => (entity.chain ?? entity.name) === input.value) ?? found[0];
      if (exact) pick(exact);
    },
  });
  if (chosen) input.value = chosen.name;
  return h("label", { class: "picker" }, h("span", null, label), input, list);
}
