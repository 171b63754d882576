// Which statements are shown: those that meet every filter. Of each it is said 0 for no, 1 for yes, and 2 where only some of the
// days on which it may have been said lie between the two ends of the slider: these are shown where that is asked for.

import { data } from "./data.js";
import * as counts from "./counts.js";
import * as state from "./state.js";

const { act, acts, sides, side, topics, topic, certainty, first, last, dated, about, silence, answers, may_answer } =
  data.statements;
/** @param {number} number */
const drawnAs = (number) => (data.kinds.includes(acts[number]) ? acts[number] : "answers");
export const kinds = data.statements.kind ?? act.map((number, i) => (counts.isAttributed(i) ? "attributed" : drawnAs(number)));
export const answered = new Uint8Array(act.length);
export const answeredBy = act.map(() => []);
answers.forEach((over, i) =>
  over.forEach((one) => {
    answered[one] = 1;
    answeredBy[one].push(i);
  }),
);

const DAY = 86400000;
/** @param {string} text */
export const days = (text) => Date.parse(text) / DAY;
/** @param {number} day */
export const text = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The numbers of the statements around something: an exchange, all that touches an actor, or a community.
 * @param {View} view
 * @param {string} what
 */
function around(view, what) {
  const found = new Set();
  /** @param {number} i */
  const both = (i) => [...answers[i], ...answeredBy[i]];
  if (what[0] === "s") {
    const todo = [state.number(what.slice(2))];
    while (todo.length) {
      const i = todo.pop();
      if (!found.has(i)) {
        found.add(i);
        for (const other of both(i)) todo.push(other);
      }
    }
  } else {
    const nodes = view.nodes.filter((node) =>
      what[0] === "n" ? node.actor === what.slice(2) : node.community === Number(what.slice(2)),
    );
    for (const i of nodes.flatMap((node) => node.said.flat())) {
      found.add(i);
      for (const other of both(i)) found.add(other);
    }
  }
  return found;
}

/**
 * The topic at `start` and its parts, which come right behind it; null where there is none.
 * @param {number} start
 */
function range(start) {
  if (start < 0) return null;
  let end = start + 1;
  while (end < topic.length && topic[end][2] > topic[start][2]) end += 1;
  return [start, end];
}

/** @param {State} now */
export function shown(now) {
  const found = new Uint8Array(act.length);
  const view = data.views?.[now.view];
  const within = now.around && (view || now.around[0] === "s") ? around(view, now.around) : null;
  const wanted = {
    side: side.findIndex(([id]) => id === now.side),
    topic: range(topic.findIndex(([id]) => id === now.topic)),
    certainty: data.certainties.indexOf(now.certainty),
    from: now.from ? days(now.from) : -Infinity,
    to: now.to ? days(now.to) : Infinity,
  };
  const without = new Set(now.without);
  for (let i = 0; i < act.length; i += 1) {
    const good =
      !without.has(kinds[i]) &&
      (!within || within.has(i)) &&
      (wanted.side < 0 || sides[i].includes(wanted.side)) &&
      (!wanted.topic || topics[i].some((t) => t >= wanted.topic[0] && t < wanted.topic[1])) &&
      (wanted.certainty < 0 || certainty[i] === wanted.certainty) &&
      (dated[i] || now.undated === "yes") &&
      meets(i, now.answered);
    found[i] = good ? lies(i, wanted, now.perhaps === "yes") : 0;
  }
  return found;
}

/**
 * Whether a statement surely lies in the period (1), perhaps (2) or not (0); an uncertain date bounds nothing.
 * @param {number} i
 * @param {{ from: number; to: number }} arg1
 * @param {boolean} perhaps
 */
function lies(i, { from, to }, perhaps) {
  if (from === -Infinity && to === Infinity) return 1;
  const [low, high] = about[i] ? [-Infinity, Infinity] : [first[i] ?? -Infinity, last[i] ?? Infinity];
  if (low >= from && high <= to) return 1;
  return perhaps && low <= to && high >= from ? 2 : 0;
}

/**
 * Accusations with one of the five kinds of silence; with those that were or may be answered come the answers.
 * @param {number} i
 * @param {string} wanted
 */
function meets(i, wanted) {
  if (wanted === "") return true;
  const kind = Number(wanted);
  /** @param {number} j */
  const isOne = (j) => acts[act[j]] === "accuses" && silence[j] === kind && !counts.isDisputed(j);
  if (isOne(i)) return true;
  if (kind === 0) return answers[i].some(isOne);
  return kind === 1 && (answers[i].some(isOne) || may_answer[i].some(isOne));
}
