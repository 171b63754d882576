// The numbers of the start page under a filter: how many records of each kind have statements left, and what is known of answers.

import * as counts from "./counts.js";
import { data } from "./data.js";
import * as numbers from "./numbers.js";
import { number, say } from "./said.js";
import { shard } from "./shards.js";
import * as state from "./state.js";

/** @param {string} name */
const marked = (name) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-${name}]`)]);
const kinds = marked("count").map((place) => ({ place, whole: place.textContent ?? "" }));
const answers = marked("answers").map((place) => ({ place, whole: place.textContent ?? "" }));

/**
 * How many records of a kind have statements left.
 * @param {string} kind
 * @param {Uint8Array} shown
 */
async function left(kind, shown) {
  if (kind === "statement") return shown.filter((mark) => mark === 1).length;
  const held = /** @type {string[]} */ (await shard(`filter/${kind}`));
  return held.filter((text) => numbers.list(text).some((one) => shown[one])).length;
}

/**
 * The accusations that are left, all or those that met one kind of silence.
 * @param {string} kind
 * @param {Uint8Array} shown
 */
function accusations(kind, shown) {
  const { act, acts, mark, silence } = data.statements;
  const of = data.silences.indexOf(kind);
  const isLeft = (/** @type {number} */ i) =>
    shown[i] && acts[act[i]] === "accuses" && (of < 0 || (silence[i] === of && !counts.isRetracted(i)));
  return counts.bare([...mark.keys()].filter(isLeft), shown);
}

/**
 * Works out the numbers; what it returns puts them there.
 * @param {State} _
 * @param {Uint8Array} shown
 */
export async function made(_, shown) {
  const narrowed = state.narrowed();
  const texts = await Promise.all(
    kinds.map(async ({ place, whole }) =>
      narrowed ? say("filter.of", { shown: number(await left(place.dataset.count ?? "", shown)), total: whole }) : whole,
    ),
  );
  return () => {
    kinds.forEach(({ place }, i) => (place.textContent = texts[i]));
    for (const { place, whole } of answers)
      place.textContent = narrowed ? accusations(place.dataset.answers ?? "", shown) : whole;
  };
}
