// A graph that is served: the part that each place shows is asked for when it is opened.
import { build, merge, type Fact, type Graph, type Rest } from "./data";
import { setLabels } from "./words";

const KEPT = 30;

export class Server implements Rest {
  private readonly kept = new Map<string, Promise<any>>();
  private constructor(private readonly outline: any) {}

  static async open(): Promise<Server> {
    const outline = await read("data/outline");
    setLabels(outline.labels);
    return new Server(outline);
  }

  /** The part of the graph that a place shows. */
  async at(path: string, params: URLSearchParams): Promise<Graph> {
    const query = new URLSearchParams(params);
    query.delete("lang");
    query.set("place", path);
    return this.graph(await this.slice(`data/slice?${query}`));
  }

  async search(query: string, limit: number): Promise<Graph> {
    return this.graph(await this.slice(`data/slice?${new URLSearchParams({ place: "search", q: query, limit: String(limit) })}`));
  }

  /** Brings the facts that name all of some entities into a graph. */
  async facts(graph: Graph, wanted: Record<string, string>): Promise<Fact[]> {
    return merge(graph, await read(`data/facts?${new URLSearchParams(wanted)}`));
  }

  /** Brings the names of entities into a graph. */
  async names(graph: Graph, iris: string[]): Promise<void> {
    if (iris.length) merge(graph, await read("data/entities", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(iris) }));
  }

  private graph(slice: any): Graph {
    const graph = build({ ...this.outline, pinyin: {}, ...slice, analyses: { limits: this.outline.whole.limits, ...slice.analyses } },
      (report) => words(`data/text?report=${encodeURIComponent(report)}`));
    graph.server = this;
    return graph;
  }

  private slice(address: string): Promise<any> {
    const known = this.kept.get(address);
    this.kept.delete(address);
    const made = known ?? read(address);
    this.kept.set(address, made);
    made.catch(() => this.kept.delete(address));
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return made;
  }
}

async function fetched(address: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(address, init);
  if (!response.ok) throw new Error(await reason(response));
  return response;
}

/** What a server says of a request that it refused. */
export async function reason(response: Response): Promise<string> {
  const text = await response.text();
  try { return JSON.parse(text).detail ?? text; } catch { return text || `${response.status} ${response.statusText}`; }
}

const read = async (address: string, init?: RequestInit): Promise<any> => (await fetched(address, init)).json();
const words = async (address: string): Promise<string> => (await fetched(address)).text();
