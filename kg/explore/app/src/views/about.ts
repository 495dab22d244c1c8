// What the page is, how to use it, and whose work is in it.
import { bytes, text, type Graph } from "../data";
import { download, fill, h } from "../dom";
import { number, say } from "../words";

export function about(graph: Graph): HTMLElement {
  const notices = h("pre", { class: "notices", tabindex: "0" });
  return h("div", null,
    h("h1", null, say("关于本页", "About this page")),
    h("p", null, say(
      graph.server ? "本页由 kg serve 提供，需要什么就取什么。每条事实都附有原文。" : `本页是一个独立的文件，由 fazhi-kg 生成：${number(graph.entities.length)} 个实体、${number(graph.facts.length)} 条事实，每条都附有原文。打开时不连接任何网络。`,
      graph.server ? "This page is served by kg serve and asks for what it shows. Every fact has its quote." : `This page is one file made by fazhi-kg: ${number(graph.entities.length)} entities and ${number(graph.facts.length)} facts, each with its quote. It asks nothing of any network.`)),
    h("ul", null,
      h("li", null, say("提及不等于采用：只写在下一步打算里的，标为“计划”。", "A mention is no adoption: what stands only under next steps is marked planned.")),
      h("li", null, say("没有提及不等于没有做：只有某年的报告在手，才能说那年“未报告”。", "Silence is no refusal: only where a year's report is at hand can it be said that it does not report something.")),
      h("li", null, say("首份报告就已出现的做法，开始时间可能更早。", "What stands in the first report already may have begun before.")),
      h("li", null, say("置信度是抽取方法的把握程度，0 到 1。", "The score tells how sure the extraction is, from 0 to 1."))),
    h("h2", null, say("键盘", "Keyboard")),
    h("ul", null,
      h("li", null, h("kbd", null, "/"), say(" 查找", " search")),
      h("li", null, h("kbd", null, "Esc"), say(" 关闭依据栏、离开编辑框", " closes the evidence, leaves the editor")),
      h("li", null, h("kbd", null, "↑ ↓ Enter"), say(" 在查找结果中移动、打开", " moves through what was found, opens it")),
      h("li", null, h("kbd", null, "← → + − 0"), say(" 移动、缩放网络图", " moves and zooms the network"))),
    h("h2", null, say("数据", "Data")),
    h("p", null, graph.server ? h("a", { class: "button", href: "graph.ttl", download: "graph.ttl" }, say("下载整个图谱（Turtle）", "Download the whole graph (Turtle)")) : h("button", { type: "button", class: "plain", onclick: async () => download("graph.ttl", new Blob([await bytes("kg-turtle") as BlobPart], { type: "text/turtle" })) },
      say("下载整个图谱（Turtle）", "Download the whole graph (Turtle)"))),
    h("h2", null, say("第三方软件", "Third-party software")),
    h("details", { ontoggle: async (event: Event) => { if ((event.target as HTMLDetailsElement).open && !notices.textContent) fill(notices, await text("kg-notices")); } },
      h("summary", null, say("许可声明", "Licence notices")), notices));
}
