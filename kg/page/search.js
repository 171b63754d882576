// The search: names of actors, and the words of all that the table tells of a statement. Each word that is typed begins a word there;
// case, accents and forms of letters make no difference, as in `kg list`.

const search = (() => {
  const texts = new Map();
  const FORMS = [
    [/[\u0649\u06cc\u06d2]/g, "\u064a"],
    [/[\u06a9\u06aa]/g, "\u0643"],
    [/[\u0629\u06c1\u06d5\u06be]/g, "\u0647"],
    [/\u0671/g, "\u0627"],
    [/[\u0640\u0621]/g, ""],
    [/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x6f0],
    [/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660],
    [/\u00f8/g, "o"],
    [/\u0142/g, "l"],
    [/[\u0111\u00f0]/g, "d"],
    [/\u00e6/g, "ae"],
    [/\u0153/g, "oe"],
    [/\u00df/g, "ss"],
    [/\u0131/g, "i"],
  ];
  const folded = (text) => {
    const bare = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLocaleLowerCase("en");
    const alike = FORMS.reduce((found, [sign, other]) => found.replace(sign, other), bare);
    return ` ${alike.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
  };
  const plain = (words) => {
    const wanted = folded(words).split(" ").filter(Boolean);
    return wanted.length ? wanted.map((word) => ` ${word}`) : null;
  };
  const within = (text, wanted) => wanted !== null && wanted.every((word) => text.includes(word));

  // Reads the words of every statement once, when the table is there.
  function index(done) {
    const read = (told) => {
      const parts = [];
      const walker = document.createTreeWalker(told, NodeFilter.SHOW_TEXT); // between two cells no text has a space
      while (walker.nextNode()) parts.push(walker.currentNode.data);
      texts.set(told.id.slice(2), folded(parts.join(" ")));
    };
    each([...document.querySelectorAll("#record .told")], read, done);
  }

  const holds = (id, wanted) => within(texts.get(id) || "", wanted);

  // The nodes and the arrows of a scene that the words are about, to be lit.
  function lit(scene, words) {
    const wanted = plain(words);
    if (!wanted) return null;
    const said = new Set(data.statements.ids.flatMap((id, i) => (holds(id, wanted) ? [i] : [])));
    const named = scene.nodes.filter((node) => within(folded(node.label), wanted) || said.has(node.number));
    const edges = scene.edges.filter((edge) => edge.shown && edge.statements.some((i) => said.has(i)));
    const nodes = named.length ? named.map((node) => node.id) : edges.flatMap((edge) => [edge.from, edge.to]);
    return { nodes: new Set(nodes), edges: new Set(edges.map((edge) => edge.id)), chosen: null };
  }

  function results(scene, shown, now, rows) {
    const wanted = plain(now.words);
    const view = data.views[now.view] ?? data.views.actor;
    const actors = view.nodes.filter((node) => within(folded(node.label), wanted));
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
