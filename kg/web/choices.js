// The filters of every page: what each control does to the state and how it shows it, and what is said of that aloud.

import { byId } from "./elements.js";
import * as counts from "./counts.js";
import * as slider from "./slider.js";
import * as wording from "./wording.js";
import * as state from "./state.js";

const SELECTS = ["topic", "side", "certainty", "answered"];

let fading = 0;
/** @param {string} words */
export function say(words) {
  byId("hint").textContent = words;
  byId("hint").classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => byId("hint").classList.remove("shown"), 1600);
}

// For those who hear the page: what a change came to, once sliding and typing have ended.
let waiting = 0;
/** @param {string} words */
export function announce(words) {
  clearTimeout(waiting);
  waiting = setTimeout(() => (byId("announced").textContent = words), 350);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("Link copied");
  } catch {
    say("The link is in the address bar: copy it from there");
  }
}

const without = () => [...document.querySelectorAll("#acts input:not(:checked)")].map((one) => one.value);
const isFolded = () => byId("choices").classList.contains("folded");

/** @param {boolean} open */
function unfold(open) {
  byId("filters").setAttribute("aria-expanded", String(open));
  byId("choices").classList.toggle("folded", !open);
}

// Folds the list of filters where there is a button to unfold it with; whether it did.
export function fold() {
  if (isFolded() || getComputedStyle(byId("filters")).display === "none") return false;
  unfold(false);
  byId("filters").focus();
  return true;
}

export function prepare() {
  byId("search").addEventListener("input", (event) => state.set({ words: event.target.value.slice(0, 200), chosen: "" }));
  byId("acts")?.addEventListener("change", () => state.set({ without: without() }));
  for (const name of SELECTS) byId(name).addEventListener("change", (event) => state.set({ [name]: event.target.value }, true));
  byId("undated").addEventListener("change", (event) => state.set({ undated: event.target.checked ? "yes" : "no" }, true));
  byId("perhaps").addEventListener("change", (event) => state.set({ perhaps: event.target.checked ? "yes" : "no" }, true));
  byId("reset").addEventListener("click", () => {
    state.reset();
    byId("topic").focus();
  });
  byId("copy").addEventListener("click", copy);
  byId("filters").addEventListener("click", () => unfold(isFolded()));
  unfold(innerWidth > 700 || state.narrowed());
  slider.prepare();
}

/** @param {State} now @param {Shown} shown @param {State | null} before */
export function show(now, shown, before) {
  if (document.activeElement !== byId("search") || byId("search").value.slice(0, 200) !== now.words)
    byId("search").value = now.words;
  for (const input of document.querySelectorAll("#acts input")) input.checked = !now.without.includes(input.value);
  for (const name of SELECTS) byId(name).value = now[name];
  byId("undated").checked = now.undated === "yes";
  byId("reset").hidden = !state.narrowed();
  byId("perhaps").checked = now.perhaps === "yes";
  byId("perhaps").disabled = !(now.from || now.to);
  slider.show(now);
  byId("summary").textContent = counts.summary(shown);
  byId("caption").textContent = wording.caption(now, shown);
  if (before && now.chosen === before.chosen) announce(`${wording.count(now, shown)} shown.`);
}
