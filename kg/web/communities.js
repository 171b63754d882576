// The communities of a large map: its actors grouped by whom they accuse and answer most.

import { plural } from "./elements.js";
import { MOST } from "./arrows.js";

/** @param {View} view */
export const isLarge = (view) => Boolean(view.large);
/** @param {View} view */
export const isDense = (view) => isLarge(view) || view.edges.length > MOST;
/** @param {ViewNode} node */
const rank = (node) => node.said[0].length * 2 + node.said[1].length + node.said[2].length;

/** @param {View} view */
export function groups(view) {
  if (view.groups) return view.groups;
  const found = [];
  view.nodes.forEach((node, i) => (found[node.community] ||= []).push(i));
  view.groups = found.map((members) => {
    members.sort((a, b) => rank(view.nodes[b]) - rank(view.nodes[a]) || a - b);
    /** @param {"x" | "y"} axis */
    const mean = (axis) => members.reduce((sum, i) => sum + view.nodes[i][axis], 0) / members.length;
    return { members, x: mean("x"), y: mean("y") };
  });
  return view.groups;
}

/** @param {View} view @param {number} number */
export function called(view, number) {
  const { members } = groups(view)[number];
  const names = members.slice(0, 2).map((i) => view.nodes[i].label);
  const rest = members.length - names.length;
  return rest
    ? [...names.map((name, i) => (i < names.length - 1 || rest ? `${name},` : name)), `and ${plural(rest, "other")}`]
    : names;
}
