// Counting as all reports count: what only others report, what may be one utterance with what does not count, and what may lie
// outside the period, at the upper end alone; what its alleged speaker denies having said not at all; what was retracted apart.

import { data } from "./data.js";

const { mark, same, acts, act, silence, answers } = data.statements;
const [PLAIN, ATTRIBUTED, DISPUTED, RETRACTED, UNSURE] = ["", "attributed", "disputed", "retracted", "unsure"].map((name) =>
  data.marks.indexOf(name),
);
export const PERHAPS = 2;

/**
 * How many of the statements there are; `shown` says of each whether it is, surely or perhaps.
 * @param {Iterable<number>} numbers
 * @param {Shown} shown
 */
export function tally(numbers, shown) {
  const sure = [];
  let more = 0;
  let retracted = 0;
  for (const i of new Set(numbers)) {
    if (mark[i] === DISPUTED || !shown[i]) continue;
    if (mark[i] === RETRACTED) retracted += 1;
    else if (mark[i] === ATTRIBUTED || mark[i] === UNSURE || shown[i] === PERHAPS) more += 1;
    else sure.push(i);
  }
  return { least: new Set(sure.map((i) => same[i])).size, most: sure.length + more, retracted };
}

/** @param {{ least: number; most: number }} arg0 */
const range = ({ least, most }) => {
  const [low, high] = [least, most].map((number) => number.toLocaleString("en"));
  return least === most ? low : `${low}–${high}`;
};
/** @param {{ retracted: number }} arg0 */
const apart = ({ retracted }) => (retracted ? ` · ${retracted.toLocaleString("en")} retracted` : "");
/** @param {Iterable<number>} numbers @param {Shown} shown */
export const bare = (numbers, shown) => {
  const found = tally(numbers, shown);
  return `${range(found)}${apart(found)}`;
};

/**
 * With the unit: "4–5 statements · 1 retracted".
 * @param {Iterable<number>} numbers
 * @param {Shown} shown
 * @param {string} [noun]
 */
export function words(numbers, shown, noun = "statement") {
  const found = tally(numbers, shown);
  return `${range(found)} ${noun}${found.least === 1 && found.most === 1 ? "" : "s"}${apart(found)}`;
}

/** @param {number} i */
const isAnswer = (i) => answers[i].length > 0 || data.answering.includes(acts[act[i]]);

/**
 * The accusations shown by what the record knows of answers to them, and the answers: the same sentence as in the page's head.
 * @param {Shown} shown
 */
export function summary(shown) {
  const all = [...shown.keys()].filter((i) => shown[i]);
  const charges = all.filter((i) => acts[act[i]] === "accuses");
  const met = data.silences
    .map((name, kind) => [name, charges.filter((i) => silence[i] === kind && mark[i] !== DISPUTED)])
    .filter(([, found]) => found.length)
    .map(([name, found]) => `${name}: ${bare(found, shown)}`);
  const listed = met.length ? ` (${met.join("; ")})` : "";
  return `${words(charges, shown, "accusation")}${listed}, ${words(all.filter(isAnswer), shown, "answer")}`;
}

/** @param {number} i */
export const isPlain = (i) => mark[i] === PLAIN || mark[i] === RETRACTED || mark[i] === UNSURE;
/** @param {number} i */
export const isRetracted = (i) => mark[i] === RETRACTED;
/** @param {number} i */
export const isDisputed = (i) => mark[i] === DISPUTED;
/** @param {number} i */
export const isAttributed = (i) => mark[i] === ATTRIBUTED;
