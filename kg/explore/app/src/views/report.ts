// A report: its text with every entity in the colour of its kind; from a fact to its sentence and back.
import { named, type Entity, type Fact, type Graph } from "../data";
import { fill, h } from "../dom";
import { actions, button, facts as about, head, link, openFact, showFacts, stage, title } from "../parts";
import { address, change, here } from "../router";
import { kindName, number, say } from "../words";

interface Span { start: number; end: number; entity?: Entity; kind: string }

const ORDER: Fact["kind"][] = ["adoption", "citation", "award", "observation", "link", "mention"];

export function report(graph: Graph, entity: Entity): HTMLElement {
  const facts = graph.facts.filter((fact) => fact.report === entity);
  const region = graph.byIri.get(entity.raw.in ?? "");
  const page = h("div", { class: "text", lang: "zh-CN" }, h("p", { class: "loading" }, say("正在打开原文…", "Opening the text…")));
  const list = h("div", { class: "fact-list" });
  const block_ = graph.texts.get(entity.iri);
  const root = h("div", { class: "report-page" },
    head("report", entity.name),
    about(
      [say("地区", "Region"), link(region)],
      [say("报告年份", "Year"), entity.year],
      [say("发布机关", "Issuer"), (entity.raw.by ?? []).map((iri: string, at: number) => [at > 0 && "、", link(graph.byIri.get(iri))])],
      [say("发布日期", "Issued"), entity.raw.issued],
      [say("文号", "Number"), entity.raw.number],
      [say("文件", "File"), entity.raw.source],
      [say("字数", "Characters"), entity.raw.characters && number(entity.raw.characters)],
      ["SHA-256", entity.raw.sha256 && h("code", { class: "hash" }, entity.raw.sha256)]),
    actions(region && button(say("地区网络", "Network of the region"), address("network", { focus: region.iri })),
      button("SPARQL", address("sparql", { q: `SELECT ?class (COUNT(?fact) AS ?n) {\n  ?fact kg:report <${graph.base}${entity.iri}> ; a ?class .\n} GROUP BY ?class ORDER BY DESC(?n)` }))),
    h("div", { class: "reading" },
      h("section", { class: "text-side", "aria-label": say("原文", "Text") }, page),
      h("section", { class: "fact-side", "aria-label": say("事实", "Facts") }, factList(facts, list), list)));
  if (block_) void block_().then((words) => { draw(page, words, facts, entity); follow(graph, page); });
  else {
    fill(page, h("p", { class: "note" }, say(
      "此文件不含报告全文（生成时找不到与图谱一致的原文件），只列出各条事实的引文。",
      "This file does not hold the text (its file was gone or changed when the page was made); the quotes of all facts are listed.")),
    facts.flatMap((fact) => fact.evidence.slice(0, 1).map((e) => ({ fact, e }))).sort((a, b) => (a.e.start ?? 0) - (b.e.start ?? 0))
      .filter(({ fact }) => fact.kind !== "mention")
      .map(({ fact, e }) => h("p", null, h("button", { type: "button", class: "quote", onclick: () => openFact(fact) }, e.quote))));
  }
  return root;
}

/** The list of a report's facts, by kind; a click goes to the sentence. */
function factList(facts: Fact[], list: HTMLElement): HTMLElement {
  const kinds = ORDER.filter((kind) => facts.some((fact) => fact.kind === kind));
  let chosen = kinds[0];
  const tabs = h("div", { class: "tabs", role: "group", "aria-label": say("事实种类", "Kinds of facts") });
  const draw = (): void => {
    fill(tabs, kinds.map((kind) => h("button", { type: "button", "aria-pressed": String(kind === chosen), onclick: () => { chosen = kind; draw(); } },
      kindName(kind, true), h("span", { class: "count" }, facts.filter((fact) => fact.kind === kind).length))));
    const rows = facts.filter((fact) => fact.kind === chosen).sort((a, b) => (a.evidence[0]?.start ?? 0) - (b.evidence[0]?.start ?? 0));
    fill(list, rows.map((fact) => h("button", { type: "button", class: "fact-row", "data-fact": fact.iri, onclick: () => {
      change({ fact: fact.iri, at: fact.evidence[0]?.start ?? null }, true);
      window.dispatchEvent(new Event("kg-fact"));
    } }, h("span", null, title(fact)), " ", stage(fact.stage))));
  };
  draw();
  return tabs;
}

/** Where names stand in the text: each written form that the evidence shows, wherever it occurs. */
function spans(words: string[], text: string, facts: Fact[]): Span[] {
  const forms = new Map<string, { entity: Entity; kind: string }>();
  for (const fact of facts) {
    const entity = fact.kind === "mention" ? fact.entity : fact.kind === "adoption" ? fact.programme : fact.kind === "citation" ? fact.regulation : undefined;
    if (!entity) continue;
    const bare = (name: string): string => name.replace(/[\s“”"'《》〈〉「」]/g, "");
    const names = new Set([entity.name, ...entity.aliases].map(bare));
    for (const { quote } of fact.evidence) {
      if (quote.length === 2 && entity.kind === "agency") continue; // 政府 alone means it here, not everywhere
      if (quote.length > 1 && (fact.kind === "mention" || names.has(bare(quote)))) forms.set(quote, { entity, kind: entity.kind });
    }
  }
  const found: Span[] = [];
  for (const fact of facts) for (const e of fact.kind === "mention" ? fact.evidence : []) {
    if (e.quote.length === 2 && fact.entity?.kind === "agency" && e.start !== null && e.end !== null) found.push({ start: e.start, end: e.end, entity: fact.entity, kind: "agency" });
  }
  const simple = words.length === text.length;
  const place = simple ? (at: number) => at : codePoints(text);
  for (const [form, what] of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) found.push({ start: place(at), end: place(at + form.length), ...what });
  }
  for (const fact of facts) {
    if (fact.kind === "award" && fact.name) {
      for (const e of fact.evidence) {
        const at = e.quote.indexOf(fact.name);
        if (at >= 0 && e.start !== null) found.push({ start: e.start + [...e.quote.slice(0, at)].length, end: e.start + [...e.quote.slice(0, at + fact.name.length)].length, kind: "honour", entity: fact.honour });
      }
    }
    if (fact.kind === "observation" && fact.raw) {
      const start = Number(/-(\d+)$/.exec(fact.iri)?.[1] ?? NaN);
      const e = fact.evidence[0];
      const long = [...fact.raw].length;
      if (words.slice(start, start + long).join("") === fact.raw) found.push({ start, end: start + long, kind: "indicator", entity: fact.indicator });
      else if (e && e.start !== null) {
        const at = e.quote.indexOf(fact.raw);
        if (at >= 0) { const from = e.start + [...e.quote.slice(0, at)].length; found.push({ start: from, end: from + long, kind: "indicator", entity: fact.indicator }); }
      }
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of found) if (!kept.length || span.start >= kept.at(-1)!.end) kept.push(span);
  return kept;
}

/** From offsets in UTF-16 to offsets in code points. */
function codePoints(text: string): (at: number) => number {
  const table = new Uint32Array(text.length + 1);
  let point = 0;
  for (let at = 0; at < text.length; at++) {
    table[at] = point;
    const unit = text.charCodeAt(at);
    if (!(unit >= 0xd800 && unit < 0xdc00)) point++;
  }
  table[text.length] = point;
  return (at) => table[at]!;
}

function draw(page: HTMLElement, text: string, facts: Fact[], entity: Entity): void {
  const words = [...text];
  const marks = spans(words, text, facts);
  const paragraphs: HTMLElement[] = [];
  let mark = 0;
  for (let at = 0; at <= words.length;) {
    let end = words.indexOf("\n", at);
    if (end < 0) end = words.length;
    const line = h("p", { "data-start": at });
    let from = at;
    while (mark < marks.length && marks[mark]!.start < end) {
      const span = marks[mark++]!;
      if (span.start < from) continue;
      line.append(words.slice(from, span.start).join(""));
      line.append(h("a", {
        class: `name k-${span.kind}`, "data-at": span.start, title: span.entity ? `${kindName(span.kind)}：${span.entity.name}` : kindName(span.kind),
        href: address(entity.iri, { at: span.start }),
        onclick: (event: Event) => { event.preventDefault(); atPlace(facts, span); },
      }, words.slice(span.start, Math.min(span.end, end)).join("")));
      from = Math.min(span.end, end);
    }
    line.append(words.slice(from, end).join(""));
    if (line.textContent?.trim()) paragraphs.push(line);
    at = end + 1;
  }
  fill(page, paragraphs);
}

function atPlace(facts: Fact[], span: Span): void {
  const covers = facts.filter((fact) => fact.evidence.some((e) => e.start !== null && e.start <= span.start && (e.end ?? 0) >= span.end));
  const same = covers.length ? covers : facts.filter((fact) => span.entity && named(fact).includes(span.entity));
  same.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  change({ at: span.start, fact: null }, true);
  showFacts(same, span.entity?.name ?? say("此处的事实", "Facts here"));
}

/** Goes to the sentence that the address asks for. */
export function follow(graph: Graph, page: HTMLElement | null = document.querySelector(".text")): void {
  const { params } = here();
  const fact = graph.factByIri.get(params.get("fact") ?? "");
  const wanted = params.get("at");
  const evidence = fact && (fact.evidence.find((e) => wanted !== null && e.start === Number(wanted)) ?? fact.evidence[0]);
  document.querySelectorAll(".fact-row[aria-current]").forEach((row) => row.removeAttribute("aria-current"));
  if (fact) document.querySelector(`.fact-row[data-fact="${CSS.escape(fact.iri)}"]`)?.setAttribute("aria-current", "true");
  const start = evidence?.start ?? (wanted !== null ? Number(wanted) : null);
  if (!page || start === null || Number.isNaN(start)) return;
  const range = rangeOf(page, start, evidence?.end ?? start + 1);
  if (!range) return;
  const registry = (CSS as unknown as { highlights?: Map<string, unknown> }).highlights;
  if (registry && "Highlight" in window) registry.set("kg-sentence", new (window as any).Highlight(range));
  page.querySelectorAll("p.here").forEach((line) => line.classList.remove("here"));
  const line = range.startContainer.parentElement?.closest("p");
  line?.classList.add("here");
  const box = range.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = document.getElementById("top")?.getBoundingClientRect().height ?? 0;
  const side = page.closest<HTMLElement>(".text-side");
  const behavior = calm ? "auto" : "smooth";
  if (side && side.scrollHeight > side.clientHeight + 4) side.scrollTo({ top: side.scrollTop + box.top - side.getBoundingClientRect().top - side.clientHeight / 3, behavior });
  else window.scrollTo({ top: window.scrollY + box.top - top - window.innerHeight / 4, behavior });
}

/** The part of the drawn text between two offsets in code points. */
function rangeOf(page: HTMLElement, start: number, end: number): Range | null {
  const lines = [...page.querySelectorAll<HTMLElement>("p[data-start]")];
  const range = document.createRange();
  let opened = false;
  for (let number = 0; number < lines.length; number++) {
    const first = Number(lines[number]!.dataset.start);
    const next = number + 1 < lines.length ? Number(lines[number + 1]!.dataset.start) : Infinity;
    if (next <= start) continue;
    if (opened && first >= end) break;
    let at = first;
    const walker = document.createTreeWalker(lines[number]!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      const points = [...node.data];
      const unit = (offset: number): number => points.slice(0, offset).join("").length;
      if (!opened && at + points.length > start) { range.setStart(node, unit(Math.max(0, start - at))); opened = true; }
      if (opened) range.setEnd(node, unit(Math.min(points.length, Math.max(0, end - at))));
      at += points.length;
      if (opened && at >= end) return range;
    }
  }
  return opened ? range : null;
}

