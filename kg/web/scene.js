// What is drawn for a state: nodes and arrows of one view, each with what makes it shown or not. Views are made once and kept.

import { data } from "./data.js";
import { minOf, maxOf } from "./elements.js";
import * as counts from "./counts.js";
import * as exchange from "./exchange.js";
import * as folding from "./folding.js";
import * as labels from "./labels.js";
import { drawnActor, drawnArrow, stretch } from "./nodes.js";
import { MOST, shownOf } from "./arrows.js";
import { isLarge, isDense } from "./communities.js";
import * as nearby from "./nearby.js";

const { views } = data;
const kept = new Map();

/** @param {View} view */
function whole(view) {
  const nodes = view.nodes.map(drawnActor);
  stretch(nodes);
  return { nodes, edges: view.edges.map((edge) => drawnArrow(view, edge)) };
}

/** @param {State} now @param {Shown} shown */
function built(now, shown) {
  if (now.view === "answers") return exchange.scene(shown);
  const view = views[now.view];
  const [what, name] = [now.around[0], now.around.slice(2)];
  const edges = shownOf(view, shown, now.without);
  if (what === "n" && view.nodes.some((node) => node.actor === name)) return nearby.scene(view, name, edges);
  if (what === "c" && isDense(view)) return folding.opened(view, Number(name), edges);
  if (isLarge(view)) return folding.overview(view, edges);
  return edges.length > MOST ? folding.weakest(view, edges) : whole(view);
}

/**
 * A scene is made anew only where what the filters leave decides what is folded.
 * @param {State} now
 * @param {Shown} shown
 */
function made(now, shown) {
  const place = now.view === "answers" ? "answers" : `${now.view} ${now.around}`;
  const known = kept.get(place);
  const bounded = now.view === "answers" || (views[now.view] && isDense(views[now.view]));
  const hidden = now.without.join();
  if (known && (!bounded || (known.shown === shown && known.hidden === hidden))) return known.scene;
  const scene = built(now, shown);
  scene.place = place;
  scene.key = bounded
    ? `${place} ${scene.nodes.map((node) => node.id).join()} ${scene.edges.map((edge) => edge.id).join()}`
    : place;
  kept.set(place, { scene, shown, hidden });
  return scene;
}

/**
 * The scene of a state; `shown` says of every statement whether it is.
 * @param {State} now
 * @param {Shown} shown
 */
export function get(now, shown) {
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

/**
 * An arrow with what is shown of it.
 * @param {SceneEdge} edge
 * @param {State} now
 * @param {Shown} shown
 */
function brought(edge, now, shown) {
  edge.live = edge.statements.filter((i) => shown[i]);
  edge.shown = edge.live.length > 0 && !now.without.includes(edge.kind);
  edge.pale = edge.live.every((i) => shown[i] === counts.PERHAPS || counts.isRetracted(i));
  edge.text = counts.bare(edge.live, shown);
  return edge;
}

/**
 * Every arrow that is shown, for the lists: also those that the drawing folds or leaves out.
 * @param {Scene} scene
 * @param {State} now
 * @param {Shown} shown
 */
export function arrows(scene, now, shown) {
  const view = views[now.view];
  if (!view || !isDense(view)) return scene.edges.filter((edge) => edge.shown);
  scene.labels ??= new Map(scene.nodes.map((node) => [node.id, node.label]));
  for (const node of view.nodes) scene.labels.set(`n:${node.actor}`, node.label);
  return shownOf(view, shown, now.without).map((edge) => brought(drawnArrow(view, edge), now, shown));
}

/**
 * Where everything shown lies: left, top, right, bottom.
 * @param {Scene} scene
 */
export function bounds(scene) {
  const nodes = scene.nodes.filter((node) => node.shown);
  if (!nodes.length) return [-100, -100, 100, 100];
  /** @param {SceneNode} node */
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
