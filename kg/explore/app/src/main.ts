// The page: head, the view that the address names, the panel with evidence.
import { redrawCharts } from "./charts";
import { hasBlock, load, type Entity, type Graph } from "./data";
import { announce, fill, h } from "./dom";
import { closePanel, picker, showFacts, useGraph } from "./parts";
import { address, change, followLanguage, here } from "./router";
import { Search, type Finder } from "./search";
import { searchBox } from "./searchbox";
import { Server } from "./server";
import { about } from "./views/about";
import { answers, list } from "./views/lists";
import { compare, matrix } from "./views/matrix";
import { network, stopNetwork } from "./views/network";
import { overview } from "./views/overview";
import { practice } from "./views/practice";
import { region } from "./views/region";
import { follow, report } from "./views/report";
import { sparql } from "./views/sparql";
import { thing } from "./views/thing";
import { kindName, lang, number, say, setLang } from "./words";

const TABS: [string, string, string][] = [
  ["", "总览", "Overview"], ["network", "网络", "Network"], ["matrix", "矩阵", "Matrix"], ["compare", "比较", "Compare"],
  ["sparql", "SPARQL", "SPARQL"], ["about", "关于", "About"],
];
const main = document.getElementById("main")!;
let graph: Graph;
let search: Finder;
let server: Server | null = null;
let last = "";
let turn = 0;

const find = async (query: string): Promise<Entity[]> => (await search.find(query, 60)).found.map(({ entity }) => entity);

function view(path: string): HTMLElement {
  const { params } = here();
  const entity = graph.byIri.get(path);
  if (entity) {
    document.title = `${entity.name} · ${say("法治知识图谱", "fazhi-kg")}`;
    if (entity.kind === "programme") return practice(graph, entity);
    if (entity.kind === "region") return region(graph, entity);
    if (entity.kind === "report") return report(graph, entity);
    return thing(graph, entity);
  }
  document.title = say("法治知识图谱", "fazhi-kg");
  const [name, rest] = path.split("/");
  switch (name) {
    case "": return overview(graph);
    case "network": return network(graph, find);
    case "matrix": return matrix(graph);
    case "compare": return compare(graph, find, picker);
    case "sparql": return sparql(graph);
    case "about": return about(graph);
    case "search": return answers(graph, search, params.get("q") ?? "", params.get("kind") ?? "");
    case "list": return list(graph, rest ?? "");
    default: return h("div", null, h("h1", null, say("没有这一页", "No such page")), h("p", { class: "soft" }, path),
      h("p", null, h("a", { href: address("") }, say("回到总览", "Back to the overview"))));
  }
}

async function draw(): Promise<void> {
  followLanguage();
  const { path, params } = here();
  params.delete("fact");
  params.delete("at");
  const key = `${path}?${params}#${lang()}`;
  const wanted = here().params.get("fact");
  if (key !== last || (server && wanted && !graph.factByIri.has(wanted))) {
    const fresh = last !== "" && last.split("?")[0] !== path;
    const mine = ++turn;
    last = key;
    try {
      if (server) {
        main.setAttribute("aria-busy", "true");
        const part = await server.at(path, here().params).finally(() => { if (mine === turn) main.removeAttribute("aria-busy"); });
        if (mine !== turn) return;
        graph = part;
        useGraph(graph);
      }
      stopNetwork();
      if (!wanted) closePanel();
      frame();
      fill(main, cut(), view(path));
    } catch (error) {
      if (mine !== turn) return;
      frame();
      fill(main, h("p", { class: "note error", role: "alert" }, `${say("此页无法显示", "This view failed")}: ${error instanceof Error ? error.message : error}`));
      if (!server) console.error(error);
    }
    if (fresh) { window.scrollTo(0, 0); main.focus({ preventScroll: true }); announce(document.title); }
  } else follow(graph);
  evidence();
}

/** Says what a page of a served graph leaves out. */
function cut(): HTMLElement | null {
  const kinds = Object.entries(graph.totals);
  return kinds.length ? h("p", { class: "note" }, say("此页每类只载入一部分事实，共有：", "This page holds a part of the facts; in all there are: "),
    kinds.map(([kind, n]) => `${kindName(kind, true)} ${number(n)}`).join(say("，", ", ")), say("。全部可用 SPARQL 取得。", ". SPARQL gives all.")) : null;
}

/** The panel shows the fact that the address names. */
function evidence(): void {
  const fact = graph.factByIri.get(here().params.get("fact") ?? "");
  if (fact) showFacts([fact]);
}

function frame(): void {
  const { path } = here();
  document.getElementById("skip")!.textContent = say("跳到正文", "Skip to the content");
  const dark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  fill(document.getElementById("top")!,
    h("a", { class: "brand", href: address("") }, say("法治知识图谱", "fazhi-kg")),
    searchBox(search),
    h("nav", { "aria-label": say("视图", "Views") }, TABS.map(([name, zh, en]) =>
      h("a", { href: address(name), "aria-current": path.split("/")[0] === name ? "page" : null }, say(zh, en)))),
    h("div", { class: "switches" },
      h("button", { type: "button", lang: lang() === "zh" ? "en" : "zh-CN", onclick: () => switchLanguage() }, lang() === "zh" ? "English" : "中文"),
      h("button", { type: "button", "aria-label": say(dark ? "浅色" : "深色", dark ? "Light colours" : "Dark colours"), title: say(dark ? "浅色" : "深色", dark ? "Light colours" : "Dark colours"), onclick: () => switchTheme(!dark) }, dark ? "☀" : "☾"),
      h("button", { type: "button", class: "print", onclick: () => window.print() }, say("打印", "Print"))));
}

function keep(name: string, text: string): void { try { localStorage.setItem(`kg-${name}`, text); } catch { /* a file may keep nothing */ } }
function kept(name: string): string | null { try { return localStorage.getItem(`kg-${name}`); } catch { return null; } }

function switchLanguage(): void {
  setLang(lang() === "zh" ? "en" : "zh");
  keep("lang", lang());
  change({ lang: null }, true);
  void draw();
}

function switchTheme(dark: boolean): void {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  keep("theme", dark ? "dark" : "light");
  repaint();
}

function repaint(): void {
  frame();
  redrawCharts();
  if (here().path === "network") { last = ""; void draw(); }
}

document.addEventListener("keydown", (event) => {
  const from = event.composedPath()[0] as HTMLElement;
  const typing = /^(input|textarea|select)$/i.test(from.tagName) || from.isContentEditable;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); document.getElementById("search")?.focus(); }
  if (event.key === "Escape" && !typing) closePanel();
});

async function open(): Promise<void> {
  if (!("DecompressionStream" in window)) throw new Error(say("请使用较新的浏览器（2023 年以后）。", "Please use a browser of 2023 or later."));
  const theme = kept("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  if (kept("lang") === "en") setLang("en");
  followLanguage();
  if (hasBlock("kg-served")) {
    server = await Server.open();
    const asked = server;
    graph = await server.at("about", new URLSearchParams());
    search = { find: async (query, limit) => {
      const part = await asked.search(query, limit);
      return { found: part.given.found!.map(([at, score, by]) => ({ entity: part.entities[at]!, score, by })), counts: new Map(Object.entries(part.given.counts!)) };
    } };
  } else {
    graph = await load();
    const own = new Search(graph);
    search = own;
    setTimeout(() => own.warm(), 50);
  }
  useGraph(graph);
  window.addEventListener("hashchange", () => void draw());
  window.addEventListener("kg-fact", () => { evidence(); follow(graph); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  await draw();
  document.documentElement.dataset.ready = performance.now().toFixed(0);
}

open().catch((error) => {
  fill(main, h("p", { class: "note error", role: "alert" }, `${say("无法打开此文件", "This file cannot be opened")}: ${error instanceof Error ? error.message : error}`));
  console.error(error);
});
