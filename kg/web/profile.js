// An actor in a few lines: accused by whom, whom it accuses, how it answers, and how far the accusations against it were answered.
// Every number is a count of statements; a range goes from what is sure to what may be, so that the two are never one number.

import { data } from "./data.js";
import { make, plural } from "./elements.js";
import * as counts from "./counts.js";

const { acts, act, silence } = data.statements;
const [ACCUSED, ACCUSES, ANSWERS] = [0, 1, 2];
const FEW = 3;

/**
 * The others among the nodes of a view with the statements that they share with one, those with most first.
 * @param {View} view
 * @param {number[]} own
 * @param {ViewNode} node
 * @param {number} what
 */
function others(view, own, node, what) {
  const wanted = new Set(own);
  const found = view.nodes
    .filter((other) => other !== node)
    .map((other) => ({ label: other.label, said: other.said[what].filter((i) => wanted.has(i)) }))
    .filter(({ said }) => said.length);
  return found;
}

/**
 * Named are those for whom the record surely gives it; apart those of whom only others say so, or who only perhaps count.
 * @param {any[]} found
 * @param {Shown} shown
 */
function named(found, shown) {
  const counted = found
    .map((one) => ({ ...one, tally: counts.tally(one.said, shown) }))
    .filter(({ tally }) => tally.most + tally.retracted);
  counted.sort((a, b) => b.tally.most - a.tally.most || b.tally.least - a.tally.least || b.tally.retracted - a.tally.retracted);
  const sure = counted.filter(({ tally }) => tally.least);
  /** @param {{ label: string; said: number[] }} arg0 */
  const words = ({ label, said }) => `${label} ${counts.bare(said, shown)}`;
  /** @param {[string, ...any[]][]} list */
  const rest = (list) => (list.length > FEW ? `, and ${plural(list.length - FEW, "other")}` : "");
  const perhaps = counted.filter(({ tally }) => !tally.least && tally.most);
  const taken = counted.filter(({ tally }) => !tally.most);
  return [
    [sure, ""],
    [perhaps, "Perhaps: "],
    [taken, "Retracted: "],
  ]
    .filter(([list]) => list.length)
    .map(([list, before]) => `${before}${list.slice(0, FEW).map(words).join(", ")}${rest(list)}`);
}

/** @param {number[]} own @param {Shown} shown */
function kinds(own, shown) {
  const found = new Map();
  for (const i of own) found.set(acts[act[i]], [...(found.get(acts[act[i]]) ?? []), i]);
  return found.size ? [[...found].map(([name, said]) => `${name} ${counts.bare(said, shown)}`).join(", ")] : [];
}

/**
 * How far what it is accused of was answered, by kind of silence: how many of each.
 * @param {number[]} own
 * @param {Shown} shown
 */
function met(own, shown) {
  const found = data.silences
    .map((name, kind) => [name, own.filter((i) => silence[i] === kind)])
    .filter(([, said]) => said.length)
    .map(([name, said]) => `${name}: ${counts.bare(said, shown)}`);
  return found.length ? [found.join("; ")] : [];
}

/** @param {View} view @param {ViewNode} node @param {Shown} shown */
export function write(view, node, shown) {
  /** @param {number} what */
  const live = (what) => node.said[what].filter((i) => shown[i] && !counts.isDisputed(i));
  const accused = live(ACCUSED);
  const lines = [
    ["Accused by", named(others(view, accused, node, ACCUSES), shown)],
    ["Accuses", named(others(view, live(ACCUSES), node, ACCUSED), shown)],
    [
      "Answers",
      kinds(
        live(ANSWERS).filter((i) => acts[act[i]] !== "accuses"),
        shown,
      ),
    ],
    [`Of ${counts.words(accused, shown, "accusation")} against it`, met(accused, shown)],
  ].filter(([, words]) => words.length);
  if (!lines.length) return null;
  const made = make("dl", undefined, "profile");
  for (const [term, words] of lines) made.append(make("dt", term), ...words.map((line) => make("dd", line)));
  return made;
}
