// The search box over the nodes, and the keys: / to search, Esc to close.
(function () {
  "use strict";
  const { data, words, element, swatch, go, close } = kgPage;
  const input = document.getElementById("search"), list = document.getElementById("found");
  let marked = 0, matches = [];

  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s“”"'《》<>·]/g, "");
  }
  const keys = data.nodes.map((thing) => [folded(thing.label), folded([thing.label, thing.aliases || "", thing.iri].join("\n"))]);

  function matching(text) {
    const wanted = folded(text);
    if (!wanted) return [];
    const rank = (index) => (keys[index][0] === wanted ? 0 : keys[index][0].startsWith(wanted) ? 1 : keys[index][0].includes(wanted) ? 2 : 3);
    return data.nodes
      .map((thing, index) => [thing, index])
      .filter(([, index]) => keys[index][1].includes(wanted))
      .sort((one, other) => rank(one[1]) - rank(other[1]) || one[0].label.length - other[0].label.length)
      .slice(0, 12)
      .map(([thing]) => thing);
  }

  function drawFound() {
    list.replaceChildren();
    matches.forEach((thing, index) => {
      const item = element("li");
      item.id = "found-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === marked));
      item.append(swatch(thing.kind), element("span", thing.label));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(thing));
      list.append(item);
    });
    if (!matches.length) list.append(element("li", words.no_match, "none"));
    list.hidden = input.value.trim() === "";
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (matches.length && !list.hidden) {
      input.setAttribute("aria-activedescendant", "found-" + marked);
      list.children[marked].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function hideFound() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(thing) {
    hideFound();
    go(thing.id);
  }

  input.addEventListener("input", () => {
    matches = matching(input.value);
    marked = 0;
    drawFound();
  });
  input.addEventListener("focus", () => input.value && drawFound());
  input.addEventListener("blur", hideFound);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && matches.length) take(matches[marked]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && matches.length) {
      event.preventDefault();
      marked = (marked + (event.key === "ArrowDown" ? 1 : -1) + matches.length) % matches.length;
      drawFound();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "Escape") {
      if (!list.hidden) hideFound();
      else close();
    }
  });
})();
