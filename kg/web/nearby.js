// One actor and those around it: the actor in the middle, the others on rings in the direction in which they lie on the whole map.

import { drawnActor, drawnArrow } from "./nodes.js";
import { MOST, unsaid } from "./arrows.js";

const NEIGHBOURS = 120;

/**
 * Puts items, each with an `angle`, around what is inside: evenly along an ellipse, in the order of their angles.
 * @param {SceneNode[]} items
 * @param {SceneNode[]} inside
 */
export function ring(items, inside) {
  if (!items.length) return;
  /** @param {"x" | "y"} axis */
  const half = (axis) => Math.max(...inside.map((node) => Math.abs(node[axis] - middle[axis])), 60);
  const middle = { x: mean(inside, "x"), y: mean(inside, "y") };
  const [rx, ry] = [half("x") + 190, half("y") + 130];
  items.forEach((item, i) => {
    const even = -Math.PI + (2 * Math.PI * (i + 0.5)) / items.length;
    const angle = items.length < 8 ? item.angle : even;
    item.x = middle.x + rx * Math.cos(angle);
    item.y = middle.y + ry * Math.sin(angle);
  });
}

/** @param {SceneNode[]} nodes @param {"x" | "y"} axis */
const mean = (nodes, axis) => nodes.reduce((sum, node) => sum + node[axis], 0) / nodes.length;

/** @param {View} view @param {string} actor @param {ViewEdge[]} edges */
export function scene(view, actor, edges) {
  const at = view.nodes.findIndex((node) => node.actor === actor);
  const weight = new Map();
  for (const edge of edges) {
    const other = edge.from === at ? edge.to : edge.to === at ? edge.from : -1;
    if (other >= 0) weight.set(other, (weight.get(other) || 0) + edge.statements.length);
  }
  const others = [...weight]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, NEIGHBOURS)
    .map(([other]) => other);
  const centre = view.nodes[at];
  /** @param {number} i */
  const angle = (i) => Math.atan2(view.nodes[i].y - centre.y, view.nodes[i].x - centre.x);
  others.sort((a, b) => angle(a) - angle(b) || a - b);
  // Few stand on one ring; many on two or three, in turns, so that their names have room.
  const rings = others.length <= 12 ? 1 : others.length <= 36 ? 2 : 3;
  const outer = Math.max(1, Math.sqrt(others.length / 26));
  const placed = others.map((i, turn) => {
    const even = -Math.PI + (2 * Math.PI * turn) / others.length;
    const reach = outer * (rings === 1 ? 1 : 0.62 + (0.56 * (turn % rings)) / (rings - 1));
    const at_ = { x: Math.round(430 * reach * Math.cos(even)), y: Math.round(270 * reach * Math.sin(even)) };
    return { ...drawnActor(view.nodes[i]), ...at_, above: at_.y < -20 };
  });
  const drawn = new Set([at, ...others]);
  /**
   * Its own arrows first, then those with most statements between the others.
   * @param {ViewEdge} edge
   */
  const own = (edge) => Number(edge.from === at || edge.to === at);
  const joined = edges
    .filter((edge) => drawn.has(edge.from) && drawn.has(edge.to))
    .sort((a, b) => own(b) - own(a) || b.statements.length - a.statements.length);
  const left = weight.size - others.length;
  return {
    nodes: [{ ...drawnActor(centre), x: 0, y: 0 }, ...placed],
    edges: joined.slice(0, MOST).map((edge) => drawnArrow(view, edge)),
    note: [
      left > 0
        ? `The ${NEIGHBOURS} with most statements are drawn, of ${weight.size}; the list beside the map and the table have all.`
        : "",
      unsaid(joined),
    ]
      .filter(Boolean)
      .join(" "),
  };
}
