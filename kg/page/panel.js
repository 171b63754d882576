// The panel, the search and the filter: what stands in the table, gathered for what was chosen on the map.
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel");
  const map = byId("map");
  const NAMES = { actor: "Actors", side: "Sides" };
  let view = data.views.actor;
  let chosen = null;
  let found = null;

  function make(tag, words, className) {
    const made = document.createElement(tag);
    if (words !== undefined) made.textContent = words;
    if (className) made.className = className;
    return made;
  }

  function plural(number, noun) {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  }

  // A part of a statement as told in the table, copied; `name` is one of head, when, words, answers.
  function part(told, name) {
    const cells = [...told.children].flatMap((child) => (child.tagName === "TD" ? [child, ...child.children] : [child]));
    const at = cells.find((child) => child.classList.contains(name));
    if (!at) return null;
    const copy = at.tagName === "TD" ? make("div", undefined, name) : null;
    if (copy) copy.append(...[...at.childNodes].map((child) => child.cloneNode(true)));
    return copy || at.cloneNode(true);
  }

  function card(id, tag, deep) {
    const told = byId(`s-${id}`);
    const made = make(tag, undefined, tag === "article" ? "card" : "told");
    if (!told) return made;
    made.dataset.act = told.dataset.act;
    made.dataset.statement = id;
    for (const name of ["head", "when", "words"]) {
      const copy = part(told, name);
      if (copy) made.append(copy);
    }
    for (const button of made.querySelectorAll("button")) button.remove();
    const answers = part(told, "answers");
    if (answers && deep > 0) {
      const list = make("ol", undefined, "answers");
      for (const item of answers.children) {
        const other = item.dataset.told || item.id.replace(/^s-/, "");
        list.append(card(other, "li", byId(`s-${other}`)?.dataset.act === "accuses" ? 0 : deep - 1));
      }
      made.append(list);
    } else if (deep > 0 && told.tagName === "TR" && told.dataset.act === "accuses") {
      made.append(make("p", "No answer recorded.", "none"));
    }
    return made;
  }

  function button(words, number, act) {
    const made = make("button");
    made.type = "button";
    made.append(make("span", words));
    if (number !== undefined) made.append(make("span", number, "number"));
    made.addEventListener("click", act);
    return made;
  }

  function list(items) {
    const made = make("ul", undefined, "list");
    for (const item of items) {
      const line = make("li");
      line.append(item);
      made.append(line);
    }
    return made;
  }

  function sentence(edge) {
    return edge.title.replace(/: \d+ statements$/, "");
  }

  function write(...parts) {
    panel.replaceChildren(...parts.filter(Boolean));
    panel.scrollTop = 0;
  }

  function back() {
    const made = make("button", "Back to the whole map", "back");
    made.type = "button";
    made.addEventListener("click", clear);
    return made;
  }

  const many = (node, what) => (node.said[what] || []).length;
  const actorButton = (node, what) => button(node.label, what ? String(many(node, what)) : undefined, () => chooseNode(node.id));
  const arrowButton = (edge) => button(sentence(edge), String(edge.statements.length), () => chooseEdge(edge.id));

  function overview() {
    const accused = view.nodes.filter((n) => many(n, "accused")).sort((a, b) => many(b, "accused") - many(a, "accused") || a.id - b.id);
    const arrows = [...view.edges].sort((a, b) => b.statements.length - a.statements.length || a.id - b.id);
    const most = arrows.filter((edge) => edge.kind === "accuses").slice(0, 7);
    const rest = make("details");
    rest.append(make("summary", `All ${plural(view.nodes.length, "actor")} and ${plural(arrows.length, "arrow")}`));
    rest.addEventListener("toggle", () => {
      if (rest.children.length > 1) return;
      const named = [...view.nodes].sort((a, b) => a.label.localeCompare(b.label, "en"));
      rest.append(make("h3", "Actors"), list(named.map((node) => actorButton(node))));
      rest.append(make("h3", "Arrows"), list(arrows.map(arrowButton)));
    });
    write(
      make("h2", "Who accuses whom"),
      make("p", "Choose an actor or an arrow, on the map or here, to read what was said, on whose word, and what was answered.", "about"),
      make("h3", "Most often accused"), list(accused.slice(0, 6).map((node) => actorButton(node, "accused"))),
      make("h3", "Most accusations by one of another"), list(most.map(arrowButton)),
      rest,
    );
  }

  function cards(ids, deep) {
    return ids.map((id) => card(id, "article", deep));
  }

  // An answer with what it answers above it.
  function answerCard(id, charges) {
    const made = card(id, "article", 1);
    const over = charges.filter((charge) => byId(`s-${charge}`));
    if (over.length) {
      made.prepend(make("p", "In answer to:", "note"), list(over.map((charge) => {
        const head = byId(`s-${charge}`);
        const words = (name) => head.querySelector(name)?.textContent.trim() || "";
        const said = `${words(".speaker b")} ${head.dataset.act} ${words(".deed > b")}, ${words(".when")}`;
        return button(said, undefined, () => chooseStatement(charge));
      })));
    }
    return made;
  }

  function answeredBy(id) {
    return view.edges.filter((edge) => edge.answered.length && edge.statements.includes(id)).flatMap((edge) => edge.answered);
  }

  function chooseEdge(id) {
    const edge = view.edges[id];
    const said = new Set(edge.statements);
    const related = view.edges.filter((other) => other.id === id || other.answered.some((charge) => said.has(charge)));
    pick(`e${id}`, new Set(related.flatMap((e) => [e.from, e.to])), new Set(related.map((e) => e.id)), [edge.from, edge.to]);
    const body = edge.kind === "accuses" ? cards(edge.statements, 4)
      : edge.statements.map((one) => answerCard(one, edge.answered.filter((charge) => answeredBy(one).includes(charge))));
    write(back(), make("h2", sentence(edge)), make("p", plural(edge.statements.length, "statement"), "about"), ...body);
  }

  function chooseNode(id) {
    const node = view.nodes[id];
    const touching = view.edges.filter((edge) => edge.from === id || edge.to === id);
    pick(`n${id}`, new Set([id, ...touching.flatMap((e) => [e.from, e.to])]), new Set(touching.map((e) => e.id)), [id]);
    const parts = [
      ["accused", `Accused, ${plural(many(node, "accused"), "accusation")}`],
      ["accuses", `Accuses, ${plural(many(node, "accuses"), "accusation")}`],
      ["answers", `Answers, ${plural(many(node, "answers"), "answer")}`],
    ].filter(([what]) => many(node, what));
    const body = parts.flatMap(([what, heading]) => {
      const ids = node.said[what];
      const told = what === "answers" ? ids.filter((one) => !(node.said.accuses || []).includes(one)) : ids;
      if (!told.length) return [];
      return [make("h3", heading), ...(what === "answers" ? told.map((one) => answerCard(one, [...new Set(answeredBy(one))])) : cards(told, 3))];
    });
    const about = [["accused", "accused"], ["accuses", "accuses"], ["answers", "answers"]].map(([what, word]) => `${word} ${many(node, what)}`);
    write(back(), make("h2", node.label), make("p", about.join(", "), "about"), ...body);
  }

  function chooseStatement(id) {
    const edge = view.edges.find((one) => one.statements.includes(id));
    if (edge) {
      chooseEdge(edge.id);
      const here = panel.querySelector(`[data-statement="${id}"]`);
      here?.classList.add("here");
      here?.scrollIntoView({ block: "nearest" });
    } else {
      const node = view.nodes.find((one) => Object.values(one.said).some((said) => said.includes(id)));
      if (node) chooseNode(node.id);
    }
  }

  function pick(name, nodes, edges, ends) {
    chosen = name;
    picture.light({ chosen: name, nodes, edges });
    picture.reveal(ends);
  }

  function clear() {
    chosen = null;
    picture.light(found);
    overview();
  }

  function search(text) {
    const wanted = text.trim().toLocaleLowerCase("en");
    const rows = [...document.querySelectorAll("#record tbody tr")];
    let matches = 0;
    for (const row of rows) {
      row.hidden = Boolean(wanted) && !row.textContent.toLocaleLowerCase("en").includes(wanted);
      matches += row.hidden ? 0 : 1;
    }
    byId("matches").textContent = wanted ? `${plural(matches, "of these")} match “${text.trim()}”.`.replace("of theses", "of these") : "";
    const nodes = wanted ? view.nodes.filter((node) => node.label.toLocaleLowerCase("en").includes(wanted)) : [];
    found = wanted ? { nodes: new Set(nodes.map((node) => node.id)), edges: new Set() } : null;
    if (!wanted) return clear();
    picture.light(found);
    const words = new Set(rows.filter((row) => !row.hidden).flatMap((row) => [row, ...row.querySelectorAll("[id]")])
      .filter((told) => told.textContent.toLocaleLowerCase("en").includes(wanted)).map((told) => told.id.replace(/^s-/, "")));
    const arrows = view.edges.filter((edge) => edge.statements.some((id) => words.has(id)));
    for (const edge of arrows) found.edges.add(edge.id);
    for (const edge of nodes.length ? [] : arrows) found.nodes.add(edge.from).add(edge.to);
    picture.light(found);
    return write(
      make("h2", `Search for “${text.trim()}”`),
      make("p", `${plural(nodes.length, "actor")}, ${plural(arrows.length, "arrow")}; ${plural(matches, "row")} of the table below.`, "about"),
      nodes.length ? make("h3", "Actors") : null, nodes.length ? list(nodes.slice(0, 50).map((node) => actorButton(node))) : null,
      arrows.length ? make("h3", "Arrows with these words") : null, arrows.length ? list(arrows.slice(0, 50).map(arrowButton)) : null,
    );
  }

  function change(name) {
    view = data.views[name];
    found = null;
    byId("search").value = "";
    picture.show(view, view.options);
    overview();
  }

  function switches() {
    const same = JSON.stringify(data.views.actor.nodes.map((n) => n.actor)) === JSON.stringify(data.views.side.nodes.map((n) => n.actor));
    byId("views").hidden = same;
    for (const name of Object.keys(NAMES)) {
      const label = make("label", NAMES[name]);
      const input = make("input");
      input.type = "radio";
      input.name = "view";
      input.value = name;
      input.checked = name === "actor";
      input.addEventListener("change", () => change(name));
      label.prepend(input);
      byId("views").append(label);
    }
  }

  function keys(event) {
    const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) picture.move(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
    else if (event.key === "-") picture.zoom(0.8);
    else if (event.key === "0") picture.whole();
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  }

  let fading = 0;
  function wheel(event) {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    byId("hint").classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => byId("hint").classList.remove("shown"), 1200);
  }

  function rows() {
    for (const row of document.querySelectorAll("#record tr.told")) {
      const shown = make("button", "Show on the map", "show");
      shown.type = "button";
      shown.addEventListener("click", () => {
        chooseStatement(row.id.replace(/^s-/, ""));
        document.querySelector("main").scrollIntoView({ block: "start" });
        panel.focus({ preventScroll: true });
      });
      row.children[1].append(shown);
    }
  }

  for (const part of document.querySelectorAll(".tools, .board, .panel")) part.hidden = false;
  const picture = drawing.create(map, { node: chooseNode, edge: chooseEdge, nothing: () => chosen && clear() });
  map.addEventListener("wheel", wheel, { capture: true, passive: true });
  map.addEventListener("keydown", keys);
  switches();
  picture.show(view, view.options);
  overview();
  byId("closer").addEventListener("click", () => picture.zoom(1.3));
  byId("further").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("whole").addEventListener("click", () => picture.whole());
  byId("search").addEventListener("input", (event) => search(event.target.value));
  byId("acts").addEventListener("change", () => {
    picture.without(new Set([...byId("acts").querySelectorAll("input:not(:checked)")].map((box) => box.value)));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture.recolour());
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a.mention");
    if (!link) return;
    event.preventDefault();
    chooseStatement(link.getAttribute("href").slice(3));
  });
  document.addEventListener("DOMContentLoaded", rows);
})();
