// The search: names of actors, and the words of all that the table tells of a statement.

const search = (() => {
  const texts = new Map();
  const plain = (words) => words.trim().toLocaleLowerCase("en");

  // Reads the words of every statement once, when the table is there.
  function index(done) {
    const read = (told) => texts.set(told.id.slice(2), told.textContent.toLocaleLowerCase("en"));
    each([...document.querySelectorAll("#record .told")], read, done);
  }

  const holds = (id, wanted) => (texts.get(id) || "").includes(wanted);

  // The nodes and the arrows of a scene that the words are about, to be lit.
  function lit(scene, words) {
    const wanted = plain(words);
    if (!wanted) return null;
    const said = new Set(data.statements.ids.flatMap((id, i) => (holds(id, wanted) ? [i] : [])));
    const named = scene.nodes.filter((node) => node.label.toLocaleLowerCase("en").includes(wanted) || said.has(node.number));
    const edges = scene.edges.filter((edge) => edge.shown && edge.statements.some((i) => said.has(i)));
    const nodes = named.length ? named.map((node) => node.id) : edges.flatMap((edge) => [edge.from, edge.to]);
    return { nodes: new Set(nodes), edges: new Set(edges.map((edge) => edge.id)), chosen: null };
  }

  function results(scene, shown, now, rows) {
    const wanted = plain(now.words);
    const view = data.views[now.view] ?? data.views.actor;
    const actors = view.nodes.filter((node) => node.label.toLocaleLowerCase("en").includes(wanted));
    const said = data.statements.ids.filter((id, i) => shown[i] && holds(id, wanted));
    const arrows =
      now.view === "answers"
        ? []
        : scene.edges.filter((edge) => edge.shown && edge.live.some((i) => holds(data.statements.ids[i], wanted)));
    return [
      make("h2", `Search for “${now.words.trim()}”`),
      make(
        "p",
        `${plural(actors.length, "actor")}, ${plural(arrows.length, "arrow")}, ${plural(said.length, "statement")}.`,
        "about",
      ),
      ...(actors.length ? [make("h3", "Actors"), lists.long(actors, (node) => rows.actorRow(node), 20)] : []),
      ...(arrows.length ? [make("h3", "Arrows with these words"), lists.long(arrows, rows.arrowRow, 20)] : []),
      ...(said.length
        ? [make("h3", "Statements with these words"), lists.long(said, (id) => cards.short(id, rows.chooseStatement), 30)]
        : []),
    ];
  }

  return { index, lit, results, holds, plain };
})();
