// The page of a network: colours, legend and the panel with the evidence. `nodes`, `edges` and `network` are
// made by the script before this one. All text reaches the page through textContent.
const kgPage = (function () {
  "use strict";
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const words = data.words;
  const kinds = new Map(data.kinds.map((kind) => [kind.id, kind]));
  const things = new Map(data.nodes.map((node) => [node.id, node]));
  const ties = new Map(data.ties.map((tie) => [tie.id, tie]));
  const tiesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const tie of data.ties) {
    tiesOf.get(tie.a).push(tie);
    tiesOf.get(tie.b).push(tie);
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel");
  const hiddenKinds = new Set();
  let chosen = null; // id of the node or tie that the panel shows

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== "") made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function filled(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  function look(kind) {
    return kinds.get(kind)[dark.matches ? "dark" : "light"];
  }

  function swatch(kind) {
    const dot = element("span", "", "dot");
    dot.style.background = look(kind).fill;
    dot.style.borderColor = look(kind).border;
    return dot;
  }

  // ---- colours

  function mixed(colour, ground, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    const mix = (at) => Math.round(part(colour, at) * (1 - share) + part(ground, at) * share);
    return "#" + [1, 3, 5].map((at) => mix(at).toString(16).padStart(2, "0")).join("");
  }

  function litIds() {
    if (chosen === null) return null;
    if (ties.has(chosen)) return new Set([chosen, ties.get(chosen).a, ties.get(chosen).b]);
    const lit = new Set([chosen]);
    for (const tie of tiesOf.get(chosen)) lit.add(tie.id).add(tie.a).add(tie.b);
    return lit;
  }

  function paintedNode(thing, lit, ground) {
    const { fill, border, text } = look(thing.kind);
    const share = lit === null || lit.has(thing.id) ? 0 : 0.82;
    const colour = { background: mixed(fill, ground, share), border: mixed(border, ground, share) };
    return {
      id: thing.id,
      hidden: hiddenKinds.has(thing.kind),
      color: Object.assign({ highlight: colour, hover: { background: colour.background, border: mixed(text, ground, share) } }, colour),
      font: { color: mixed(text, ground, share), size: thing.size },
      borderWidth: thing.id === chosen ? 4 : thing.id === data.centre ? 3 : 1.3,
      borderWidthSelected: thing.id === data.centre || thing.id === chosen ? 4 : 1.3,
      title: thing.label,
    };
  }

  function paintedTie(tie, lit, ground) {
    const one = things.get(tie.a), other = things.get(tie.b);
    const on = lit !== null && lit.has(tie.id);
    const share = on ? 0.15 : lit !== null ? 0.9 : data.centre === tie.a || data.centre === tie.b ? 0.62 : data.ties.length > 300 ? 0.76 : 0.68;
    const colour = mixed(look(tie.kind).border, ground, share);
    const count = tie.facts.length;
    return {
      id: tie.id,
      hidden: hiddenKinds.has(one.kind) || hiddenKinds.has(other.kind),
      color: { color: colour, highlight: colour, hover: mixed(look(tie.kind).border, ground, 0.15), inherit: false },
      width: (on ? 1.2 : 0) + Math.min(5, 0.8 + 0.6 * Math.log2(count)),
      label: on && count > 1 && lit.size < 32 ? "×" + count : undefined,
      font: { color: mixed(look(tie.kind).text, ground, 0), background: ground, strokeWidth: 0, size: 12 },
      title: one.label + " — " + other.label + "  " + filled(words.facts, { count: count }),
    };
  }

  function paint() {
    const ground = dark.matches ? "#12161c" : "#fbfcfd";
    const lit = litIds();
    nodes.update(data.nodes.map((thing) => paintedNode(thing, lit, ground)));
    edges.update(data.ties.map((tie) => paintedTie(tie, lit, ground)));
  }

  // ---- legend

  function drawLegend() {
    const legend = byId("legend");
    legend.replaceChildren();
    for (const kind of data.kinds) {
      const button = element("button");
      button.type = "button";
      button.dataset.kind = kind.id;
      button.setAttribute("aria-pressed", String(!hiddenKinds.has(kind.id)));
      button.append(swatch(kind.id), element("span", kind.name), element("small", String(kind.count)));
      button.addEventListener("click", () => {
        if (!hiddenKinds.delete(kind.id)) hiddenKinds.add(kind.id);
        button.setAttribute("aria-pressed", String(!hiddenKinds.has(kind.id)));
        paint();
      });
      legend.append(button);
    }
    if (data.ties.some((tie) => tie.planned)) {
      const note = element("span", "", "dashed");
      note.append(element("i"), element("span", words.planned));
      legend.append(note);
    }
  }

  // ---- panel

  function factView(fact, named) {
    const box = element("div", "", "fact");
    const facts = element("p");
    if (fact.what) facts.append(element("b", fact.what));
    for (const name of ["stage", "year", "region"]) if (fact[name]) facts.append(element("span", fact[name]));
    if (named) facts.append(element("span", fact.from + " → " + fact.to));
    box.append(facts, fact.quote ? element("blockquote", fact.quote) : element("footer", words.no_quote));
    for (const name of ["report", "section"]) if (fact[name]) box.append(element("footer", fact[name]));
    return box;
  }

  function nodeButton(thing) {
    const button = element("button");
    button.type = "button";
    button.append(swatch(thing.kind), element("span", thing.label));
    button.addEventListener("click", () => go(thing.id));
    return button;
  }

  function tieView(tie, from) {
    const section = element("section");
    const head = element("h3");
    for (const id of [tie.a, tie.b]) if (id !== from) head.append(nodeButton(things.get(id)), element("br"));
    head.lastChild.remove();
    head.append(element("small", filled(words.facts, { count: tie.facts.length })));
    section.append(head, ...tie.facts.map((fact) => factView(fact, from === null)));
    return section;
  }

  function about(pairs) {
    const list = byId("panel-about");
    list.replaceChildren();
    for (const [name, text] of pairs) if (text) list.append(element("dt", name), element("dd", text));
  }

  function listTies(list, from) {
    const body = byId("panel-body");
    const next = list.slice(0, 40);
    body.append(...next.map((tie) => tieView(tie, from)));
    const left = list.slice(40);
    if (!left.length) return;
    const more = element("button", filled(words.more, { count: left.length }), "more");
    more.type = "button";
    more.addEventListener("click", () => {
      more.remove();
      listTies(left, from);
    });
    body.append(more);
  }

  function open(title, kindNodes) {
    byId("panel-title").textContent = title;
    byId("panel-kind").replaceChildren(...kindNodes);
    byId("panel-body").replaceChildren();
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("open");
  }

  function showNode(id) {
    const thing = things.get(id);
    chosen = id;
    open(thing.label, [swatch(thing.kind), element("span", kinds.get(thing.kind).name)]);
    const tied = tiesOf.get(id).slice().sort((one, other) => other.facts.length - one.facts.length);
    about([
      [words.level, thing.level], [words.year, thing.year], [words.aliases, thing.aliases],
      [words.neighbours, String(tied.length)], ["IRI", thing.iri],
    ]);
    listTies(tied, id);
    paint();
  }

  function showTie(id) {
    const tie = ties.get(id);
    chosen = id;
    open(things.get(tie.a).label + " — " + things.get(tie.b).label, [swatch(tie.kind), element("span", tie.name)]);
    about([]);
    listTies([tie], null);
    paint();
  }

  // What the panel covers of the picture: from the right on wide screens, from below on narrow ones.
  function covered() {
    const stage = byId("stage").getBoundingClientRect(), over = panel.getBoundingClientRect();
    return over.width < stage.width * 0.9 ? { x: over.width, y: 0 } : { x: 0, y: over.height };
  }

  function bring(id, scale) {
    const { x, y } = covered();
    const animation = calm.matches ? false : { duration: 350 };
    network.focus(id, { scale: scale, offset: { x: -x / 2, y: -y / 2 }, animation: animation });
  }

  function bringIfCovered(id) {
    const stage = byId("stage").getBoundingClientRect(), at = network.canvasToDOM(network.getPosition(id));
    const { x, y } = covered();
    if (at.x > stage.width - x - 40 || at.y > stage.height - y - 20) bring(id, network.getScale());
  }

  function close() {
    if (panel.hidden && chosen === null) return;
    panel.hidden = true;
    document.body.classList.remove("open");
    chosen = null;
    network.unselectAll();
    paint();
  }

  function go(id) {
    const kind = things.get(id).kind;
    if (hiddenKinds.delete(kind)) drawLegend();
    showNode(id);
    network.selectNodes([id]);
    bring(id, Math.max(0.85, network.getScale()));
    panel.focus({ preventScroll: true });
  }

  // ---- picture

  function home() {
    network.redraw(); // the header has taken its height by now
    network.fit({ animation: false, maxZoomLevel: 1.3 });
    const least = window.innerWidth < 700 ? 0.72 : 0.45;
    if (network.getScale() < least) {
      const middle = data.centre ? network.getPosition(data.centre) : network.getViewPosition();
      network.moveTo({ position: middle, scale: least, animation: false });
    }
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: calm.matches ? false : { duration: 200 } });
  }

  byId("counts").textContent =
    filled(words.counts, { nodes: data.nodes.length, ties: data.ties.length, facts: data.ties.reduce((sum, tie) => sum + tie.facts.length, 0) }) +
    (data.left_out ? " · " + filled(words.left_out, { left: data.left_out }) : "");
  byId("close").addEventListener("click", close);
  byId("zoom-in").addEventListener("click", () => zoom(1.35));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  byId("fit").addEventListener("click", () => network.fit({ animation: false, maxZoomLevel: 1.3 }));
  network.on("click", (event) => {
    if (event.nodes.length) {
      showNode(event.nodes[0]);
      bringIfCovered(event.nodes[0]);
    } else if (event.edges.length) showTie(event.edges[0]);
    else close();
  });
  dark.addEventListener("change", () => {
    drawLegend();
    paint();
  });
  if (!data.nodes.length) byId("stage").append(element("p", words.empty, "note"));
  drawLegend();
  paint();
  home();

  return { data, words, element, swatch, go, close };
})();
