// The network: from what was asked for, or from the strongest core; more at a double click, evidence at a click.
import Graphology from "graphology";
import Sigma from "sigma";
import { css, FONT } from "../charts";
import type { Entity, Graph } from "../data";
import { announce, download, fill, h } from "../dom";
import { link, links, picker, showAsked } from "../parts";
import { address, change, here } from "../router";
import { section, table } from "../table";
import { arrange, Ties, type Choice, type Tie } from "../ties";

/** What is drawn: entities and ties, how many are left out, the way between two, a remark. */
interface Drawing { nodes: Entity[]; lines: Tie[]; left: number; way: Entity[] | null }
import { kindName, say, value } from "../words";
import { byPlace } from "./overview";

const KINDS = ["region", "programme", "agency", "regulation", "honour", "indicator"];
const AROUND = 70;
const CORE = 110;
let running: Sigma | null = null;
export function stopNetwork(): void { running?.kill(); running = null; }

const listed = (graph: Graph, text: string | null): Entity[] =>
  (text ?? "").split(",").map((iri) => graph.byIri.get(iri)).filter((one): one is Entity => one !== undefined);

export function network(graph: Graph, find: (query: string) => Promise<Entity[]>): HTMLElement {
  const { params } = here();
  const year = (name: string): number | null => params.get(name) ? Number(params.get(name)) : null;
  const choice: Choice = {
    hidden: new Set((params.get("hide") ?? "").split(",").filter(Boolean)),
    from: year("from"), to: year("to"), province: graph.byIri.get(params.get("province") ?? "") ?? null,
    stage: params.get("stage") ?? "", score: Number(params.get("score") ?? 0),
  };
  const focus = listed(graph, params.get("focus"));
  const opened = listed(graph, params.get("open"));
  const path = listed(graph, params.get("path"));
  const { nodes, lines, left, way } = graph.given.shown ? given(graph) : chosen(graph, choice, focus, opened, path, params.get("all") !== null);
  const said = path.length === 2 && !way ? say("两者之间没有路径（按当前筛选）", "No path joins them (with these filters)") : "";

  const stageBox = h("div", { class: "sigma", role: "application", tabindex: "0", "aria-label": say(
    `网络图：${nodes.length} 个实体，${lines.length} 条联系。下方有同样内容的表格。`,
    `Network: ${nodes.length} entities, ${lines.length} ties. A table below holds the same.`) });
  const wrap = h("div", { class: "stage-wrap" }, stageBox, zoom());
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  const toggle = (kind: string): void => {
    const hidden = new Set(choice.hidden);
    if (!hidden.delete(kind)) hidden.add(kind);
    change({ hide: [...hidden].join(",") });
  };
  const select = (label: string, key: string, now: string, options: [string, string][]): HTMLElement => {
    const made = h("select", { "aria-label": label, onchange: () => change({ [key]: made.value }) },
      options.map(([id, text]) => h("option", { value: id, selected: id === now }, text)));
    return made;
  };
  const years = graph.whole?.years ?? [...new Set(graph.facts.map((fact) => fact.year).filter((y): y is number => y !== undefined && y > 1990))].sort();
  const provinces = graph.entities.filter((one) => one.kind === "region" && one.level === "province").sort(byPlace);
  const all = { focus: null, open: null, path: null, all: null };
  const root = h("div", { class: "network-page" },
    h("h1", null, say("网络", "Network"), focus.length > 0 && h("span", { class: "soft" }, " ", links(focus)),
      path.length === 2 && h("span", { class: "soft" }, " ", link(path[0]), " → ", link(path[1]))),
    h("div", { class: "tools" },
      picker(say("以实体为中心", "Centre on"), KINDS, focus[0], (entity) => change({ ...all, focus: entity.iri }), find),
      picker(say("到…的最短路径", "Shortest path to"), KINDS, path[1], (entity) => {
        const from = path[0] ?? focus[0];
        if (from) change({ ...all, path: `${from.iri},${entity.iri}` }); else announce(say("先选一个中心", "Choose a centre first"));
      }, find),
      select(say("从", "From"), "from", params.get("from") ?? "", [["", say("起始年", "from year")], ...years.map((y): [string, string] => [String(y), String(y)])]),
      select(say("到", "To"), "to", params.get("to") ?? "", [["", say("截止年", "to year")], ...years.map((y): [string, string] => [String(y), String(y)])]),
      select(say("省份", "Province"), "province", params.get("province") ?? "", [["", say("全部地区", "all regions")], ...provinces.map((p): [string, string] => [p.iri, p.name])]),
      select(say("阶段", "Stage"), "stage", choice.stage, [["", say("全部阶段", "all stages")], ...["implemented", "pilot", "planned"].map((s): [string, string] => [s, value(s)])]),
      !graph.server && select(say("置信度", "Score"), "score", params.get("score") ?? "", [["", say("全部置信度", "any score")], ...["0.7", "0.8", "0.9"].map((s): [string, string] => [s, `≥ ${s}`])])),
    h("div", { class: "tools legend-row" }, KINDS.map((kind) => h("button", {
      type: "button", class: `key k-${kind}`, "aria-pressed": String(!choice.hidden.has(kind)),
      title: say("点击隐藏或显示", "Click to hide or show"), onclick: () => toggle(kind),
    }, h("span", { class: "dot" }), kindName(kind, true), h("span", { class: "count" }, counts.get(kind) ?? 0))),
    (focus.length > 0 || path.length > 0 || params.get("all")) && h("a", { class: "button", href: address("network") }, say("核心", "Core")),
    !params.get("all") && h("button", { type: "button", class: "plain", onclick: () => change({ ...all, all: 1 }) }, say("全部", "Everything")),
    h("button", { type: "button", class: "plain", onclick: () => png(nodes) }, "PNG"),
    h("button", { type: "button", class: "plain", onclick: () => download("network.svg", svg(), "image/svg+xml") }, "SVG")),
    said && h("p", { class: "note" }, said),
    wrap,
    h("p", { class: "soft" }, say(
      `单击查看依据，双击展开或收起。${left > 0 ? `另有 ${left} 个实体未画出。` : ""}`,
      `Click for evidence, double click to expand or collapse.${left > 0 ? ` ${left} further entities are not drawn.` : ""}`)),
    section(say("图中的联系", "The ties drawn"), lines.length, table(say("网络", "Network"), [
      { name: say("实体", "Entity"), text: (tie: Tie) => tie.a.name, show: (tie) => link(tie.a) },
      { name: say("实体", "Entity"), text: (tie: Tie) => tie.b.name, show: (tie) => link(tie.b) },
      { name: say("事实数", "Facts"), text: (tie: Tie) => tie.count, class: "num" },
      { name: say("依据", "Evidence"), text: (tie: Tie) => tie.facts[0]?.evidence[0]?.quote ?? "", class: "wide",
        show: (tie) => h("button", { type: "button", class: "quote", onclick: () => openTie(tie) }, tie.facts[0]?.evidence[0]?.quote ?? say("查看依据", "Show the evidence")) },
    ], [...lines].sort((x, y) => y.count - x.count))));
  requestAnimationFrame(() => { if (stageBox.isConnected) start(stageBox, nodes, lines, focus, opened, way); });
  return root;
}

const openTie = (tie: Tie): void => void showAsked(tie.facts, `${tie.a.name} – ${tie.b.name}`, { a: tie.a.iri, b: tie.b.iri });

/** What a server has chosen to draw. */
function given(graph: Graph): Drawing {
  const at = (numbers: number[]): Entity[] => numbers.map((number) => graph.entities[number]!);
  const { shown, ties, left, way } = graph.given;
  return {
    nodes: at(shown!).sort((a, b) => a.index - b.index), left: left ?? 0, way: way ? at(way) : null,
    lines: ties!.map(([a, b, count, planned]): Tie => ({ a: graph.entities[a]!, b: graph.entities[b]!, count, planned: planned === 1, facts: [] })),
  };
}

/** What to draw of a graph at hand: a way, all, what is around some entities, or the core; and what was opened. */
function chosen(graph: Graph, choice: Choice, focus: Entity[], opened: Entity[], path: Entity[], all: boolean): Drawing {
  const ties = new Ties(graph, choice);
  let left = 0;
  const shown = new Set<Entity>();
  const take = (entity: Entity, limit: number): void => {
    shown.add(entity);
    const near = ties.near(entity);
    for (const other of near.slice(0, limit)) shown.add(other);
    left += Math.max(0, near.length - limit);
  };
  let way: Entity[] | null = null;
  if (path.length === 2) {
    way = ties.path(path[0]!, path[1]!);
    for (const step of way ?? path) shown.add(step);
  } else if (all) for (const entity of ties.all()) shown.add(entity);
  else if (focus.length) {
    for (const entity of focus) take(entity, AROUND);
    // What has few neighbours is shown with theirs.
    if (shown.size < 8) for (const entity of [...shown]) if (!focus.includes(entity)) take(entity, 24);
  } else {
    for (const entity of ties.core(CORE)) shown.add(entity);
    left = ties.all().length - shown.size;
  }
  for (const entity of opened) take(entity, 40);
  return { nodes: [...shown].sort((a, b) => a.index - b.index), lines: ties.among(shown), left, way };
}

function zoom(): HTMLElement {
  const camera = (): ReturnType<Sigma["getCamera"]> | undefined => running?.getCamera();
  const key = (label: string, text: string, act: () => void): HTMLElement => h("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  return h("div", { class: "zoom" },
    key(say("放大", "Zoom in"), "+", () => void camera()?.animatedZoom({ duration: 150 })),
    key(say("缩小", "Zoom out"), "−", () => void camera()?.animatedUnzoom({ duration: 150 })),
    key(say("全图", "Whole picture"), "⤢", () => void camera()?.animatedReset({ duration: 150 })));
}

function start(box: HTMLElement, nodes: Entity[], lines: Tie[], focus: Entity[], opened: Entity[], way: Entity[] | null): void {
  stopNetwork();
  if (!nodes.length) { fill(box, h("p", { class: "note" }, say("没有可显示的内容", "Nothing to show"))); return; }
  const probe = document.createElement("canvas");
  if (!probe.getContext("webgl2")) {
    fill(box, h("p", { class: "note" }, say("此浏览器没有 WebGL，无法画网络；下方的表格内容相同。", "This browser has no WebGL, so the network is not drawn; the table below holds the same.")));
    return;
  }
  const places = way ? new Map(way.map((node, at): [Entity, [number, number]] => [node, [at * 100, at % 2 ? 12 : -12]])) : arrange(nodes, lines, focus.length === 1 ? focus[0]! : null);
  if (way) for (const node of nodes) if (!places.has(node)) places.set(node, [node.index % 97, 40 + node.index % 31]);
  const drawn = new Graphology();
  const many = nodes.length > 600;
  const dark = css("--dark") === "1";
  const ground = css("--bg"), accent = css("--accent"), ink = css("--ink");
  const onWay = new Set(way ?? []);
  const degree = new Map<Entity, number>();
  for (const { a, b } of lines) { degree.set(a, (degree.get(a) ?? 0) + 1); degree.set(b, (degree.get(b) ?? 0) + 1); }
  for (const node of nodes) {
    const [x, y] = places.get(node)!;
    const central = focus.includes(node) || onWay.has(node);
    drawn.addNode(node.iri, {
      x, y: -y, label: node.name.length > 18 ? `${node.name.slice(0, 17)}…` : node.name, color: css(`--k-${node.kind}`),
      size: central ? 13 : Math.min(11, (many ? 1 : 4) + (many ? 0.9 : 1.5) * Math.log2(1 + (degree.get(node) ?? 0))), forceLabel: central, zIndex: central ? 2 : 1,
    });
  }
  for (const tie of lines) {
    const planned = tie.planned;
    const kind = tie.a.kind === "region" ? tie.b.kind : tie.a.kind;
    drawn.addEdge(tie.a.iri, tie.b.iri, {
      size: Math.min(4, 0.6 + 0.5 * Math.log2(1 + tie.count)), tie,
      color: mix(css(`--k-${kind}`), ground, many ? 0.82 : planned ? 0.78 : 0.55),
    });
  }
  let hovered: string | null = null;
  let near = new Set<string>();
  let boxes: Box[] = [];
  let named: Set<string> | null = null;
  const label = (context: CanvasRenderingContext2D, data: any, settings: any): void => {
    if (!data.label || (named && !data.highlighted && !named.has(data.key))) return;
    const size = data.forceLabel || data.highlighted ? 14 : 12.5;
    context.font = `${data.forceLabel ? "600 " : ""}${size}px ${FONT}`;
    const width = context.measureText(data.label).width;
    const x = data.x - width / 2, y = data.y + data.size + size + 1;
    const rect: Box = [x - 2, y - size, x + width + 2, y + 4];
    if (!named && !data.highlighted) {
      if (boxes.some((other) => meet(rect, other))) return;
      boxes.push(rect);
    }
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = ground;
    context.strokeText(data.label, x, y);
    context.fillStyle = settings.labelColor.color;
    context.fillText(data.label, x, y);
  };
  let sigma: Sigma;
  try {
    sigma = new Sigma(drawn, box, {
      allowInvalidContainer: true, labelFont: FONT, labelColor: { color: css("--ink") }, labelSize: 13, zIndex: true,
      labelDensity: many ? 0.4 : 100, labelGridCellSize: many ? 120 : 400, labelRenderedSizeThreshold: many ? 7 : 0,
      enableEdgeEvents: !many, minCameraRatio: 0.05, maxCameraRatio: 4, stagePadding: 46, hideEdgesOnMove: many,
      defaultDrawNodeLabel: label,
      defaultDrawNodeHover: (context, data, settings) => {
        context.beginPath();
        context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
        context.strokeStyle = accent;
        context.lineWidth = 2.5;
        context.stroke();
        label(context, { ...data, highlighted: true }, settings);
      },
      nodeReducer: (id, data) => hovered && hovered !== id && !near.has(id) ? { ...data, label: "", color: mix(data.color, ground, dark ? 0.7 : 0.75) } : data,
      edgeReducer: (id, data) => hovered ? (drawn.hasExtremity(id, hovered) ? { ...data, color: mix(data.color, ink, 0.4), zIndex: 2 } : { ...data, hidden: true }) : data,
    });
  } catch (error) {
    fill(box, h("p", { class: "note" }, String(error)));
    return;
  }
  running = sigma;
  new ResizeObserver(() => { if (running === sigma && box.isConnected) { sigma.resize(); sigma.refresh({ skipIndexation: true }); } }).observe(box);
  // Which names have room: the weightiest first, none on another or on a node.
  const order = [...nodes].sort((a, b) => Number(b.kind === "region") - Number(a.kind === "region") || (degree.get(b) ?? 0) - (degree.get(a) ?? 0) || a.index - b.index)
    .map((node) => node.iri);
  order.sort((a, b) => Number(drawn.getNodeAttribute(b, "forceLabel")) - Number(drawn.getNodeAttribute(a, "forceLabel")));
  const widths = new Map(order.map((iri) => [iri, [...(drawn.getNodeAttribute(iri, "label") as string)].reduce((sum, char) => sum + (char > "\u2e80" ? 13 : 7.2), 0)]));
  sigma.on("beforeRender", () => {
    boxes = [];
    if (many) return;
    named = new Set();
    const taken: Box[] = [];
    const spots = order.map((iri) => {
      const data = sigma.getNodeDisplayData(iri)!;
      const { x, y } = sigma.framedGraphToViewport(data);
      const radius = sigma.scaleSize(data.size);
      taken.push([x - radius, y - radius, x + radius, y + radius]);
      return { iri, x, y, radius };
    });
    for (const { iri, x, y, radius } of spots) {
      const half = widths.get(iri)! / 2;
      const box: Box = [x - half, y + radius + 1, x + half, y + radius + 17];
      if (taken.some((other) => meet(box, other))) continue;
      taken.push(box);
      named.add(iri);
    }
  });
  sigma.on("enterNode", ({ node }) => { hovered = node; near = new Set(drawn.neighbors(node)); sigma.refresh({ skipIndexation: true }); box.classList.add("over"); });
  sigma.on("leaveNode", () => { hovered = null; sigma.refresh({ skipIndexation: true }); box.classList.remove("over"); });
  sigma.on("enterEdge", () => box.classList.add("over"));
  sigma.on("leaveEdge", () => box.classList.remove("over"));
  const entity = (iri: string): Entity => nodes.find((node) => node.iri === iri)!;
  const open = (one: Entity): void => void showAsked(
    [...new Set(lines.filter((tie) => tie.a === one || tie.b === one).flatMap((tie) => tie.facts))], one.name, { a: one.iri }, (fact) => fact.kind !== "mention");
  let waiting = 0;
  sigma.on("clickNode", ({ node }) => { clearTimeout(waiting); waiting = window.setTimeout(() => open(entity(node)), 260); });
  sigma.on("doubleClickNode", (event) => {
    clearTimeout(waiting);
    event.preventSigmaDefault();
    const one = entity(event.node);
    const kept = opened.filter((other) => other !== one);
    if (kept.length === opened.length && !focus.includes(one)) kept.push(one);
    change({ open: kept.map((other) => other.iri).join(",") });
  });
  sigma.on("clickEdge", ({ edge }) => { openTie(drawn.getEdgeAttribute(edge, "tie") as Tie); });
  // The keyboard: arrows move, + and − zoom, Tab goes on to the table that holds the same.
  box.addEventListener("keydown", (event) => {
    const camera = sigma.getCamera();
    const state = camera.getState();
    const step = 0.1 * state.ratio;
    const moves: Record<string, Partial<typeof state>> = {
      ArrowLeft: { x: state.x - step }, ArrowRight: { x: state.x + step }, ArrowUp: { y: state.y + step }, ArrowDown: { y: state.y - step },
      "+": { ratio: state.ratio / 1.3 }, "=": { ratio: state.ratio / 1.3 }, "-": { ratio: state.ratio * 1.3 }, "0": { x: 0.5, y: 0.5, ratio: 1 },
    };
    const move = moves[event.key];
    if (move) { event.preventDefault(); camera.setState(move); }
  });
}

type Box = [number, number, number, number];
const meet = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** A colour between two, given as #rrggbb. */
export function mix(one: string, other: string, share: number): string {
  const part = (text: string, at: number): number => parseInt(text.slice(1 + 2 * at, 3 + 2 * at), 16) || 0;
  return `#${[0, 1, 2].map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share).toString(16).padStart(2, "0")).join("")}`;
}

function png(nodes: Entity[]): void {
  const sigma = running;
  if (!sigma) return;
  sigma.refresh();
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  const out = document.createElement("canvas");
  out.width = width * ratio;
  out.height = height * ratio;
  const context = out.getContext("2d")!;
  context.fillStyle = css("--bg");
  context.fillRect(0, 0, out.width, out.height);
  for (const layer of ["edges", "nodes", "labels"]) {
    const canvas = sigma.getCanvases()[layer];
    if (canvas) context.drawImage(canvas, 0, 0, out.width, out.height);
  }
  out.toBlob((blob) => { if (blob) download(`network-${nodes.length}.png`, blob); }, "image/png");
}

function svg(): string {
  const sigma = running;
  if (!sigma) return "";
  const { width, height } = sigma.getDimensions();
  const safe = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
  const drawn = sigma.getGraph();
  const at = (id: string): { x: number; y: number } => sigma.framedGraphToViewport(sigma.getNodeDisplayData(id)!);
  const edges = drawn.mapEdges((_, data, a, b) => {
    const one = at(a), other = at(b);
    return `<line x1="${one.x.toFixed(1)}" y1="${one.y.toFixed(1)}" x2="${other.x.toFixed(1)}" y2="${other.y.toFixed(1)}" stroke="${data.color}" stroke-width="${data.size.toFixed(1)}"/>`;
  });
  const nodes = drawn.mapNodes((id, data) => {
    const { x, y } = at(id);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${data.size.toFixed(1)}" fill="${data.color}"/><text x="${x.toFixed(1)}" y="${(y + data.size + 13).toFixed(1)}" text-anchor="middle">${safe(data.label)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${safe(FONT)}" font-size="12" fill="${css("--ink")}"><rect width="100%" height="100%" fill="${css("--bg")}"/>${edges.join("")}${nodes.join("")}</svg>`;
}
