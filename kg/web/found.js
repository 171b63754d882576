// What a search finds on the map: actors by their names, arrows and statements by their words.

import { data } from "./data.js";
import { make, plural } from "./elements.js";
import * as bidi from "./bidi.js";
import * as cards from "./cards.js";
import * as lists from "./lists.js";
import * as search from "./search.js";

/**
 * The nodes and the arrows of a scene that the words are about, to be lit.
 * @param {Scene} scene
 * @param {string} words
 */
export function lit(scene, words) {
  const wanted = search.plain(words);
  if (!wanted) return null;
  const said = new Set(data.statements.ids.flatMap((id, i) => (search.holds(id, wanted) ? [i] : [])));
  const named = scene.nodes.filter((node) => search.within(node.label, wanted) || said.has(node.number));
  const edges = scene.edges.filter((edge) => edge.shown && edge.statements.some((i) => said.has(i)));
  const nodes = named.length ? named.map((node) => node.id) : edges.flatMap((edge) => [edge.from, edge.to]);
  return { nodes: new Set(nodes), edges: new Set(edges.map((edge) => edge.id)), chosen: null };
}

/** @param {Scene} scene @param {Shown} shown @param {State} now @param {any} rows */
export function results(scene, shown, now, rows) {
  const wanted = search.plain(now.words);
  const view = data.views[now.view] ?? data.views.actor;
  const actors = view.nodes.filter((node) => search.within(node.label, wanted));
  const said = data.statements.ids.filter((id, i) => shown[i] && search.holds(id, wanted));
  const arrows =
    now.view === "answers"
      ? []
      : scene.edges.filter((edge) => edge.shown && edge.live.some((i) => search.holds(data.statements.ids[i], wanted)));
  return [
    make("h2", `Search for “${bidi.apart(now.words.trim())}”`),
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
