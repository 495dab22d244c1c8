// The graph in memory: entities and facts with their evidence, from the page's compressed blocks.
import { setLabels } from "./words";

export interface Evidence { quote: string; start: number | null; end: number | null; section: string; method: string; score: number | null }

export interface Entity {
  readonly index: number;
  readonly iri: string;
  readonly kind: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly candidate: boolean;
  readonly code?: string;
  readonly chain?: string;
  readonly level?: string;
  readonly type?: string;
  readonly year?: number;
  readonly at?: [number, number];
  readonly xy?: [number, number];
  readonly raw: Record<string, any>;
  /** The facts that name it, of those at hand. */
  readonly facts: Fact[];
  /** How many facts of the whole graph name it. */
  readonly total: number;
}

export interface Fact {
  readonly kind: "adoption" | "citation" | "award" | "observation" | "mention" | "link";
  readonly iri: string;
  readonly report: Entity | null;
  readonly evidence: readonly Evidence[];
  readonly region?: Entity;
  readonly programme?: Entity;
  readonly regulation?: Entity;
  readonly honour?: Entity;
  readonly recipient?: Entity;
  readonly indicator?: Entity;
  readonly entity?: Entity;
  readonly from?: Entity;
  readonly agencies?: Entity[];
  readonly year?: number;
  readonly since?: number;
  readonly stage?: string;
  readonly role?: string;
  readonly name?: string;
  readonly recipientName?: string;
  readonly grantor?: string;
  readonly level?: string;
  readonly what?: string;
  readonly value?: string;
  readonly unit?: string;
  readonly raw?: string;
  readonly count?: number;
  readonly relation?: string;
  readonly direction?: string;
}

export interface Query { name: string; zh: string; en: string; sparql: string; parameters: { name: string; default: string; about: string; variable: string }[] }
export interface Start { region: Entity; year: number; known: string; without: number | null }

/** Where the rest of a served graph is: both bring what they find into the graph at hand. */
export interface Rest {
  /** The facts that name all of some entities. */
  facts(graph: Graph, wanted: Record<string, string>): Promise<Fact[]>;
  /** The names of entities. */
  names(graph: Graph, iris: string[]): Promise<void>;
}

/** Values that a slice brings along because a part cannot tell them; entities stand in them by number. */
export interface Given {
  practices?: [number, number, number][];
  filled?: [number, number, number][];
  related?: [number, number, number, number][];
  shown?: number[];
  way?: number[] | null;
  left?: number;
  ties?: [number, number, number, number][];
  rows?: [number, number][];
  total?: number;
  cells?: [number, number, string, number][];
  yearly?: [number, number, string, number][];
  types?: string[];
  levels?: string[];
  listed?: number[];
  page?: { number: number; size: number; total: number };
  found?: [number, number, string][];
  counts?: Record<string, number>;
}

/** How much of each kind the whole graph holds. */
export interface Whole {
  entities: Record<string, number>; facts: Record<string, number>;
  practices: number; observed: number; years: number[]; limits: string;
}

export interface Graph {
  base: string;
  kinds: string[];
  entities: Entity[];
  byIri: Map<string, Entity>;
  facts: Fact[];
  factByIri: Map<string, Fact>;
  pinyin: Map<string, string[]>;
  queries: Query[];
  prefixes: Record<string, string>;
  /** Classes and properties of the ontology: short name, label, `class` or `property`. */
  terms: [string, string, string][];
  texts: Map<string, () => Promise<string>>;
  limits: string;
  starts: Map<Entity, Start[]>;
  similar: Map<Entity, { region: Entity; score: number; shared: Entity[] }[]>;
  gaps: Map<Entity, { programme: Entity; score: number; state: string; peers: Entity[] }[]>;
  reports: Entity[];
  /** Regions with a report of their own, and the years of their reports. */
  observed: Map<Entity, Set<number>>;
  years: number[];
  /** Of a graph that is served: where the rest is, how much there is, and what the part at hand cannot tell. */
  server?: Rest;
  whole?: Whole;
  given: Given;
  totals: Record<string, number>;
}

export function hasBlock(id: string): boolean { return document.getElementById(id) !== null; }

/** The bytes of a block, unpacked. */
export async function bytes(id: string): Promise<Uint8Array> {
  const text = document.getElementById(id)?.textContent ?? "";
  const decoder = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  const packed = decoder ? decoder(text.trim()) : Uint8Array.from(atob(text.trim()), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export const text = async (id: string): Promise<string> => new TextDecoder().decode(await bytes(id));

const ENDS = ["region", "programme", "regulation", "honour", "recipient", "indicator", "entity", "from"] as const;

/** The graph that the page holds. */
export async function load(): Promise<Graph> {
  const main = JSON.parse(await text("kg-main"));
  setLabels(main.labels);
  const blocks = new Map<string, string>(main.texts.map((iri: string, index: number) => [iri, `kg-text-${index}`]));
  return build(main, (report) => text(blocks.get(report)!));
}

function entityOf(row: any, index: number, kinds: string[]): Entity {
  const facts: Fact[] = [];
  return {
    index, iri: row.i, kind: kinds[row.k]!, name: String(row.n), aliases: row.a ?? [], candidate: row.x === 1,
    code: row.code, chain: row.chain, level: row.level, type: row.kind, year: row.year, at: row.at, xy: row.xy,
    raw: row, facts, get total() { return row.f ?? facts.length; },
  };
}

function factsOf(main: any, entities: Entity[]): Fact[] {
  return Object.entries<any>(main.facts).flatMap(([kind, table]) =>
    table.rows.map((row: any[]) => fact(kind as Fact["kind"], table.columns, row, entities, main.sections)));
}

function tie(facts: Fact[]): void {
  for (const one of facts) for (const entity of new Set(named(one))) entity.facts.push(one);
}

/** Adds a slice to a graph and gives its facts, those that were there as they were. */
export function merge(graph: Graph, main: any): Fact[] {
  const entities: Entity[] = main.entities.map((row: any): Entity => {
    const known = graph.byIri.get(row.i);
    if (known) return known;
    const made = entityOf(row, graph.entities.length, graph.kinds);
    graph.entities.push(made);
    graph.byIri.set(made.iri, made);
    return made;
  });
  const found = factsOf(main, entities).map((one) => graph.factByIri.get(one.iri) ?? one);
  const fresh = found.filter((one) => !graph.factByIri.has(one.iri));
  for (const one of fresh) { graph.factByIri.set(one.iri, one); graph.facts.push(one); }
  tie(fresh);
  return found;
}

/** A graph of its data; `words` fetches the text of a report. */
export function build(main: any, words: (report: string) => Promise<string>): Graph {
  const entities: Entity[] = main.entities.map((row: any, index: number) => entityOf(row, index, main.kinds));
  const facts = factsOf(main, entities);
  tie(facts);
  const at = (index: string | number): Entity => entities[Number(index)]!;
  const reports = entities.filter((entity) => entity.kind === "report");
  const byIri = new Map(entities.map((entity) => [entity.iri, entity]));
  const observed = new Map<Entity, Set<number>>();
  for (const report of reports) {
    const region = byIri.get(report.raw.in ?? "");
    if (!region || report.year === undefined) continue;
    if (!observed.has(region)) observed.set(region, new Set());
    observed.get(region)!.add(report.year);
  }
  for (const entity of entities) if (entity.raw.years) observed.set(entity, new Set(entity.raw.years));
  const seen = [...observed.values()].flatMap((years) => [...years]);
  const a = main.analyses;
  const listed = <T>(given: Record<string, any[]>, read: (row: any) => T): Map<Entity, T[]> =>
    new Map(Object.entries(given).map(([index, rows]) => [at(index), rows.map(read)]));
  return {
    base: main.base, kinds: main.kinds, entities, byIri, facts,
    factByIri: new Map(facts.map((one) => [one.iri, one])),
    pinyin: new Map(Object.entries<string>(main.pinyin).map(([char, sounds]) => [char, sounds.split(" ")])),
    queries: main.queries, prefixes: main.prefixes, terms: main.terms,
    texts: new Map(main.texts.map((iri: string) => [iri, () => words(iri)])),
    limits: a.limits,
    starts: listed(a.starts, (row): Start => ({ region: at(row[0]), year: row[1], known: row[2], without: row[3] })),
    similar: listed(a.similar, (row) => ({ region: at(row[0]), score: row[1], shared: row[2].map(at) })),
    gaps: listed(a.gaps, (row) => ({ programme: at(row[0]), score: row[1], state: row[2], peers: row[3].map(at) })),
    reports, observed,
    whole: main.whole, given: main.given ?? {}, totals: main.totals ?? {},
    years: main.whole ? main.whole.years : seen.length ? Array.from({ length: Math.max(...seen) - Math.min(...seen) + 1 }, (_, i) => Math.min(...seen) + i) : [],
  };
}

function fact(kind: Fact["kind"], columns: string[], row: any[], entities: Entity[], sections: string[]): Fact {
  const made: Record<string, any> = { kind };
  columns.forEach((column, at) => {
    const given = row[at];
    if (given === null || given === undefined) return;
    if (column === "report" || (ENDS as readonly string[]).includes(column)) made[column] = entities[given];
    else if (column === "agencies") made[column] = given.map((index: number) => entities[index]);
    else if (column !== "evidence") made[column] = given;
  });
  made.report ??= null;
  // Evidence is read when it is looked at.
  let read: Evidence[] | null = null;
  Object.defineProperty(made, "evidence", {
    enumerable: true,
    get: () => (read ??= (row[2] as any[][]).map(([quote, start, end, section, method, score]) => ({
      quote, start, end, section: sections[section] ?? "", method, score,
    }))),
  });
  return made as Fact;
}

/** The entities that a fact names. */
export function named(one: Fact): Entity[] {
  const found: Entity[] = [];
  for (const end of ENDS) if (one[end]) found.push(one[end]!);
  if (one.agencies) found.push(...one.agencies);
  return found;
}

/** The longest quote of a fact. */
export const quote = (one: Fact): string => one.evidence[0]?.quote ?? "";
export const score = (one: Fact): number => one.evidence.reduce((most, e) => Math.max(most, e.score ?? 1), 0);

export function region(graph: Graph, entity: Entity): Entity | undefined { return graph.byIri.get(entity.raw.in ?? ""); }

/** A region's own line upwards: itself first. */
export function above(graph: Graph, entity: Entity): Entity[] {
  const line: Entity[] = [];
  for (let step: Entity | undefined = entity; step && !line.includes(step); step = region(graph, step)) line.push(step);
  return line;
}

export const province = (graph: Graph, entity: Entity): Entity | undefined =>
  above(graph, entity).find((step) => step.level === "province");
