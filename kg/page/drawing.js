// The map itself: vis-network with places worked out beforehand, colours from the style sheet, and our own names and zoom.

const drawing = (() => {
  const TYPES = ["state", "alliance", "armed-group", "organization", "media", "person", "group", "unknown"];
  const KINDS = ["accuses", "counters", "denies", "rebuts", "concedes", "qualifies", "declines", "answers"];
  const MANY = 1500;

  function tones() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const found = { paper: read("paper"), ink: read("ink"), rim: read("rim"), groupRim: read("group-rim") };
    for (const name of [...TYPES, ...KINDS]) found[name] = read(name);
    return found;
  }

  function faded(colour, share) {
    const n = parseInt(colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1), 16);
    return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${share})`;
  }

  function text(words) {
    const box = document.createElement("div");
    box.textContent = words;
    return box;
  }

  function create(container, on) {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    let network = null;
    let view = null;
    let colours = tones();
    let named = [];
    let shown = [];
    let lit = null;
    let hiddenKinds = new Set();

    function nodeLook(node) {
      const bright = !lit || lit.nodes.has(node.id);
      const rim = node.group === "group" ? colours.groupRim : colours.rim;
      const chosen = lit && lit.chosen === `n${node.id}`;
      const colour = { background: colours[node.group], border: chosen ? colours.ink : rim };
      return {
        id: node.id,
        color: { ...colour, hover: colour, highlight: colour },
        opacity: bright ? 1 : 0.22,
        borderWidth: chosen ? 3 : node.group === "group" ? 1.6 : 1,
        shapeProperties: { borderDashes: node.group === "group" ? [3, 2.5] : false },
      };
    }

    function edgeLook(edge) {
      const bright = !lit || lit.edges.has(edge.id);
      const share = !lit ? (edge.kind === "accuses" ? 0.85 : 0.78) : bright ? 1 : 0.07;
      const colour = faded(colours[edge.kind], share);
      const tip = Math.max(0.32, 0.62 - edge.width * 0.055);
      return {
        id: edge.id,
        color: { color: colour, hover: colour, highlight: colour, inherit: false },
        hidden: hiddenKinds.has(edge.kind),
        width: edge.width + (lit && bright ? 0.6 : 0),
        arrows: { to: { enabled: true, scaleFactor: tip } },
      };
    }

    function restyle() {
      nodes.update(view.nodes.map(nodeLook));
      edges.update(view.edges.map(edgeLook));
    }

    function show(next, options) {
      view = next;
      lit = null;
      const degree = new Map();
      for (const edge of view.edges) {
        degree.set(edge.from, (degree.get(edge.from) || 0) + edge.statements.length);
        degree.set(edge.to, (degree.get(edge.to) || 0) + edge.statements.length);
      }
      named = view.nodes.map((node) => ({
        id: node.id, x: node.x, y: node.y, size: node.size, lines: node.lines,
        weight: (node.said.accused || []).length, rank: (node.said.accused || []).length + (degree.get(node.id) || 0),
      }));
      named.sort((a, b) => b.rank - a.rank || a.id - b.id);
      nodes.clear();
      edges.clear();
      nodes.add(view.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, ...nodeLook(node) })));
      const many = view.nodes.length > MANY; // too many to tell curves or dashes apart, and both cost time in every frame
      edges.add(view.edges.map((edge) => ({
        id: edge.id, from: edge.from, to: edge.to, dashes: !many && edge.dashes, smooth: !many && edge.smooth,
        title: text(edge.title), ...edgeLook(edge),
      })));
      if (network) return whole();
      const settings = { ...options, interaction: { ...options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many } };
      network = new vis.Network(container, { nodes, edges }, settings);
      container.firstElementChild.tabIndex = -1; // the map itself takes the keys
      network.on("afterDrawing", (ctx) => {
        const scale = network.getScale();
        const low = network.DOMtoCanvas({ x: 0, y: 0 });
        const high = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
        shown = labels.draw(ctx, named, scale, colours, [low.x, low.y, high.x, high.y], lit && lit.nodes);
      });
      network.on("click", (event) => {
        const node = network.getNodeAt(event.pointer.DOM) ?? labels.at(shown, network.getScale(), event.pointer.canvas);
        const edge = network.getEdgeAt(event.pointer.DOM);
        if (node !== null && node !== undefined) on.node(node);
        else if (edge !== undefined) on.edge(edge);
        else on.nothing();
      });
      for (const name of ["hoverNode", "hoverEdge"]) network.on(name, () => container.classList.add("pointed"));
      for (const name of ["blurNode", "blurEdge"]) network.on(name, () => container.classList.remove("pointed"));
      network.on("zoom", () => {
        const scale = network.getScale();
        const kept = Math.min(4, Math.max(least() * 0.7, scale));
        if (kept !== scale) network.moveTo({ scale: kept });
      });
      new ResizeObserver(() => network.redraw()).observe(container);
      return whole();
    }

    function least() {
      const [left, top, right, bottom] = view.bounds;
      return Math.min(1.15, (container.clientWidth - 56) / (right - left), (container.clientHeight - 56) / (bottom - top));
    }

    function whole() {
      const [left, top, right, bottom] = view.bounds;
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: least() });
    }

    function zoom(factor) {
      network.moveTo({ scale: Math.min(4, Math.max(least() * 0.7, network.getScale() * factor)) });
    }

    function move(x, y) {
      const at = network.getViewPosition();
      const scale = network.getScale();
      network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
    }

    // Lights what is given and dims the rest; null lights everything.
    function light(next) {
      lit = next;
      restyle();
    }

    function without(kinds) {
      hiddenKinds = kinds;
      restyle();
    }

    function recolour() {
      colours = tones();
      restyle();
    }

    // Brings nodes into view: on a small screen close up, on a large one only if some are outside. None of them is all.
    function reveal(ids) {
      if (!ids.length && container.clientWidth < 600) whole();
      if (!ids.length) return;
      const places = ids.map((id) => network.getPosition(id));
      if (container.clientWidth >= 600) {
        const dom = places.map((at) => network.canvasToDOM(at));
        const inside = (at) => at.x > 20 && at.y > 20 && at.x < container.clientWidth - 20 && at.y < container.clientHeight - 40;
        if (!dom.every(inside)) whole();
        return;
      }
      const [xs, ys] = [places.map((at) => at.x), places.map((at) => at.y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const scale = Math.min(0.9, (container.clientWidth - 150) / (right - left + 1), (container.clientHeight - 110) / (bottom - top + 1));
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, least()) });
    }

    return { show, whole, zoom, move, light, without, recolour, reveal };
  }

  return { create };
})();
