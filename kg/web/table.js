// The table: rows follow the filters and the search, headings sort, and a button in each row leads to the picture above.

import { data } from "./data.js";
import { byId, pressed, each, plural } from "./elements.js";
import * as search from "./search.js";
import * as state from "./state.js";

const { ids } = data.statements;
const rows = new Map();
const { compare } = new Intl.Collator("en");

/** @param {any} row */
const count = (row) => row.querySelectorAll(":scope > td:last-child > .answers > li").length;
/** @param {any} row @param {number} at */
const words = (row, at) => row.children[at].textContent.trim().toLocaleLowerCase("en");
// Undated statements stand last by date; numbers of statements are in the order of time.
const VALUES = [(row) => Number(row.dataset.at), (row) => words(row, 1), (row) => words(row, 2), count];

/** @param {HTMLElement} heading @param {number} at */
function sort(heading, at) {
  const body = heading.closest("table").tBodies[0];
  const down = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const keyed = [...body.rows].map((row) => [VALUES[at](row), row]);
  keyed.sort(([a, x], [b, y]) => down * (typeof a === "number" ? a - b : compare(a, b)) || x.dataset.at - y.dataset.at);
  for (const other of heading.parentElement.children) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down > 0 ? "ascending" : "descending");
  const sorted = document.createDocumentFragment();
  for (const [, row] of keyed) sorted.append(row);
  body.append(sorted);
}

/** @param {() => void} done */
export function prepare(done) {
  for (const heading of document.querySelectorAll("#record th")) {
    const at = [...heading.parentElement.children].indexOf(heading);
    const button = pressed(heading.textContent, "sort", () => sort(heading, at));
    heading.replaceChildren(button);
    if (at === 0) heading.setAttribute("aria-sort", "ascending");
  }
  each([...document.querySelectorAll("#record tr.entry")], take, done);
}

/**
 * A row with the numbers of the statements shown in it, and its way to the picture.
 * @param {any} row
 */
function take(row) {
  const id = row.id.replace(/^s-/, "");
  row.dataset.at = state.number(id);
  rows.set(row, [id, ...[...row.querySelectorAll(".entry")].map((one) => one.id.replace(/^s-/, ""))].map(state.number));
  row.children[1].append(
    pressed(data.lead, "show", () => {
      state.set({ chosen: `s:${id}` }, true);
      document.querySelector("main").scrollIntoView({ block: "start" });
      byId("panel").focus({ preventScroll: true });
    }),
  );
}

// A long table follows when the map has been drawn, so that sliding stays fluent.
let waiting = 0;
/** @param {Shown} shown @param {State} now */
export function show(shown, now) {
  clearTimeout(waiting);
  if (rows.size < 1000) follow(shown, now);
  else waiting = setTimeout(follow, 60, shown, now);
}

/**
 * A row stays while its statement or one of the answers within it is shown and has the words.
 * @param {Shown} shown
 * @param {State} now
 */
function follow(shown, now) {
  if (!rows.size) return;
  const wanted = search.plain(now.words);
  let left = 0;
  for (const [row, numbers] of rows) {
    const sure = numbers.some((i) => shown[i] === 1);
    row.classList.toggle("pale", !sure);
    row.hidden = !numbers.some((i) => shown[i]) || Boolean(wanted && !numbers.some((i) => search.holds(ids[i], wanted)));
    left += row.hidden ? 0 : 1;
  }
  byId("matches").textContent = left < rows.size ? `${plural(left, "row")} of ${rows.size.toLocaleString("en")} shown.` : "";
}
