// The engine for SPARQL, in a thread of its own: it holds the whole graph of the page.
import init, { Store } from "oxigraph/web.js";

interface Term { t: "iri" | "blank" | "literal"; v: string; lang?: string; type?: string }
const MOST = 20_000;
let store: Store | null = null;

function term(given: any): Term | null {
  if (!given) return null;
  if (given.termType === "NamedNode") return { t: "iri", v: given.value };
  if (given.termType === "Literal") return { t: "literal", v: given.value, lang: given.language || undefined, type: given.datatype?.value };
  return { t: "blank", v: given.toString() };
}

async function start(wasm: ArrayBuffer, turtle: ArrayBuffer): Promise<number> {
  await init({ module_or_path: wasm });
  store = new Store();
  store.load(new TextDecoder().decode(turtle), { format: "text/turtle", lenient: true } as any);
  return store.size;
}

function answer(text: string): object {
  const found: any = store!.query(text, { use_default_graph_as_union: true } as any);
  if (typeof found === "boolean") return { kind: "ask", answer: found };
  const rows: any[] = Array.isArray(found) ? found : [...found];
  if (rows.length && rows[0] instanceof Map) {
    const columns = [...rows.reduce((all: Set<string>, row: Map<string, any>) => { for (const key of row.keys()) all.add(key); return all; }, new Set<string>())];
    return { kind: "select", columns, count: rows.length, rows: rows.slice(0, MOST).map((row: Map<string, any>) => columns.map((column) => term(row.get(column)))) };
  }
  if (rows.length) {
    return { kind: "graph", columns: ["subject", "predicate", "object"], count: rows.length, rows: rows.slice(0, MOST).map((quad) => [term(quad.subject), term(quad.predicate), term(quad.object)]) };
  }
  return { kind: "select", columns: [], count: 0, rows: [] };
}

self.onmessage = async ({ data }: MessageEvent) => {
  const began = performance.now();
  try {
    if (data.type === "start") {
      const triples = await start(data.wasm, data.turtle);
      postMessage({ type: "ready", triples, ms: performance.now() - began });
    } else {
      postMessage({ type: "answer", id: data.id, ...answer(data.text), ms: performance.now() - began });
    }
  } catch (error) {
    postMessage({ type: "error", id: data.id ?? null, message: error instanceof Error ? error.message : String(error) });
  }
};
