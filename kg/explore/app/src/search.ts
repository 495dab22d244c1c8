// Search over names, aliases, codes and pinyin: full, initials, or mixed.
import type { Entity, Graph } from "./data";

/** What finds entities by name: the page itself, or a server. */
export interface Finder { find(query: string, limit: number): Promise<Finding> }

/** The nearest first, and how many there are of each kind. */
export interface Finding { found: Found[]; counts: Map<string, number> }

export interface Found { entity: Entity; score: number; by: string }

/** `firsts` tells for each character, as bits, the letters that its readings begin with. */
interface Name { entity: Entity; name: string; folded: string; alias: boolean; firsts?: Uint32Array }

const bit = (sound: string): number => 1 << (sound.charCodeAt(0) - 97);
const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》〈〉「」·•]+/g, "");

export class Search implements Finder {
  private readonly names: Name[] = [];
  private readonly readings: Map<string, string[]>;

  constructor(graph: Graph) {
    this.readings = graph.pinyin;
    for (const entity of graph.entities) {
      const listed = new Set<string>();
      const put = (name: string | undefined, alias: boolean): void => {
        const folded = name ? fold(name) : "";
        if (!name || listed.has(folded)) return;
        listed.add(folded);
        this.names.push({ entity, name, folded, alias });
      };
      put(entity.name, false);
      put(entity.code, true);
      put(entity.chain?.replaceAll("/", ""), true);
      for (const alias of entity.aliases) put(alias, true);
    }
  }

  /** What bears a name like the query, the nearest first. */
  async find(query: string, limit: number): Promise<Finding> {
    const all = this.all(query);
    const counts = new Map<string, number>();
    for (const { entity } of all) counts.set(entity.kind, (counts.get(entity.kind) ?? 0) + 1);
    return { found: all.slice(0, limit), counts };
  }

  private all(query: string): Found[] {
    const wanted = fold(query);
    if (!wanted) return [];
    const sounds = /^[a-zü]+$/.test(wanted) ? wanted.replaceAll("ü", "v") : "";
    const best = new Map<Entity, Found>();
    for (const one of this.names) {
      let score = this.written(wanted, one.folded);
      if (!score && sounds) score = this.spoken(sounds, one.folded, (one.firsts ??= this.firsts(one.folded)));
      if (!score) continue;
      score += (one.alias ? -8 : 0) + 4 * Math.log2(1 + one.entity.total);
      const known = best.get(one.entity);
      if (!known || score > known.score) best.set(one.entity, { entity: one.entity, score, by: one.alias ? one.name : "" });
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || a.entity.name.length - b.entity.name.length || a.entity.index - b.entity.index);
  }

  private written(wanted: string, name: string): number {
    const at = name.indexOf(wanted);
    if (at < 0) return 0;
    if (name.length === wanted.length) return 140;
    return (at === 0 ? 90 : 60) - Math.min(20, name.length - wanted.length);
  }

  /** Prepares the search by pinyin, so that the first one is as quick as the next. */
  warm(): void { this.all("zzqj"); this.all("zhengfu"); }

  private firsts(name: string): Uint32Array {
    return Uint32Array.from(name, (char) => {
      const readings = this.readings.get(char);
      if (readings) return readings.reduce((bits, sound) => bits | bit(sound), 0);
      return char >= "a" && char <= "z" ? bit(char) : 0;
    });
  }

  private spoken(wanted: string, name: string, firsts: Uint32Array): number {
    const last = Math.min(name.length, firsts.length, 25) - 1;
    const first = bit(wanted);
    for (let at = 0; at <= last; at++) {
      if (!(firsts[at]! & first)) continue;
      const end = this.consume(wanted, 0, name, at);
      if (end > 0) return (at > 0 ? 40 : end === name.length ? 110 : 70) - Math.min(20, name.length - (end - at));
    }
    return 0;
  }

  /** Where in the name the query ends when it is spelled from there on; 0 when it cannot be. */
  private consume(wanted: string, at: number, name: string, place: number): number {
    if (at === wanted.length) return place;
    if (place >= name.length) return 0;
    const char = name[place]!;
    const readings = this.readings.get(char);
    if (!readings) return char === wanted[at] ? this.consume(wanted, at + 1, name, place + 1) : 0;
    for (const sound of readings) {
      if (sound[0] !== wanted[at]) continue;
      if (wanted.startsWith(sound, at)) {
        const end = this.consume(wanted, at + sound.length, name, place + 1);
        if (end) return end;
      }
      const left = wanted.length - at;
      if (left < sound.length && sound.startsWith(wanted.slice(at))) return place + 1;
      if (sound[1] === "h" && wanted[at + 1] === "h") {
        const end = this.consume(wanted, at + 2, name, place + 1);
        if (end) return end;
      }
      const end = this.consume(wanted, at + 1, name, place + 1);
      if (end) return end;
    }
    return 0;
  }
}
