// The search field of the head: answers as one types, moved through by the arrow keys.
import type { Entity } from "./data";
import { announce, fill, h } from "./dom";
import { chip } from "./parts";
import { address, go } from "./router";
import type { Finder } from "./search";
import { kindName, say } from "./words";

const SHOWN = 14;

export function searchBox(search: Finder): HTMLElement {
  let found: Entity[] = [];
  let at = -1;
  let turn = 0;
  const list = h("ul", { id: "found", role: "listbox", "aria-label": say("查找结果", "Found"), hidden: true });
  const input = h("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "found",
    "aria-autocomplete": "list", "aria-label": say("查找", "Search"), placeholder: say("名称、拼音首字母或代码（按 / 键）", "Name, pinyin initials or code (press /)"),
    oninput: () => void update(), onkeydown: (event: KeyboardEvent) => key(event), onfocus: () => { if (input.value) void update(); },
  });
  const box = h("div", { class: "search", role: "search" }, input, list);
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget as Node | null)) close(); });

  async function update(): Promise<void> {
    const began = performance.now();
    const mine = ++turn;
    const { found: answers, counts: kinds } = await search.find(input.value, SHOWN);
    if (mine !== turn) return;
    const all = [...kinds.values()].reduce((sum, n) => sum + n, 0);
    found = answers.map(({ entity }) => entity);
    at = -1;
    fill(list,
      answers.map(({ entity, by }, index) => h("li", {
        role: "option", id: `found-${index}`, "aria-selected": "false", onmousedown: (event: Event) => event.preventDefault(), onclick: () => open(entity),
      }, chip(entity.kind), h("span", { class: "found-name" }, entity.name, by && h("span", { class: "soft" }, ` ${by}`)), h("span", { class: "count" }, entity.total))),
      !answers.length && input.value && h("li", { class: "soft", role: "presentation" }, say("没有找到", "Nothing found")),
      answers.length > 0 && h("li", { role: "presentation", class: "kinds" }, [...kinds].map(([kind, n]) =>
        h("a", { href: address("search", { q: input.value, kind }), tabindex: "-1", onclick: () => close() }, `${kindName(kind, true)} ${n}`))));
    list.hidden = !input.value;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    box.dataset.took = (performance.now() - began).toFixed(2);
    if (input.value) announce(say(`${all} 个结果`, `${all} results`));
  }
  function close(): void { turn++; list.hidden = true; input.setAttribute("aria-expanded", "false"); }
  function open(entity: Entity): void { close(); input.value = ""; input.blur(); go(entity.iri); }
  function key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      at = found.length ? (at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length : -1;
      [...list.querySelectorAll('[role="option"]')].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
      if (at >= 0) { input.setAttribute("aria-activedescendant", `found-${at}`); document.getElementById(`found-${at}`)?.scrollIntoView({ block: "nearest" }); }
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = found[at];
      if (chosen) open(chosen);
      else if (input.value.trim()) { close(); go("search", { q: input.value.trim() }); input.blur(); }
    } else if (event.key === "Escape") { close(); input.value = ""; }
  }
  return box;
}
