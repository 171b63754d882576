// Two actors and what each says of the other, both ways: one panel for the two, whichever arrow between them was chosen.

import { make } from "./elements.js";
import * as counts from "./counts.js";
import * as lists from "./lists.js";

const [ACCUSED, ACCUSES] = [0, 1];

/**
 * The arrows between the same two, as those that go one way and those that go the other.
 * @param {SceneEdge[]} edges
 * @param {SceneEdge} edge
 */
function between(edges, edge) {
  /** @param {string} from @param {string} to */
  const along = (from, to) => edges.filter((one) => one.shown && one.from === from && one.to === to);
  return { there: along(edge.from, edge.to), back: along(edge.to, edge.from) };
}

/** @param {Scene} scene @param {SceneEdge[]} edges @param {SceneEdge} chosen @param {(id: string) => void} choose */
function list(scene, edges, chosen, choose) {
  const made = lists.list(edges.map((one) => lists.row(lists.sentence(scene, one), one.text, () => choose(one.id))));
  edges.forEach((one, i) => one.id === chosen.id && made.children[i].firstElementChild.setAttribute("aria-current", "true"));
  return made;
}

/**
 * What the panel of an arrow begins with: all arrows between the two, one way and the other.
 * @param {Scene} scene
 * @param {SceneEdge[]} edges
 * @param {SceneEdge} edge
 * @param {(id: string) => void} choose
 */
export function both(scene, edges, edge, choose) {
  const { there, back } = between(edges, edge);
  const [source, target] = lists.ends(scene, edge);
  return [
    make("h3", `From ${source} to ${target}`),
    list(scene, there, edge, choose),
    make("h3", `From ${target} to ${source}`),
    back.length ? list(scene, back, edge, choose) : make("p", "Nothing is shown the other way.", "about"),
  ];
}

/**
 * What one alone is said to have said of the other, and denies having said: it has no arrow.
 * @param {View} view
 * @param {SceneEdge} edge
 * @param {(numbers: number[]) => number[]} live
 */
export function disputed(view, edge, live) {
  const [from, to] = [edge.from, edge.to].map((id) => view.nodes.find((node) => `n:${node.actor}` === id));
  if (!from || !to) return [];
  return live(from.said[ACCUSES]).filter((i) => counts.isDisputed(i) && to.said[ACCUSED].includes(i));
}
