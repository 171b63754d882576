// Lists of an overview under a filter: the lines that have statements left, with how many, those with most first. The lines are all
// those of the list, whichever of its pages this is; without a filter the page is as it was made.

import * as counts from "./counts.js";
import { data } from "./data.js";
import { byId, make, pressed } from "./elements.js";
import * as entries from "./entries.js";
import * as lookup from "./lookup.js";
import * as numbers from "./numbers.js";
import { number, say } from "./said.js";
import { shard } from "./shards.js";
import * as state from "./state.js";

const ROWS = 50;
const place = byId("narrow");
const whole = document.querySelector("[data-whole]");
const total = document.querySelector("h1 .number");
const unfiltered = total?.textContent ?? "";
const { kind = "", silence = "" } = place.dataset;
const results = make("div", undefined, "narrowed");

/** @param {Uint8Array} shown */
function statements(shown) {
  const { act, acts, mark, first, last } = data.statements;
  const of = data.silences.indexOf(silence);
  const counted = (/** @type {number} */ i) =>
    acts[act[i]] === "accuses" && data.statements.silence[i] === of && ["", "attributed", "unsure"].includes(data.marks[mark[i]]);
  const found = [...shown.keys()].filter((i) => shown[i] && (of < 0 || counted(i)));
  const begun = (/** @type {number} */ i) => first[i] ?? last[i] ?? Infinity;
  return found
    .sort((a, b) => begun(a) - begun(b) || (last[a] ?? Infinity) - (last[b] ?? Infinity) || a - b)
    .map((i) => ({ i, counted: "" }));
}

/** @param {Uint8Array} shown */
async function items(shown) {
  const held = /** @type {string[]} */ (await shard(`filter/${kind}`));
  return held
    .map((text, i) => ({ i, left: numbers.list(text).filter((one) => shown[one]) }))
    .filter(({ left }) => left.length)
    .sort((a, b) => b.left.length - a.left.length || a.i - b.i)
    .map(({ i, left }) => ({ i, counted: counts.bare(left, shown) }));
}

/**
 * Adds lines to the list, as many as a page has, and says which is the first of them.
 * @param {SearchIndex} index
 * @param {{ i: number; counted: string }[]} rest
 * @param {HTMLElement} list
 */
async function add(index, rest, list) {
  let start = 0;
  for (const [one, count] of index.kinds) {
    if (one === kind) break;
    start += count;
  }
  const chosen = rest.splice(0, ROWS);
  const lines = await lookup.lines(
    index,
    chosen.map(({ i }) => start + i),
    shard,
  );
  const made = lines.map((line, n) => entries.line(kind, line, index.acts, chosen[n].counted));
  list.append(...made);
  return made[0];
}

/**
 * Works out what the page shows; what it returns puts it there.
 * @param {State} _
 * @param {Uint8Array} shown
 */
export async function made(_, shown) {
  if (!kind) return () => {};
  const narrowed = state.narrowed();
  const found = narrowed ? (kind === "statement" ? statements(shown) : await items(shown)) : [];
  const index = await shard("search/all");
  const list = entries.list(kind);
  const rest = [...found];
  if (rest.length) await add(index, rest, list);
  const words = () => say("filter.rest", { number: number(rest.length) });
  const button = pressed(words(), "link", async () => {
    (await add(index, rest, list))?.querySelector("a")?.focus();
    button.hidden = !rest.length;
    button.textContent = words();
  });
  button.hidden = !rest.length;
  return () => {
    if (total)
      total.textContent = narrowed ? say("filter.of", { shown: found.length, total: place.dataset.total ?? "" }) : unfiltered;
    results.replaceChildren(...(narrowed ? [found.length ? list : make("p", say("filter.none"), ""), button] : []));
    if (!results.parentNode) whole?.before(results);
  };
}
