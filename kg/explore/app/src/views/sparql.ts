// SPARQL in the page: an editor, the named questions, answers as table, chart or network.
import { autocompletion, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql as language } from "codemirror-lang-sparql";
import workerText from "virtual:worker";
import { bars } from "../charts";
import { completions } from "../complete";
import { bytes, type Graph, type Query } from "../data";
import { reason } from "../server";
import { announce, download, fill, h, type Child } from "../dom";
import { address, change, here } from "../router";
import { table } from "../table";
import { lang, number, say } from "../words";

interface Term { t: string; v: string; lang?: string; type?: string }
/** `cut` tells that a server gave the first rows only; `text` is a graph as Turtle. */
interface Answer { kind: "ask" | "select" | "graph"; answer?: boolean; columns: string[]; rows: (Term | null)[][]; count: number; ms: number; cut?: boolean; text?: string }

interface Asking { readonly started: number; ask(text: string, graph: Graph): Promise<Answer>; stop(): void }

const PARAMETERS: Record<string, string> = { programme: "做法", region: "地区", first: "地区甲", second: "地区乙", a: "地区甲", b: "地区乙", regulation: "法规文件", year: "年份", indicator: "指标", level: "级别", kind: "类型", agency: "机关", words: "词语", text: "词语", limit: "数量" };
const PATIENCE = 30_000;

/** The engine: started at the first question, stopped when a question takes too long. */
class Engine implements Asking {
  private worker: Promise<Worker> | null = null;
  private next = 0;
  started = 0;

  private start(): Promise<Worker> {
    return (this.worker ??= (async () => {
      const began = performance.now();
      const [wasm, turtle] = await Promise.all([bytes("kg-wasm"), bytes("kg-turtle")]);
      const place = URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }));
      const made = new Worker(place);
      return new Promise<Worker>((done, fail) => {
        made.onerror = (event) => fail(new Error(event.message || say("浏览器不允许启动查询引擎", "The browser does not let the engine start")));
        made.onmessage = ({ data }) => {
          URL.revokeObjectURL(place);
          if (data.type === "ready") { this.started = performance.now() - began; done(made); } else fail(new Error(data.message));
        };
        made.postMessage({ type: "start", wasm: wasm.buffer, turtle: turtle.buffer }, [wasm.buffer as ArrayBuffer, turtle.buffer as ArrayBuffer]);
      });
    })().catch((error) => { this.worker = null; throw error; }));
  }

  async ask(text: string): Promise<Answer> {
    const worker = await this.start();
    const id = ++this.next;
    return new Promise((done, fail) => {
      const timer = setTimeout(() => { this.stop(); fail(new Error(say("查询超过 30 秒，已停止。请加 LIMIT 或更多条件。", "The query took more than 30 s and was stopped. Add a LIMIT or more conditions."))); }, PATIENCE);
      worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        clearTimeout(timer);
        if (data.type === "answer") done(data); else fail(new Error(data.message));
      };
      worker.onerror = (event) => { clearTimeout(timer); this.stop(); fail(new Error(event.message || say("查询引擎中断", "The engine broke off"))); };
      worker.postMessage({ type: "query", id, text });
    });
  }

  stop(): void { void this.worker?.then((worker) => worker.terminate(), () => undefined); this.worker = null; }
}

/** A server that answers by the SPARQL 1.1 Protocol. */
class Endpoint implements Asking {
  readonly started = 1;
  private running: AbortController | null = null;

  async ask(text: string, graph: Graph): Promise<Answer> {
    const began = performance.now();
    this.stop();
    const controller = (this.running = new AbortController());
    const response = await fetch("sparql", {
      method: "POST", body: text, signal: controller.signal,
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
    });
    if (!response.ok) throw new Error(await reason(response));
    const cut = response.headers.has("X-KG-Truncated");
    const made = (rest: Partial<Answer>): Answer => ({ kind: "select", columns: [], rows: [], count: 0, ms: performance.now() - began, cut, ...rest });
    if (response.headers.get("content-type")?.startsWith("text/turtle")) return made({ kind: "graph", text: await response.text() });
    const found = await response.json();
    if (typeof found.boolean === "boolean") return made({ kind: "ask", answer: found.boolean });
    const columns: string[] = found.head.vars;
    const rows = found.results.bindings.map((row: any) => columns.map((column) => term(row[column])));
    const iris = new Set<string>(rows.flat().map((one: Term | null) => one?.t === "iri" && one.v.startsWith(graph.base) ? one.v.slice(graph.base.length) : "").filter(Boolean));
    await graph.server!.names(graph, [...iris].slice(0, NAMED));
    return made({ columns, rows, count: rows.length });
  }

  stop(): void { this.running?.abort(); this.running = null; }
}

const NAMED = 2000;

function term(given: any): Term | null {
  if (!given) return null;
  if (given.type === "uri") return { t: "iri", v: given.value };
  if (given.type === "bnode") return { t: "blank", v: `_:${given.value}` };
  return { t: "literal", v: given.value, lang: given["xml:lang"], type: given.datatype };
}

const inPage = new Engine();
const remote = new Endpoint();

/** Puts what the reader gave into the VALUES blocks of a named question. */
export function bind(query: Query, given: (name: string) => string | null): string {
  return query.parameters.reduce((text, parameter) => {
    const wanted = given(parameter.name)?.trim();
    if (!wanted) return text;
    return text.replace(new RegExp(`VALUES\\s+\\?${parameter.variable}\\s*\\{([^{}]*)\\}`), (_, old: string) => {
      const terms = old.match(/"(?:[^"\\]|\\.)*"(?:@[A-Za-z-]+)?|<[^<>]*>|[+-]?\d+/g) ?? [];
      const made = terms.map((term) => {
        if (term.startsWith("<")) return `<${wanted.replace(/[<>"{}|\\^`\s]/g, "")}>`;
        if (/^[+-]?\d+$/.test(term)) return String(parseInt(wanted, 10) || 0);
        return `"${wanted.replace(/[\\"]/g, "\\$&").replace(/[\n\r\t]/g, " ")}"${/@[A-Za-z-]+$/.exec(term)?.[0] ?? ""}`;
      });
      return `VALUES ?${parameter.variable} { ${[...new Set(made)].join(" ")} }`;
    });
  }, query.sparql);
}

/** The prefixes that a query uses and does not declare. */
function withPrefixes(graph: Graph, text: string): string {
  const missing = Object.entries(graph.prefixes).filter(([name]) =>
    new RegExp(`(^|[^A-Za-z0-9_:<])${name}:`).test(text) && !new RegExp(`PREFIX\\s+${name}:`, "i").test(text));
  return missing.map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("") + text;
}

const FIRST = `# 各项做法有多少地区在做
SELECT ?做法 (COUNT(DISTINCT ?region) AS ?地区数) {
  ?adoption a kg:Adoption ; kg:programme/rdfs:label ?做法 ; kg:region ?region .
} GROUP BY ?做法 ORDER BY DESC(?地区数) ?做法 LIMIT 20
`;

export function sparql(graph: Graph): HTMLElement {
  const { params } = here();
  const engine: Asking = graph.server ? remote : inPage;
  const named = graph.queries.find((query) => query.name === params.get("name"));
  const text = params.get("q") ?? (named ? bind(named, (name) => params.get(name)) : FIRST);
  const state = h("p", { class: "state", role: "status" });
  const out = h("div", { class: "answer" });
  const host = h("div", { class: "editor" });
  const ask = async (): Promise<void> => {
    const query = view.state.doc.toString();
    change(named && query === bind(named, (name) => params.get(name)) ? {} : { q: query, name: null }, true);
    state.textContent = engine.started ? say("查询中…", "Asking…") : say("正在启动查询引擎…", "Starting the engine…");
    run.disabled = true;
    try {
      const first = !engine.started;
      const found = await engine.ask(withPrefixes(graph, query), graph);
      state.textContent = [
        found.kind === "ask" || found.text !== undefined ? "" : say(`${number(found.count)} 行`, `${number(found.count)} rows`),
        found.cut ? say("只给出前面的结果，请加条件或 LIMIT", "cut off by the server: add conditions or a LIMIT") : "",
        say(`用时 ${found.ms.toFixed(0)} 毫秒`, `${found.ms.toFixed(0)} ms`),
        first ? say(`引擎启动 ${(engine.started / 1000).toFixed(1)} 秒`, `engine started in ${(engine.started / 1000).toFixed(1)} s`) : "",
      ].filter(Boolean).join(" · ");
      fill(out, shown(graph, found, named?.name ?? "sparql"));
      announce(state.textContent);
    } catch (error) {
      state.textContent = "";
      fill(out, h("p", { class: "note error", role: "alert" }, error instanceof Error ? error.message : String(error)));
    } finally {
      run.disabled = false;
    }
  };
  const run = h("button", { type: "button", class: "primary", onclick: () => void ask() }, say("运行（Ctrl+Enter）", "Run (Ctrl+Enter)"));
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), bracketMatching(), highlightActiveLine(), language(), autocompletion({ override: [completions(graph)], icons: false, tooltipClass: () => "offers" }), EditorView.lineWrapping,
        keymap.of([{ key: "Mod-Enter", run: () => { void ask(); return true; } }, ...completionKeymap, { key: "Escape", run: (v) => { if (completionStatus(v.state)) return false; v.contentDOM.blur(); run.focus(); return true; } }, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        syntaxHighlighting(HighlightStyle.define([
          { tag: tags.keyword, color: "var(--k-regulation)", fontWeight: "600" }, { tag: [tags.string, tags.literal], color: "var(--k-programme)" },
          { tag: tags.variableName, color: "var(--k-region)" }, { tag: tags.comment, color: "var(--soft)" }, { tag: tags.number, color: "var(--k-agency)" },
        ])),
        // Chromium styles what it types over a selection by an attribute, which the page's policy refuses.
        EditorView.domEventHandlers({ beforeinput: (event, v) => {
          if (event.inputType !== "insertText" || !event.data || v.composing || v.state.selection.main.empty) return false;
          event.preventDefault();
          v.dispatch(v.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
          return true;
        } }),
        EditorView.contentAttributes.of({ "aria-label": say("SPARQL 查询；按 Esc 离开编辑框", "SPARQL query; Esc leaves the editor") }),
        EditorView.theme({
          "&": { fontSize: "13.5px", color: "var(--ink)", backgroundColor: "var(--paper)" },
          ".cm-content": { fontFamily: "ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace", caretColor: "var(--ink)" },
          ".cm-cursor": { borderLeftColor: "var(--ink)" },
          ".cm-gutters": { backgroundColor: "var(--mark)", color: "var(--soft)", border: "none" },
          ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 8%, transparent)" },
          ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "6px" },
          ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
          ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)" },
          "li[aria-selected] .cm-completionDetail": { color: "inherit" },
          ".cm-scroller": { maxHeight: "420px", overflow: "auto" },
        }),
      ],
    }),
  });
  const list = h("select", { class: "questions", "aria-label": say("预设问题", "Named questions"), onchange: () => {
    const query = graph.queries.find((one) => one.name === list.value);
    if (query) location.hash = address("sparql", { name: query.name });
  } }, h("option", { value: "" }, say("选一个预设问题…", "Choose a named question…")),
  graph.queries.map((query) => h("option", { value: query.name, selected: query === named }, lang() === "zh" ? query.zh : query.en)));
  const fields = named && named.parameters.length > 0 && h("form", { class: "tools", onsubmit: (event: Event) => {
    event.preventDefault();
    const values = Object.fromEntries(named.parameters.map((parameter) => [parameter.name, (event.target as HTMLFormElement).querySelector<HTMLInputElement>(`[name="${parameter.name}"]`)!.value]));
    const next = address("sparql", { name: named.name, ...values });
    if (next === location.hash) void ask(); else location.hash = next;
  } }, named.parameters.map((parameter) => h("label", { class: "picker" }, h("span", null, PARAMETERS[parameter.name] && lang() === "zh" ? PARAMETERS[parameter.name]! : `${parameter.name}: ${parameter.about}`),
    h("input", { name: parameter.name, value: params.get(parameter.name) ?? parameter.default }))),
  h("button", { type: "submit", class: "primary" }, say("提问", "Ask")));
  if (named) queueMicrotask(() => void ask());
  return h("div", { class: "sparql-page" },
    h("h1", null, "SPARQL"),
    h("p", { class: "soft" }, graph.server
      ? say("查询由服务器回答，也可用 SPARQL 1.1 协议从程序中提问（/sparql）。常用前缀无需声明。", "The server answers; programs ask at /sparql by the SPARQL 1.1 Protocol. The usual prefixes need no declaration.")
      : say("查询在本页内运行，不连网络。常用前缀无需声明。", "Queries run inside this page, without a network. The usual prefixes need no declaration.")),
    h("div", { class: "tools" }, list), fields,
    host,
    h("div", { class: "tools" }, run,
      h("button", { type: "button", class: "plain", onclick: () => { engine.stop(); state.textContent = say("已停止", "Stopped"); } }, say("停止", "Stop")),
      !graph.server && h("button", { type: "button", class: "plain", onclick: async () => download("graph.ttl", new Blob([await bytes("kg-turtle") as BlobPart], { type: "text/turtle" })) }, say("下载整个图谱（Turtle）", "Download the whole graph (Turtle)"))),
    state, out);
}

/** A term for the eye: an entity by its name, an IRI short. */
function cell(graph: Graph, term: Term | null): Child {
  if (!term) return "";
  if (term.t !== "iri") return term.v;
  const local = term.v.startsWith(graph.base) ? term.v.slice(graph.base.length) : "";
  const entity = graph.byIri.get(local);
  if (entity) return h("a", { href: address(entity.iri), class: `entity k-${entity.kind}` }, entity.name);
  const fact = graph.factByIri.get(local);
  if (fact) return h("button", { type: "button", class: "plain", onclick: () => { change({ fact: fact.iri }, true); window.dispatchEvent(new Event("kg-fact")); } }, short(graph, term.v));
  return h("span", { class: "iri" }, short(graph, term.v));
}

function short(graph: Graph, iri: string): string {
  for (const [name, start] of Object.entries(graph.prefixes)) if (iri.startsWith(start)) return `${name}:${iri.slice(start.length)}`;
  return iri;
}

const isNumber = (term: Term | null): boolean => term !== null && term.t === "literal" && /#(integer|decimal|double|float|int)$/.test(term.type ?? "");

function shown(graph: Graph, found: Answer, name: string): Child {
  if (found.kind === "ask") return h("p", { class: "verdict" }, found.answer ? say("是", "Yes") : say("否", "No"));
  if (found.text !== undefined) {
    return [h("div", { class: "tabs" }, h("button", { type: "button", class: "plain", onclick: () => download(`${name}.ttl`, found.text!, "text/turtle") }, "Turtle")),
      h("pre", { class: "notices", tabindex: "0" }, found.text.slice(0, 200_000))];
  }
  const plain = (term: Term | null): string | number => (term === null ? "" : isNumber(term) ? Number(term.v) : term.v);
  const asTable = (): Child => table(name, found.columns.map((column, at) => ({
    name: column, text: (row: (Term | null)[]) => plain(row[at]!), show: (row: (Term | null)[]) => cell(graph, row[at]!), class: column === "quote" ? "wide" : isNumber(found.rows[0]?.[at] ?? null) ? "num" : undefined,
  })), found.rows, say("没有结果", "No results"));
  const measured = found.columns.findIndex((column, at) => !/^(year|since|start|end|年)/i.test(column) && found.rows.some((row) => isNumber(row[at]!)));
  const titled = found.columns.findIndex((_, at) => at !== measured && found.rows.some((row) => row[at] && !isNumber(row[at]!)));
  const entities = [...new Set(found.rows.flatMap((row) => row.map((term) => term && term.t === "iri" && term.v.startsWith(graph.base) ? term.v.slice(graph.base.length) : "")))]
    .filter((iri) => graph.byIri.has(iri) && graph.byIri.get(iri)!.kind !== "report");
  const box = h("div");
  const name_ = (term: Term | null): string => { const iri = term?.t === "iri" && term.v.startsWith(graph.base) ? graph.byIri.get(term.v.slice(graph.base.length))?.name : undefined; return iri ?? term?.v ?? ""; };
  const views: [string, () => Child][] = [[say("表格", "Table"), asTable]];
  if (measured >= 0 && titled >= 0) views.push([say("图表", "Chart"), () => bars(name, found.rows.map((row) => ({ name: name_(row[titled]!), value: Number(row[measured]?.v ?? 0) })))]);
  const tabs = h("div", { class: "tabs" });
  let now = 0;
  const draw = (): void => {
    fill(tabs, views.length > 1 && views.map(([label], at) => h("button", { type: "button", "aria-pressed": String(at === now), onclick: () => { now = at; draw(); } }, label)),
      entities.length > 0 && h("a", { class: "button", href: address("network", { focus: entities.slice(0, 12).join(",") }) }, say("网络", "Network")));
    fill(box, views[now]![1]());
  };
  draw();
  return [tabs, box];
}
