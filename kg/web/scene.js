// What is drawn for a state: nodes and arrows of one view, each with what makes it shown or not. Views are made once and kept.

const scenes = (() => {
  const { statements, views } = data;
  const kept = new Map();

  const actor = (node) => ({ ...node, id: `n:${node.actor}` });

  const arrow = (view, edge) => {
    const [from, to] = [`n:${view.nodes[edge.from].actor}`, `n:${view.nodes[edge.to].actor}`];
    return { id: `e:${from}>${to}>${edge.kind}`, from, to, kind: edge.kind, several: edge.several, bend: edge.bend, statements: edge.statements };
  };

  // A statement as a box; its words are taken from the table, which says the same.
  function statement(number, width) {
    const told = byId(`s-${statements.ids[number]}`);
    const part = (name) => cards.part(told, name); // its own, and not of an answer told under it
    const words = (selector) =>
      [...(told?.querySelector(".head")?.querySelectorAll(selector) ?? [])].map((one) => one.textContent).join(", ");
    const kind = statements.acts[statements.act[number]];
    const deed = words(".deed").trim().replace(/\s+/g, " ");
    const lines = [
      ...labels.broken(words(".speaker b"), width - 24, "650 13px").map((text) => ({ text, bold: true })),
      ...labels.broken(deed, width - 24, "450 13px").map((text) => ({ text, kind })),
      ...labels.broken(part("words")?.querySelector(".says")?.textContent ?? "", width - 24, "450 13px").map((text) => ({ text })),
      ...[...(told?.querySelector(".head")?.querySelectorAll(".mark") ?? [])].map((one) => ({ text: one.textContent, bold: true })),
      ...labels
        .broken(part("when")?.textContent.trim() ?? "", width - 24, "450 13px")
        .map((text) => ({ text, soft: true })),
    ];
    return {
      id: `s:${statements.ids[number]}`,
      number,
      label: `${words(".speaker b")} ${deed}`.trim(),
      lines,
      act: kind,
      group: "statement",
      width,
      height: lines.length * 17 + 16,
      size: width / 2,
      said: [[], [], [], []],
    };
  }

  // Moves nodes so that they fill their room on the screen. Stretching keeps crossings, and no two nodes come closer.
  function stretch(nodes) {
    if (nodes.length < 2) return;
    const span = (axis, air) => maxOf(nodes.map((node) => node[axis])) - minOf(nodes.map((node) => node[axis])) + air;
    const { clientWidth, clientHeight } = byId("map");
    const wider = (clientWidth || 3) / (clientHeight || 2) / (span("x", 120) / span("y", 70));
    const [x, y] = [Math.min(1.4, Math.max(1, wider)), Math.min(1.4, Math.max(1, 1 / wider))];
    for (const node of nodes) [node.x, node.y] = [Math.round(node.x * x), Math.round(node.y * y)];
  }

  function whole(view) {
    const nodes = view.nodes.map(actor);
    stretch(nodes);
    return { nodes, edges: view.edges.map((edge) => arrow(view, edge)) };
  }

  function built(now, shown) {
    if (now.view === "answers") return exchange.scene(shown);
    const view = views[now.view];
    const [what, name] = [now.around[0], now.around.slice(2)];
    const edges = folding.live(view, shown, now.without);
    if (what === "n" && view.nodes.some((node) => node.actor === name)) return nearby.scene(view, name, edges);
    if (what === "c" && folding.isDense(view)) return folding.opened(view, Number(name), edges);
    if (folding.isLarge(view)) return folding.overview(view, edges);
    return edges.length > folding.MOST ? folding.weakest(view, edges) : whole(view);
  }

  // A scene is made anew only where what the filters leave decides what is folded.
  function made(now, shown) {
    const place = now.view === "answers" ? "answers" : `${now.view} ${now.around}`;
    const known = kept.get(place);
    const bounded = now.view === "answers" || (views[now.view] && folding.isDense(views[now.view]));
    const hidden = now.without.join();
    if (known && (!bounded || (known.shown === shown && known.hidden === hidden))) return known.scene;
    const scene = built(now, shown);
    scene.place = place;
    scene.key = bounded ? `${place} ${scene.nodes.map((node) => node.id).join()} ${scene.edges.map((edge) => edge.id).join()}` : place;
    kept.set(place, { scene, shown, hidden });
    return scene;
  }

  // The scene of a state; `shown` says of every statement whether it is.
  function get(now, shown) {
    const scene = made(now, shown);
    const touched = new Set();
    for (const edge of scene.edges) {
      brought(edge, now, shown);
      if (edge.shown) touched.add(edge.from).add(edge.to);
    }
    for (const node of scene.nodes)
      node.shown = node.group === "statement" || touched.has(node.id) || node.said.some((said) => said.some((i) => shown[i]));
    return scene;
  }

  // An arrow with what is shown of it.
  function brought(edge, now, shown) {
    edge.live = edge.statements.filter((i) => shown[i]);
    edge.shown = edge.live.length > 0 && !now.without.includes(edge.kind);
    edge.pale = edge.live.every((i) => shown[i] === counts.PERHAPS || counts.isRetracted(i));
    edge.text = counts.bare(edge.live, shown);
    return edge;
  }

  // Every arrow that is shown, for the lists: also those that the drawing folds or leaves out.
  function arrows(scene, now, shown) {
    const view = views[now.view];
    if (!view || !folding.isDense(view)) return scene.edges.filter((edge) => edge.shown);
    scene.labels ??= new Map(scene.nodes.map((node) => [node.id, node.label]));
    for (const node of view.nodes) scene.labels.set(`n:${node.actor}`, node.label);
    return folding.live(view, shown, now.without).map((edge) => brought(arrow(view, edge), now, shown));
  }

  // Where everything shown lies: left, top, right, bottom.
  function bounds(scene) {
    const nodes = scene.nodes.filter((node) => node.shown);
    if (!nodes.length) return [-100, -100, 100, 100];
    const half = (node) =>
      node.width
        ? [node.width / 2, node.height / 2, node.height / 2]
        : [Math.max(node.size + 2, labels.half(node)), node.size + 3, node.size + 6 + 15.5 * node.lines.length];
    return [
      minOf(nodes.map((node) => node.x - half(node)[0])),
      minOf(nodes.map((node) => node.y - half(node)[1] - (node.above ? 16 * node.lines.length : 0))),
      maxOf(nodes.map((node) => node.x + half(node)[0])),
      maxOf(nodes.map((node) => node.y + half(node)[2])),
    ];
  }

  return { get, arrows, bounds, stretch, actor, arrow, statement };
})();
