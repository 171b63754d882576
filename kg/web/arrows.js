// The arrows of a scene: which of them say something that is shown, and how those with the same ends become one.

import { plural } from "./elements.js";

// No view draws more arrows than this.
export const MOST = 250;

/**
 * The arrows of a view of which something is shown; `without` are kinds that are not.
 * @param {View} view
 * @param {Shown} shown
 * @param {string[]} without
 */
export const shownOf = (view, shown, without) =>
  view.edges.filter((edge) => !without.includes(edge.kind) && edge.statements.some((i) => shown[i]));

/**
 * These arrows with their ends replaced by `home`; those with an end nowhere, or both ends in one, are left out.
 * @param {ViewEdge[]} edges
 * @param {(end: number) => string | null} home
 */
export function joined(edges, home) {
  const found = new Map();
  for (const edge of edges) {
    const [from, to] = [home(edge.from), home(edge.to)];
    if (from === null || to === null || from === to) continue;
    const id = `e:${from}>${to}>${edge.kind}`;
    const known = found.get(id);
    if (known) for (const one of edge.statements) known.statements.push(one);
    else
      found.set(id, {
        id,
        from,
        to,
        kind: edge.kind,
        several: from[0] === "c" || edge.several,
        statements: [...edge.statements],
      });
  }
  const arrows = [...found.values()];
  for (const arrow of arrows) arrow.statements = [...new Set(arrow.statements)];
  arrows.sort((a, b) => b.statements.length - a.statements.length || (a.id < b.id ? -1 : 1));
  return bent(arrows);
}

/**
 * Arrows between the same two bend apart, one way and the other.
 * @param {SceneEdge[]} arrows
 */
function bent(arrows) {
  const seen = new Map();
  for (const arrow of arrows) {
    const way = `${arrow.from}>${arrow.to}`;
    arrow.bend = 0.1 + 0.1 * (seen.get(way) ?? 0);
    seen.set(way, (seen.get(way) ?? 0) + 1);
  }
  return arrows;
}

/** @param {unknown[]} arrows */
export const unsaid = (arrows) =>
  arrows.length > MOST
    ? `${plural(arrows.length - MOST, "arrow")} of fewest statements are not drawn, but in the lists: filter to see them.`
    : "";
