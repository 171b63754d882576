// The actors of a view and the arrows between them as things to draw.

import { byId, maxOf, minOf } from "./elements.js";

/** @param {ViewNode} node */
export const drawnActor = (node) => ({ ...node, id: `n:${node.actor}` });

/** @param {View} view @param {ViewEdge} edge */
export const drawnArrow = (view, edge) => {
  const [from, to] = [`n:${view.nodes[edge.from].actor}`, `n:${view.nodes[edge.to].actor}`];
  return {
    id: `e:${from}>${to}>${edge.kind}`,
    from,
    to,
    kind: edge.kind,
    several: edge.several,
    bend: edge.bend,
    statements: edge.statements,
  };
};

/**
 * Moves nodes so that they fill their room on the screen. Stretching keeps crossings, and no two nodes come closer.
 * @param {SceneNode[]} nodes
 */
export function stretch(nodes) {
  if (nodes.length < 2) return;
  /** @param {"x" | "y"} axis @param {number} air */
  const span = (axis, air) => maxOf(nodes.map((node) => node[axis])) - minOf(nodes.map((node) => node[axis])) + air;
  const { clientWidth, clientHeight } = byId("map");
  const wider = (clientWidth || 3) / (clientHeight || 2) / (span("x", 120) / span("y", 70));
  const [x, y] = [Math.min(1.4, Math.max(1, wider)), Math.min(1.4, Math.max(1, 1 / wider))];
  for (const node of nodes) [node.x, node.y] = [Math.round(node.x * x), Math.round(node.y * y)];
}
