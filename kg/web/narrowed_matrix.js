// The table of who accuses whom under a filter, or in another order: counted anew from the accusations of each pair, with the rows
// and columns that `kg/site/matrix.py` would give it. Without either the table is as it was made.

import * as counts from "./counts.js";
import { data } from "./data.js";
import { byId, make, pressed } from "./elements.js";
import * as filter from "./filter.js";
import * as numbers from "./numbers.js";
import { number, say } from "./said.js";
import { address, shard } from "./shards.js";
import * as state from "./state.js";

/** @typedef {{ least: number; most: number; retracted: number }} Tally */
/** @typedef {{ at: number; name: string; left: Set<number>; count: Tally }} End */

const TONES = [1, 2, 4, 8, 16, 32];
const place = byId("crossing");
const results = make("div", undefined, "narrowed");

/** @param {string} text @param {string} className */
const cell = (text, className) => make("td", text, className);

/** @param {number} i */
function isOfNoYear(i) {
  const [first, last] = [data.statements.first[i], data.statements.last[i]];
  const year = (/** @type {number} */ day) => new Date(day * 86400000).getUTCFullYear();
  return Boolean(data.statements.about[i]) || first === null || last === null || year(first) !== year(last);
}

/**
 * What is shown of the part of the accusations that this page is about.
 * @param {Uint8Array} shown
 */
function ofPage(shown) {
  const { topic = "", from = "", to = "", unknown = "" } = place.dataset;
  const within = filter.shown({ ...state.usual, topic, from, to });
  return shown.map((mark, i) => (within[i] && (!unknown || isOfNoYear(i)) ? mark : 0));
}

/**
 * A number of accusations as the tables of the site write it: what only perhaps counts behind what surely does.
 * @param {Tally} tally
 */
function counted({ least, most, retracted }) {
  const made = [];
  if (least) made.push(make("b", number(least), ""));
  if (most !== least) made.push(make("i", `${least ? "" : "0"}–${number(most)}`, ""));
  if (!made.length) made.push(make("b", "0", ""));
  if (retracted) made.push(" ", make("small", say("matrix.retracted", { number: number(retracted) }), ""));
  return made;
}

/** @param {[id: string, name: string, page: number]} actor */
function named([id, name, page]) {
  const text = make("bdi", name, "");
  if (!page) return text;
  const link = make("a", undefined, "");
  link.setAttribute("href", address(`actor/${id}.html`));
  link.append(text);
  return link;
}

/**
 * Accusers or accused in the order that is wanted, each with all their accusations.
 * @param {Pairs} found
 * @param {Map<number, Set<number>>} by
 * @param {Uint8Array} shown
 * @returns {End[]}
 */
function ranked(found, by, shown) {
  const ends = [...by].map(([at, left]) => ({ at, name: found.actors[at][1], left, count: counts.tally(left, shown) }));
  return ends.sort((a, b) => b.count.most - a.count.most || compare(a, b));
}

const compare = (/** @type {End} */ a, /** @type {End} */ b) =>
  a.name.localeCompare(b.name, document.documentElement.lang) || a.at - b.at;

/**
 * The accusations of each pair that are left, and of each accuser and accused.
 * @param {Pairs} found
 * @param {Uint8Array} shown
 */
function crossed(found, shown) {
  /** @type {Map<string, { count: Tally; both: number; left: number[] }>} */
  const cells = new Map();
  /** @type {[Map<number, Set<number>>, Map<number, Set<number>>]} */
  const ends = [new Map(), new Map()];
  for (const [accuser, accused, text, both] of found.pairs) {
    const left = numbers.list(text).filter((i) => shown[i]);
    const count = counts.tally(left, shown);
    if (!count.most && !count.retracted) continue;
    cells.set(`${accuser} ${accused}`, { count, both, left });
    for (const [n, end] of [accuser, accused].entries()) {
      const held = ends[n].get(end) ?? new Set();
      for (const i of left) held.add(i);
      ends[n].set(end, held);
    }
  }
  return { cells, accusers: ranked(found, ends[0], shown), accused: ranked(found, ends[1], shown) };
}

/** @param {Iterable<Iterable<number>>} sets */
const union = (sets) => new Set([...sets].flatMap((one) => [...one]));

/**
 * The page of the two where it counts the same; else that of the accused, or of the accuser.
 * @param {Pairs} found
 * @param {number} accuser
 * @param {number} accused
 * @param {number} both
 */
function page(found, accuser, accused, both) {
  const [one, other] = [found.actors[accuser], found.actors[accused]];
  if (both) return address(`pair/${[one[0], other[0]].sort().join("/")}.html`);
  const known = [other, one].find(([, , has]) => has);
  return known ? address(`actor/${known[0]}.html`) : "";
}

/**
 * The table, with what adds further rows.
 * @param {Pairs} found
 * @param {Uint8Array} shown
 * @param {boolean} isByName
 */
function table(found, shown, isByName) {
  const { cells, accusers, accused } = crossed(found, shown);
  if (!accusers.length) return [make("p", say("filter.none"), "")];
  const columns = accused.slice(0, Number(place.dataset.columns));
  const others = accused.slice(columns.length);
  if (isByName) for (const ends of [columns, accusers]) ends.sort(compare);
  const hasTotals = Boolean(place.dataset.totals);
  const made = make("table", undefined, "matrix");
  made.append(make("caption", say("filter.heading"), "unseen"));

  /** @param {HTMLElement | string} words @param {string} className */
  const head = (words, className) => {
    const th = make("th", undefined, className);
    th.setAttribute("scope", "col");
    const span = make("span", undefined, "");
    span.append(words);
    th.append(span);
    return th;
  };
  const top = make("tr", undefined, "");
  const corner = cell("", "corner");
  corner.append(make("span", say("matrix.accused"), ""));
  top.append(corner, ...columns.map(({ at }) => head(named(found.actors[at]), "")));
  if (hasTotals && others.length) top.append(head(say("matrix.others", { n: others.length }), ""));
  if (hasTotals) top.append(head(say("matrix.all"), "sum"));

  /** @param {End} accuser */
  const row = (accuser) => {
    const tr = make("tr", undefined, "");
    const th = make("th", undefined, "");
    th.setAttribute("scope", "row");
    th.append(named(found.actors[accuser.at]));
    tr.append(th, ...columns.map((one) => entry(accuser, one)));
    if (hasTotals && others.length) {
      const rest = union(others.map(({ at }) => cells.get(`${accuser.at} ${at}`)?.left ?? []));
      const td = cell("", "");
      if (rest.size) td.append(...counted(counts.tally(rest, shown)));
      tr.append(td);
    }
    if (hasTotals) tr.append(total(accuser.left, "sum"));
    return tr;
  };
  /** @param {End} accuser @param {End} one */
  const entry = (accuser, one) => {
    const held = cells.get(`${accuser.at} ${one.at}`);
    if (!held) return cell("", "");
    const tone = TONES.filter((step) => held.count.least >= step).length;
    const td = cell("", `t${tone}${accuser.at === one.at ? " own" : ""}`);
    const href = page(found, accuser.at, one.at, held.both);
    const inner = href ? make("a", undefined, "") : td;
    inner.append(...counted(held.count));
    if (href) {
      inner.setAttribute("href", href);
      inner.title = say("pair.direction", { accuser: accuser.name, accused: one.name });
      td.append(inner);
    }
    return td;
  };
  /** @param {Iterable<number>} left @param {string} className */
  const total = (left, className) => {
    const td = cell("", className);
    td.append(...counted(counts.tally(left, shown)));
    return td;
  };

  const [thead, body, foot] = ["thead", "tbody", "tfoot"].map((tag) => make(tag, undefined, ""));
  thead.append(top);
  const rest = [...accusers];
  const more = () => body.append(...rest.splice(0, Number(place.dataset.rows)).map(row));
  more();
  made.append(thead, body);
  if (hasTotals) {
    const last = make("tr", undefined, "");
    const th = make("th", say("matrix.all"), "");
    th.setAttribute("scope", "row");
    last.append(th, ...columns.map(({ left }) => total(left, "")));
    if (others.length) last.append(total(union(others.map(({ left }) => left)), ""));
    last.append(total(union(accusers.map(({ left }) => left)), "sum"));
    foot.append(last);
    made.append(foot);
  }
  const around = make("div", undefined, "cross");
  around.tabIndex = 0;
  around.setAttribute("role", "region");
  around.setAttribute("aria-label", say("filter.heading"));
  around.append(made);
  const words = () => say("filter.rest", { number: number(rest.length) });
  const button = pressed(words(), "link", () => {
    more();
    button.hidden = !rest.length;
    button.textContent = words();
  });
  button.hidden = !rest.length || !hasTotals;
  return [around, button];
}

/**
 * Works out the table; what it returns puts it there.
 * @param {State} now
 * @param {Uint8Array} shown
 */
export async function made(now, shown) {
  if (!place) return () => {};
  const isOther = state.narrowed() || now.sort !== "";
  const found = /** @type {Pairs} */ (await shard(`filter/${place.dataset.level}-pairs`));
  const parts = isOther ? table(found, ofPage(shown), now.sort === "name") : [];
  return () => {
    place.hidden = isOther;
    results.replaceChildren(...parts);
    if (!results.parentNode) place.before(results);
  };
}
