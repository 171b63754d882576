// The controls of the filter of an overview, and what is left in words.

import { data } from "./data.js";
import { byId } from "./elements.js";
import * as counts from "./counts.js";
import { number, say } from "./said.js";
import * as state from "./state.js";

const TEXTS = /** @type {const} */ (["words", "from", "to"]);
const CHOICES = /** @type {const} */ (["topic", "side", "certainty", "answered"]);
const ORDER = "sort";
const TICKS = /** @type {const} */ (["perhaps", "undated"]);
const PAUSE = 150;
/** @param {string} name @returns {any} */
const control = (name) => byId("choices").elements.namedItem(name);

/** @param {string} name @param {[value: string, text: string][]} options */
function fill(name, options) {
  for (const [value, text] of options) control(name).append(new Option(text, value));
}

let waiting = 0;
/** @param {string} name */
function typed(name) {
  clearTimeout(waiting);
  waiting = setTimeout(() => state.set({ [name]: control(name).value }), PAUSE);
}

export function prepare() {
  const { topic, side, certainty, silence, act, acts, mark } = data.statements;
  const charges = act.flatMap((number, i) =>
    acts[number] === "accuses" && data.marks[mark[i]] !== "disputed" ? [silence[i]] : [],
  );
  fill(
    "topic",
    topic.map(([id, label, depth]) => [id, "\u2003".repeat(Math.min(depth, 12)) + label]),
  );
  fill("side", side);
  fill(
    "certainty",
    data.certainties.filter((_, i) => certainty.includes(i)).map((id) => [id, say(`certainty.${id}`)]),
  );
  fill(
    "answered",
    data.silences.flatMap((id, i) => (charges.includes(i) ? [[String(i), say(`silence.${id}`)]] : [])),
  );
  for (const name of TEXTS) control(name).addEventListener("input", () => typed(name));
  for (const name of CHOICES) control(name).addEventListener("change", () => state.set({ [name]: control(name).value }, true));
  for (const name of TICKS)
    control(name).addEventListener("change", () => state.set({ [name]: control(name).checked ? "yes" : "no" }, true));
  control(ORDER)?.addEventListener("change", () => state.set({ [ORDER]: control(ORDER).value }, true));
  byId("choices").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  byId("reset").addEventListener("click", () => {
    state.reset();
    control("words").focus();
  });
  byId("choices").hidden = false;
}

/** @param {State} now */
export function write(now) {
  for (const name of [...TEXTS, ...CHOICES]) if (control(name) !== document.activeElement) control(name).value = now[name];
  for (const name of TICKS) control(name).checked = now[name] === "yes";
  if (control(ORDER)) control(ORDER).value = now[ORDER];
  control("perhaps").disabled = !(now.from || now.to);
  byId("reset").hidden = !state.narrowed();
  if (state.narrowed() && innerWidth > 700) byId("narrow").open = true; // on a small screen it would be all that is seen
}

/**
 * How many statements are left. What surely is and what perhaps is are never one number.
 * @param {State} now
 * @param {Uint8Array} shown
 */
export function report(now, shown) {
  const perhaps = shown.filter((one) => one === counts.PERHAPS).length;
  const sure = shown.filter((one) => one === 1).length;
  const left = say("filter.statements", { shown: sure, total: shown.length });
  const more = perhaps ? ` ${say("filter.more", { number: number(perhaps) })}` : "";
  const { kind } = byId("narrow").dataset;
  const order = kind && kind !== "statement" ? ` ${say("filter.first")}` : "";
  byId("narrowed").textContent = state.narrowed() ? `${left}${more}${order}` : "";
}
