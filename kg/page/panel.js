// The panel, the search and the filter: what stands in the table, gathered for what was chosen on the map.

(() => {
  const { byId, make, plural, part, card, button, list } = cards;
  const data = JSON.parse(byId("data").textContent);
  const panel = byId("panel");
  const map = byId("map");
  const NAMES = { actor: "Actors", side: "Sides" };
  let view = data.views.actor;
  let chosen = null;
  let found = null;
  const texts = new Map();

  // Who, by which act, whom: "accuses" and the like as a mark, so that it fits one speaker and many.
  function sentence(edge) {
    const made = document.createDocumentFragment();
    const [source, target] = [view.nodes[edge.from].label, view.nodes[edge.to].label];
    const plain = ["accuses", "counters", "answers"].includes(edge.kind);
    made.append(source, " ", make("span", edge.label, `act ${edge.kind}`), " ", plain ? target : `what ${target} said`);
    if (edge.kind === "counters") made.append(" by accusing another");
    return made;
  }

  function heading(words) {
    const made = make("h2");
    made.append(words);
    return made;
  }

  function write(...parts) {
    const within = panel.contains(document.activeElement);
    panel.replaceChildren(...parts.filter(Boolean));
    panel.scrollTop = 0;
    if (within) panel.focus({ preventScroll: true });
  }

  // Where the panel stands under the map, brings its beginning up beside the map.
  function bring() {
    const top = panel.getBoundingClientRect().top;
    if (getComputedStyle(panel.parentElement).display === "block") scrollBy({ top: top - innerHeight * 0.56 });
  }

  function back() {
    const made = make("button", "Back to the whole map", "back link");
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

  function told(ids, deep) {
    return ids.map((id) => card(id, "article", deep));
  }

  // A statement in a few words, as a button that leads to it.
  function short(id) {
    const told = byId(`s-${id}`);
    const words = make("span");
    for (const b of part(told, "head").querySelectorAll(".speaker b")) words.append(make("b", b.textContent), " ");
    const deed = part(told, "head").querySelector(".deed");
    words.append(...deed.childNodes, " ", make("span", part(told, "when").textContent, "when"));
    return button(words, undefined, () => chooseStatement(id));
  }

  // An answer with what it answers above it.
  function answerCard(id) {
    const made = card(id, "article", 1);
    const over = (data.answers[id] || []).filter((charge) => byId(`s-${charge}`));
    if (over.length) made.prepend(make("p", "In answer to", "note"), list(over.map(short)));
    return made;
  }

  function chooseEdge(id) {
    const edge = view.edges[id];
    const said = new Set(edge.statements);
    const related = view.edges.filter((other) => other.id === id || other.answered.some((charge) => said.has(charge)));
    pick(`e${id}`, new Set(related.flatMap((e) => [e.from, e.to])), new Set(related.map((e) => e.id)));
    const body = edge.kind === "accuses" ? told(edge.statements, 4) : edge.statements.map(answerCard);
    write(back(), heading(sentence(edge)), make("p", plural(edge.statements.length, "statement"), "about"), ...body);
    bring();
  }

  function chooseNode(id) {
    const node = view.nodes[id];
    const touching = view.edges.filter((edge) => edge.from === id || edge.to === id);
    pick(`n${id}`, new Set([id, ...touching.flatMap((e) => [e.from, e.to])]), new Set(touching.map((e) => e.id)));
    const parts = [
      ["accused", `Accused in ${plural(many(node, "accused"), "statement")}`],
      ["accuses", `Accuses in ${plural(many(node, "accuses"), "statement")}`],
      ["answers", "Answers"],
    ].filter(([what]) => many(node, what));
    const body = parts.flatMap(([what, heading]) => {
      const ids = node.said[what];
      const own = what === "answers" ? ids.filter((one) => !(node.said.accuses || []).includes(one)) : ids;
      if (!own.length) return [];
      return [make("h3", heading), ...(what === "answers" ? own.map(answerCard) : told(own, 3))];
    });
    write(back(), heading(node.label), make("p", data.types[node.group], "about"), ...body);
    bring();
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

  function pick(name, nodes, edges) {
    chosen = name;
    picture.light({ chosen: name, nodes, edges });
    picture.reveal([...nodes]);
  }

  function clear() {
    byId("search").value = "";
    filter("");
    chosen = null;
    found = null;
    picture.light(null);
    picture.reveal([]);
    overview();
  }

  // Hides the rows of the table without the words; returns the ids of the statements that have them.
  function filter(wanted) {
    for (const row of document.querySelectorAll("#record tr.told")) row.hidden = !(texts.get(row) || "").includes(wanted);
    return new Set([...texts].filter(([, text]) => text.includes(wanted)).map(([told]) => told.id.slice(2)));
  }

  function search(typed) {
    const wanted = typed.trim().toLocaleLowerCase("en");
    if (!wanted) {
      byId("matches").textContent = "";
      return clear();
    }
    const said = filter(wanted);
    const rows = document.querySelectorAll("#record tr.told:not([hidden])").length;
    byId("matches").textContent = `${plural(rows, "row")} with “${typed.trim()}”.`;
    const nodes = view.nodes.filter((node) => node.label.toLocaleLowerCase("en").includes(wanted));
    const arrows = view.edges.filter((edge) => edge.statements.some((id) => said.has(id)));
    const ends = nodes.length ? nodes.map((node) => node.id) : arrows.flatMap((edge) => [edge.from, edge.to]);
    found = { nodes: new Set(ends), edges: new Set(arrows.map((edge) => edge.id)) };
    picture.light(found);
    return write(
      make("h2", `Search for “${typed.trim()}”`),
      make("p", `${plural(nodes.length, "actor")}, ${plural(arrows.length, "arrow")}, ${plural(rows, "row")} of the table.`, "about"),
      nodes.length ? make("h3", "Actors") : null, nodes.length ? list(nodes.slice(0, 50).map((node) => actorButton(node))) : null,
      arrows.length ? make("h3", "Arrows with these words") : null, arrows.length ? list(arrows.slice(0, 50).map(arrowButton)) : null,
    );
  }

  function change(name) {
    view = data.views[name];
    picture.show(view, view.options);
    clear();
  }

  function switches() {
    byId("views").hidden = Object.keys(data.views).length < 2;
    for (const name of Object.keys(data.views)) {
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
    for (const told of document.querySelectorAll("#record .told")) texts.set(told, told.textContent.toLocaleLowerCase("en"));
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
