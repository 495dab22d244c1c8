// The network that facts make: ties between entities, the part of it to draw, paths through it.
import { province, score, type Entity, type Fact, type Graph } from "./data";

/** Two entities that facts tie: how many, whether all are plans, and those facts that are at hand. */
export interface Tie { a: Entity; b: Entity; count: number; planned: boolean; facts: Fact[] }

export interface Choice {
  hidden: Set<string>;
  from: number | null;
  to: number | null;
  province: Entity | null;
  stage: string;
  score: number;
}

/** The pairs that a fact joins. */
function pairs(fact: Fact): [Entity | undefined, Entity | undefined][] {
  switch (fact.kind) {
    case "adoption": return [[fact.region, fact.programme], ...(fact.agencies ?? []).map((agency): [Entity, Entity | undefined] => [agency, fact.programme])];
    case "citation": return [[fact.region, fact.regulation]];
    case "award": return [[fact.region, fact.honour], [fact.region, fact.programme]];
    case "observation": return fact.programme ? [[fact.programme, fact.indicator]] : [];
    case "link": return [[fact.from, fact.region]];
    default: return [];
  }
}

export class Ties {
  private readonly around = new Map<Entity, Map<Entity, Tie>>();

  constructor(graph: Graph, choice: Choice) {
    for (const fact of graph.facts) {
      if (fact.kind === "mention" || !allowed(graph, fact, choice)) continue;
      for (const [a, b] of pairs(fact)) if (a && b && a !== b && !choice.hidden.has(a.kind) && !choice.hidden.has(b.kind)) this.join(a, b, fact);
    }
  }

  private join(a: Entity, b: Entity, fact: Fact): void {
    let tie = this.around.get(a)?.get(b);
    if (!tie) {
      tie = { ...(a.index < b.index ? { a, b } : { a: b, b: a }), count: 0, planned: true, facts: [] };
      for (const [one, other] of [[a, b], [b, a]] as const) {
        if (!this.around.has(one)) this.around.set(one, new Map());
        this.around.get(one)!.set(other, tie);
      }
    }
    tie.facts.push(fact);
    tie.count++;
    tie.planned &&= fact.stage === "planned";
  }

  degree(entity: Entity): number { return this.around.get(entity)?.size ?? 0; }
  all(): Entity[] { return [...this.around.keys()]; }

  /** Neighbours, those with the most facts first. */
  near(entity: Entity): Entity[] {
    return [...(this.around.get(entity) ?? [])]
      .sort((x, y) => y[1].count - x[1].count || this.degree(y[0]) - this.degree(x[0]) || x[0].index - y[0].index)
      .map(([other]) => other);
  }

  /** The ties among some entities. */
  among(chosen: Set<Entity>): Tie[] {
    const found: Tie[] = [];
    for (const one of chosen) for (const [other, tie] of this.around.get(one) ?? []) if (tie.a === one && chosen.has(other)) found.push(tie);
    return found;
  }

  /** The strongest core: the regions that share most and what they share. */
  core(limit: number): Entity[] {
    const regions = (entity: Entity): Entity[] => this.near(entity).filter((other) => other.kind === "region");
    const shared = this.all().filter((entity) => entity.kind !== "region" && regions(entity).length > 1)
      .sort((a, b) => regions(b).length - regions(a).length || this.degree(b) - this.degree(a) || a.index - b.index);
    // What nearly all share tells nothing apart, and ties everything to everything.
    const all = this.all().filter((entity) => entity.kind === "region").length;
    const telling = shared.filter((entity) => regions(entity).length <= Math.max(4, all / 6));
    const kept = new Set<Entity>();
    let lines = 0;
    for (const entity of telling.length >= 25 ? telling : shared) {
      const ends = regions(entity);
      if (kept.size >= limit || lines > limit * 2.2) break;
      if (ends.length + kept.size > limit * 1.4) continue;
      kept.add(entity);
      lines += ends.length;
      for (const end of ends) kept.add(end);
    }
    if (kept.size > 3) return [...kept];
    return this.all().sort((a, b) => this.degree(b) - this.degree(a) || a.index - b.index).slice(0, limit);
  }

  /** A shortest path, null when there is none. */
  path(from: Entity, to: Entity): Entity[] | null {
    const before = new Map<Entity, Entity | null>([[from, null]]);
    const queue = [from];
    for (let at = 0; at < queue.length && !before.has(to); at++) {
      for (const other of this.near(queue[at]!)) if (!before.has(other)) { before.set(other, queue[at]!); queue.push(other); }
    }
    if (!before.has(to)) return null;
    const path: Entity[] = [];
    for (let step: Entity | null | undefined = to; step; step = before.get(step)) path.unshift(step);
    return path;
  }
}

function allowed(graph: Graph, fact: Fact, choice: Choice): boolean {
  if (choice.from !== null && (fact.year ?? -Infinity) < choice.from) return false;
  if (choice.to !== null && (fact.year ?? Infinity) > choice.to) return false;
  if (choice.stage && fact.kind === "adoption" && fact.stage !== choice.stage) return false;
  if (choice.score > 0 && score(fact) < choice.score) return false;
  if (choice.province && (!fact.region || province(graph, fact.region) !== choice.province)) return false;
  return true;
}

/** Places for a few hundred nodes: from the built-in ones, pulled and pushed a fixed number of rounds. */
export function arrange(nodes: readonly Entity[], ties: readonly Tie[], centre: Entity | null): Map<Entity, [number, number]> {
  const index = new Map(nodes.map((node, at) => [node, at]));
  const n = nodes.length;
  const x = new Float64Array(n), y = new Float64Array(n);
  nodes.forEach((node, at) => {
    const angle = at * 2.399963;
    const [px, py] = node.xy ?? [Math.cos(angle) * 300, Math.sin(angle) * 300];
    x[at] = px + Math.cos(angle) * 8;
    y[at] = py + Math.sin(angle) * 8;
  });
  if (n > 600) {
    for (const [values, room] of [[x, VIEW[0]], [y, VIEW[1]]] as const) { fit(values, room); even(values, room); }
    return new Map(nodes.map((node, at) => [node, [x[at]!, y[at]!]]));
  }
  const side = 130 * Math.sqrt(n);
  let spread = 1;
  for (let at = 0; at < n; at++) spread = Math.max(spread, Math.abs(x[at]!), Math.abs(y[at]!));
  for (let at = 0; at < n; at++) { x[at]! *= side / 2 / spread; y[at]! *= side / 2 / spread; }
  const ideal = side / Math.sqrt(n);
  const rounds = n > 300 ? 120 : 260;
  const held = centre ? index.get(centre) : undefined;
  const wide = nodes.map((node) => Math.min(12, node.name.length) * 5);
  for (let turn = 0; turn < rounds; turn++) {
    const mx = new Float64Array(n), my = new Float64Array(n);
    for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) {
      // Names are wide and low: what stands beside is pushed further than what stands above.
      const dx = (x[a]! - x[b]!) / 1.5, dy = y[a]! - y[b]!;
      const push = ideal * ideal / Math.max(dx * dx + dy * dy, 25) * (1 + (wide[a]! + wide[b]!) / 400);
      mx[a]! += dx * push; my[a]! += dy * push; mx[b]! -= dx * push; my[b]! -= dy * push;
    }
    for (const { a, b, count } of ties) {
      const i = index.get(a)!, j = index.get(b)!;
      const dx = x[i]! - x[j]!, dy = y[i]! - y[j]!;
      const pull = Math.sqrt(dx * dx + dy * dy) / ideal * Math.min(2, 0.7 + 0.3 * Math.log(1 + count));
      mx[i]! -= dx * pull; my[i]! -= dy * pull; mx[j]! += dx * pull; my[j]! += dy * pull;
    }
    const limit = side * 0.08 * (1 - turn / rounds) + 0.5;
    for (let at = 0; at < n; at++) {
      mx[at]! -= x[at]! * 0.08; my[at]! -= y[at]! * 0.12;
      const size = Math.sqrt(mx[at]! ** 2 + my[at]! ** 2) || 1;
      x[at]! += mx[at]! * Math.min(size, limit) / size;
      y[at]! += my[at]! * Math.min(size, limit) / size;
    }
    if (held !== undefined) { x[held] = 0; y[held] = 0; }
  }
  if (n <= 260) part(nodes, x, y);
  return new Map(nodes.map((node, at) => [node, [x[at]!, y[at]!]]));
}

const VIEW = [1240, 600] as const;

function fit(values: Float64Array, room: number): void {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity), high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const scale = room / Math.max(high - low, 1e-6);
  for (let at = 0; at < values.length; at++) values[at] = (values[at]! - (low + high) / 2) * scale;
}

/** A few that stand far out must not press the others together. */
function even(values: Float64Array, room: number): void {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
  order.forEach((node, rank) => { values[node] = 0.5 * values[node]! + 0.5 * room * (rank / Math.max(1, order.length - 1) - 0.5); });
}

/** Moves nodes with their names apart, as they would be drawn in a picture of a usual size. */
function part(nodes: readonly Entity[], x: Float64Array, y: Float64Array): void {
  const n = nodes.length;
  const half = nodes.map((node) => Math.max(14, Math.min(18, node.name.length) * 6.6) + 3);
  for (let round = 0; round < 5; round++) {
    fit(x, VIEW[0]);
    fit(y, VIEW[1]);
    if (!round) { even(x, VIEW[0]); even(y, VIEW[1]); }
    for (let turn = 0; turn < 90; turn++) {
      let moved = false;
      for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) {
        const dx = x[b]! - x[a]!, dy = y[b]! - y[a]!;
        const overX = half[a]! + half[b]! - Math.abs(dx), overY = 36 - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        if (overX < overY * 2.5) { const step = overX * 0.26 * (dx < 0 ? -1 : 1); x[a]! -= step; x[b]! += step; }
        else { const step = overY * 0.26 * (dy < 0 ? -1 : 1); y[a]! -= step; y[b]! += step; }
      }
      if (!moved) return;
    }
  }
}
