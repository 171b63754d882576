// Actors and arrows in words: as titles on the map, and as buttons in the panel.

import { data } from "./data.js";
import { make, pressed } from "./elements.js";

/** @param {string} kind */
const isPlain = (kind) => !data.answering.includes(kind); // of somebody, and not of what somebody said
const { acts, act, tellers: names } = data.statements;
/** @param {SceneEdge} edge */
const tellers = (edge) => [...new Set(edge.statements.map((i) => names[i]))].filter(Boolean).join("; ");
/** @param {SceneEdge} edge */
const participle = (edge) => (edge.statements.every((i) => acts[act[i]] === "accuses") ? "accused" : "spoken of");
/** @param {SceneEdge} edge @param {string} word */
const agreeing = (edge, word) => (edge.several ? word.replace(/ies$/, "y").replace(/s$/, "") : word);
/** @param {SceneEdge} edge */
const are = (edge) => (edge.several ? "are" : "is");
/** @param {SceneEdge} edge */
export const verb = (edge) =>
  edge.kind === "attributed" ? `said by ${tellers(edge)}` : agreeing(edge, edge.kind === "counters" ? "answers" : edge.kind);

/** @param {Scene} scene @param {SceneEdge} edge */
export function ends(scene, edge) {
  scene.labels ??= new Map(scene.nodes.map((node) => [node.id, node.label]));
  return [scene.labels.get(edge.from), scene.labels.get(edge.to)];
}

/**
 * What is shown over an arrow: who did what to whom, and how often.
 * @param {Scene} scene
 * @param {SceneEdge} edge
 */
export function title(scene, edge) {
  const [source, target] = ends(scene, edge);
  if (edge.sideways) return `${source}: in answer to ${target}`;
  const whom = isPlain(edge.kind) ? target : `what ${target} said`;
  const count = edge.statements.length > 1 || /retracted/.test(edge.text ?? "") ? `: ${edge.text ?? edge.statements.length}` : "";
  if (edge.kind === "attributed")
    return `${source} ${are(edge)} said by ${tellers(edge)} to have ${participle(edge)} ${target}${count}`;
  return `${source} ${verb(edge)} ${whom}${edge.kind === "counters" ? " by accusing another" : ""}${count}`;
}

/**
 * The same with the act as a mark.
 * @param {Scene} scene
 * @param {SceneEdge} edge
 */
export function sentence(scene, edge) {
  const made = document.createDocumentFragment();
  const [source, target] = ends(scene, edge);
  if (edge.kind === "attributed") {
    made.append(
      source,
      ` ${are(edge)} said by ${tellers(edge)} to have `,
      make("span", participle(edge), "act attributed"),
      " ",
      target,
    );
    return made;
  }
  made.append(
    source,
    " ",
    make("span", verb(edge), `act ${edge.kind}`),
    " ",
    isPlain(edge.kind) ? target : `what ${target} said`,
  );
  if (edge.kind === "counters") made.append(" by accusing another");
  return made;
}

/** @param {any} words @param {string | undefined} number @param {() => void} act */
export function row(words, number, act) {
  const made = pressed(undefined, undefined, act);
  const said = make("span");
  said.append(words);
  made.append(said);
  if (number !== undefined) made.append(make("span", number, "number"));
  return made;
}

/** @param {HTMLElement[]} items */
export function list(items) {
  const made = make("ul", undefined, "list");
  for (const item of items) {
    const line = make("li");
    line.append(item);
    made.append(line);
  }
  return made;
}

/**
 * A long list, some at first and the rest by hundreds.
 * @param {any[]} items
 * @param {(item: any) => HTMLElement} row_
 * @param {number} [first]
 */
export function long(items, row_, first = 100) {
  const made = list(items.slice(0, first).map(row_));
  let at = first;
  if (items.length <= first) return made;
  const more = pressed("Show more", "link", () => {
    made.append(...list(items.slice(at, at + 100).map(row_)).children);
    at += 100;
    if (at >= items.length) more.remove();
  });
  const box = make("div");
  box.append(made, more);
  return box;
}
