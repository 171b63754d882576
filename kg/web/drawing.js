// The map itself: vis-network with places worked out beforehand, looks of ours, and our own names and zoom.

import { data } from "./data.js";
import { minOf, maxOf } from "./elements.js";
import * as branches from "./branches.js";
import * as labels from "./labels.js";
import * as lists from "./lists.js";
import * as looks from "./looks.js";
import * as scenes from "./scene.js";

const [CLOSEST, AIR] = [4, 56];

/** @param {string} words */
function hint(words) {
  const box = document.createElement("div");
  box.textContent = words;
  return box;
}

/** @param {HTMLElement} container @param {Record<string, (id: string) => void>} on */
export function create(container, on) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const { interaction, ...options } = data.options;
  let network = null;
  let scene = null;
  let tones = looks.tones();
  let lit = null;
  let named = [];
  let shown = [];
  const known = new Map();
  const live = () => ({ tones, lit });

  function start() {
    network = new vis.Network(
      container,
      { nodes, edges },
      { ...options, interaction: { ...interaction, hideEdgesOnDrag: false } },
    );
    container.firstElementChild.tabIndex = -1; // the map itself takes the keys
    network.on("beforeDrawing", (ctx) => branches.draw(ctx, scene, tones, lit));
    network.on("afterDrawing", (ctx) => {
      const scale = network.getScale();
      const low = network.DOMtoCanvas({ x: 0, y: 0 });
      const high = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
      shown = labels.draw(ctx, named, scale, tones, [low.x, low.y, high.x, high.y], lit && lit.nodes);
    });
    network.on("click", (event) => {
      const node = network.getNodeAt(event.pointer.DOM) ?? labels.at(shown, network.getScale(), event.pointer.canvas);
      const edge = network.getEdgeAt(event.pointer.DOM);
      if (node !== null && node !== undefined) on.node(node);
      else if (edge !== undefined) on.edge(edge);
      else on.nothing();
    });
    network.on("doubleClick", (event) => {
      const node = network.getNodeAt(event.pointer.DOM);
      if (node !== undefined) on.open(node);
    });
    for (const name of ["hoverNode", "hoverEdge"]) network.on(name, () => container.classList.add("pointed"));
    for (const name of ["blurNode", "blurEdge"]) network.on(name, () => container.classList.remove("pointed"));
    network.on("zoom", () => {
      const scale = network.getScale();
      const kept = Math.min(CLOSEST, Math.max(least() * 0.7, scale));
      if (kept !== scale) network.moveTo({ scale: kept });
    });
    new ResizeObserver(() => network.redraw()).observe(container);
  }

  /**
   * Puts a scene on the canvas, or only brings its looks up to date where it is there already.
   * @param {Scene} next
   * @param {Light | null} light
   * @param {boolean} fit
   */
  function show(next, light, fit) {
    const fresh = !scene || scene.key !== next.key;
    const elsewhere = !scene || scene.place !== next.place;
    const other = scene !== next;
    scene = next;
    lit = light;
    if (other) grown();
    if (fresh) fill();
    else restyle();
    rename();
    if (!network) start();
    if (elsewhere || fit || (fresh && next.place === "answers")) whole();
  }

  // On a small screen symbols and arrows are drawn larger than to scale, or they would be specks.
  function grown() {
    const own = scene.nodes[0]?.group === "statement" ? 1 : Math.min(1.9, Math.max(1, (0.8 / least()) ** 0.75));
    for (const node of scene.nodes) node.drawn = node.size * own;
    for (const edge of scene.edges) edge.grown = own;
  }

  function fill() {
    known.clear();
    nodes.clear();
    edges.clear();
    nodes.add(
      scene.nodes.map((node) => ({
        ...looks.node(node, tones, lit),
        x: node.x,
        y: node.y,
        size: node.drawn,
        title: node.group === "statement" ? undefined : hint(node.label),
        ...(node.group === "statement"
          ? { shape: "custom", ctxRenderer: looks.box(node, live), color: undefined }
          : { shape: node.shape }),
      })),
    );
    const scale = least();
    edges.add(
      scene.edges
        .filter((edge) => !edge.sideways)
        .map((edge) => ({
          ...looks.edge(edge, tones, lit, scale),
          from: edge.from,
          to: edge.to,
          title: hint(lists.title(scene, edge)),
          dashes: data.dashes[edge.kind],
          smooth: edge.bend ? { enabled: true, type: "curvedCW", roundness: edge.bend } : false,
        })),
    );
  }

  /**
   * Only what looks otherwise than before is handed on: vis-network works through all that it is given.
   * @param {any[]} found
   */
  function changed(found) {
    return found.filter((look) => {
      const written = JSON.stringify(look);
      if (known.get(look.id) === written) return false;
      known.set(look.id, written);
      return true;
    });
  }

  function restyle() {
    nodes.update(changed(scene.nodes.map((node) => looks.node(node, tones, lit))));
    edges.update(
      changed(
        scene.edges
          .filter((edge) => !edge.sideways)
          .map((edge) => looks.edge(edge, tones, lit, network ? network.getScale() : 1)),
      ),
    );
  }

  function rename() {
    const degree = new Map();
    for (const edge of scene.edges.filter((one) => one.shown)) {
      degree.set(edge.from, (degree.get(edge.from) || 0) + edge.live.length);
      degree.set(edge.to, (degree.get(edge.to) || 0) + edge.live.length);
    }
    named = scene.nodes
      .filter((node) => node.shown && node.group !== "statement")
      .map((node) => ({
        id: node.id,
        x: node.x,
        y: node.y,
        size: node.drawn,
        lines: node.lines,
        above: node.above,
        weight: node.group === "community" ? 1 : node.said[0].length,
        rank: (node.members || 0) + node.said[0].length + (degree.get(node.id) || 0),
      }));
    named.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
  }

  function least() {
    const [left, top, right, bottom] = scenes.bounds(scene);
    return Math.min(1.15, (container.clientWidth - AIR) / (right - left), (container.clientHeight - AIR) / (bottom - top));
  }

  // All of the scene; of trees that would be too small to read, their beginning.
  function whole() {
    const [left, top, right, bottom] = scenes.bounds(scene);
    const scale = least();
    const readable = scene.nodes[0]?.group === "statement" ? Math.min(0.8, (container.clientWidth - AIR) / 560) : scale;
    if (scale >= readable * 0.62) return network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
    const [wide, high] = [container.clientWidth / readable, container.clientHeight / readable];
    /** @param {number} low @param {number} high_ @param {number} room */
    const middle = (low, high_, room) => (high_ - low < room ? (low + high_) / 2 : low + room / 2 - 20 / readable);
    return network.moveTo({ position: { x: middle(left, right, wide), y: middle(top, bottom, high) }, scale: readable });
  }

  /** @param {number} factor */
  function zoom(factor) {
    network.moveTo({ scale: Math.min(CLOSEST, Math.max(least() * 0.7, network.getScale() * factor)) });
  }

  /** @param {number} x @param {number} y */
  function move(x, y) {
    const at = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  }

  function recolour() {
    tones = looks.tones();
    if (!scene) return;
    restyle();
    network.redraw();
  }

  /**
   * Brings nodes into view: on a small screen close up, on a large one only if some are outside.
   * @param {string[]} ids
   */
  function reveal(ids) {
    const there = ids.filter((id) => nodes.get(id));
    if (!there.length) return;
    const places = there.map((id) => network.getPosition(id));
    /** @param {number} at */
    const inside = (at) => at.x > 20 && at.y > 20 && at.x < container.clientWidth - 20 && at.y < container.clientHeight - 40;
    const small = container.clientWidth < 600;
    if (!small && places.map((at) => network.canvasToDOM(at)).every(inside)) return;
    const [xs, ys] = [places.map((at) => at.x), places.map((at) => at.y)];
    const [left, right, top, bottom] = [minOf(xs), maxOf(xs), minOf(ys), maxOf(ys)];
    const scale = Math.min(
      0.9,
      (container.clientWidth - 150) / (right - left + 1),
      (container.clientHeight - 110) / (bottom - top + 1),
    );
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, least()) });
  }

  /**
   * The picture on a canvas of its own, `factor` pixels for each that the screen would need.
   * @param {number} factor
   */
  function copied(factor) {
    const { canvas, renderer } = network;
    const own = canvas.frame.canvas;
    const [ratio, width, height] = [canvas.pixelRatio, own.width, own.height];
    /** @param {number} pixels @param {number} wide @param {number} high */
    const sized = (pixels, wide, high) => {
      canvas.pixelRatio = pixels;
      [own.width, own.height] = [wide, high];
      renderer._redraw(false); // its public redraw would take the ratio of the screen again
    };
    sized(factor, Math.round((width * factor) / ratio), Math.round((height * factor) / ratio));
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [own.width, own.height];
    copy.getContext("2d").drawImage(own, 0, 0);
    sized(ratio, width, height);
    return copy;
  }

  return { show, whole, zoom, move, recolour, reveal, copied, scene: () => scene, tones: () => tones };
}
