// The page of the search: what is typed is in the address as `?q=`, and what is found is below, by kind, some of each at first.

import { byId, make, pressed } from "./elements.js";
import * as entries from "./entries.js";
import * as lookup from "./lookup.js";
import { number, say } from "./said.js";
import { shard } from "./shards.js";

const FIRST = 5;
const MORE = 20;
const PAUSE = 120;
const box = byId("q");
let turn = 0;

/**
 * Adds some more of what was found to its list, and says which line is the first of them.
 * @param {SearchIndex} index
 * @param {string} kind
 * @param {number[]} rest
 * @param {HTMLElement} place
 */
async function add(index, kind, rest, place) {
  const chosen = rest.splice(0, place.children.length ? MORE : kind === "statement" ? 2 * FIRST : FIRST);
  const lines = await lookup.lines(index, chosen, shard);
  const made = lines.map((line) => entries.line(kind, line, index.acts));
  place.append(...made);
  return made[0];
}

/**
 * The records of a kind that were found.
 * @param {SearchIndex} index
 * @param {string} kind
 * @param {number[]} found
 */
async function section(index, kind, found) {
  const made = make("section", undefined, "part");
  made.id = kind;
  const head = make("h2", say(`nav.${kind}s`), "");
  head.append(" ", make("span", number(found.length), "number"));
  const place = entries.list(kind);
  const rest = [...found];
  await add(index, kind, rest, place);
  made.append(head, place);
  const words = () => say("filter.rest", { number: number(rest.length) });
  const button = pressed(words(), "link", async () => {
    (await add(index, kind, rest, place))?.querySelector("a")?.focus();
    button.hidden = !rest.length;
    button.textContent = words();
  });
  if (rest.length) made.append(button);
  return made;
}

/** @param {string} words */
function announce(words) {
  byId("found").textContent = words;
}

/** @param {string} typed */
async function search(typed) {
  const mine = ++turn;
  const index = /** @type {SearchIndex} */ (await shard("search/all"));
  const found = await lookup.find(index, typed, shard);
  const kinds = found ? lookup.byKind(index, found).filter(([, here]) => here.length) : [];
  const sections = await Promise.all(kinds.map(([kind, here]) => section(index, kind, here)));
  if (mine !== turn) return;
  byId("results").replaceChildren(...sections);
  if (!found) return announce("");
  const counts = kinds.map(([kind, here]) => `${say(`nav.${kind}s`)}: ${number(here.length)}`).join("; ");
  announce(
    counts
      ? say("search.found", { n: kinds.reduce((sum, [, here]) => sum + here.length, 0), kinds: counts })
      : say("search.none"),
  );
}

function failed() {
  announce(say("search.failed"));
}

let waiting = 0;
function typed() {
  const query = box.value.trim();
  history.replaceState(null, "", `${location.pathname}${query ? `?${new URLSearchParams({ q: query })}` : ""}`);
  clearTimeout(waiting);
  waiting = setTimeout(() => search(query).catch(failed), PAUSE);
}

/**
 * The arrows go from the box to what was found, along it, and back.
 * @param {KeyboardEvent} event
 */
function moved(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = document.activeElement;
  if (event.key === "/" && here !== box) box.focus();
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const places = [box, ...document.querySelectorAll("#results li a")];
    const at = places.indexOf(here);
    const next = places[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    next.focus();
  } else if (event.key === "Escape" && here !== box && byId("results").contains(here)) box.focus();
  else return;
  event.preventDefault();
}

/** @param {SubmitEvent} event */
function sent(event) {
  event.preventDefault();
  typed();
}

byId("searching").addEventListener("submit", sent);
byId("searching").hidden = false;
box.addEventListener("input", typed);
document.addEventListener("keydown", moved);
box.value = new URLSearchParams(location.search).get("q") ?? "";
if (box.value) search(box.value).catch(failed);
else box.focus();
