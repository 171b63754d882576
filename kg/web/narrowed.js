// The filter of an overview: each change of it is worked out once, and shown by the controls and by what the page lists.

import { data } from "./data.js";
import { carry } from "./carried.js";
import { byId } from "./elements.js";
import * as controls from "./narrowed_controls.js";
import * as filter from "./filter.js";
import * as lists from "./narrowed_lists.js";
import * as lookup from "./lookup.js";
import * as matrix from "./narrowed_matrix.js";
import * as start from "./narrowed_start.js";
import * as numbers from "./numbers.js";
import { address, shard } from "./shards.js";
import * as state from "./state.js";

const place = byId("narrow");
const parts = [lists, matrix, start];
const whole = [...document.querySelectorAll("[data-whole]")].filter((one) => one instanceof HTMLElement);
const LINKED = ["actor", "allegation", "topic", "source"];
let turn = 0;

/**
 * A mark for each statement that holds a word, or whose speaker, allegation, topic or source does.
 * @param {SearchIndex} index
 * @param {string} word
 */
async function holding(index, word) {
  const marks = await lookup.find(index, word, shard);
  const found = new Uint8Array(data.statements.act.length);
  let at = 0;
  for (const [kind, count] of index.kinds) {
    const held = LINKED.includes(kind) ? await shard(`filter/${kind}`) : null;
    for (let i = 0; i < count; i += 1)
      if (marks?.[at + i]) {
        if (held) numbers.each(held[i], (number) => (found[number] = 1));
        else found[i] = 1;
      }
    at += count;
  }
  return found;
}

/**
 * What is shown of each statement: as `filter.shown`, and nothing where a word that is looked for is missing.
 * @param {State} now
 * @returns {Promise<Uint8Array>}
 */
async function shown(now) {
  const found = filter.shown(now);
  if (!now.words.trim()) return found;
  const index = await shard("search/all");
  for (const word of lookup.wanted(index, now.words)) {
    const marks = await holding(index, word);
    found.forEach((mark, i) => (found[i] = marks[i] ? mark : 0));
  }
  return found;
}

/** @param {State} now */
async function show(now) {
  const mine = ++turn;
  controls.write(now);
  carry(address(""));
  try {
    const left = await shown(now);
    const made = await Promise.all(parts.map((part) => part.made(now, left)));
    if (mine !== turn) return;
    for (const one of whole) one.hidden = state.narrowed();
    for (const put of made) put();
    controls.report(now, left);
  } catch {
    byId("narrowed").textContent = place.dataset.failed;
  }
}

controls.prepare();
state.listen(show);
state.start();
