// What the reader has chosen: one object that listeners hear of, kept in the address so that a link brings all of it back.
// Nothing from an address is taken over unless it names something that the page holds.

import { data } from "./data.js";

export const usual = {
  view: "actor",
  around: "",
  chosen: "",
  words: "",
  without: [],
  side: "",
  topic: "",
  certainty: "",
  answered: "",
  from: "",
  to: "",
  undated: "yes",
  perhaps: "no",
  sort: "",
};
const { statements, views = {} } = data;
const numbers = new Map(statements.ids.map((id, i) => [id, i]));
const actors = new Set(Object.values(views).flatMap((view) => view.nodes.map((node) => node.actor)));
/** @param {...string} values */
const among =
  (...values) =>
  (value) =>
    values.includes(value);
/** @param {string} value */
const day = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
/** @param {string} value */
const node = (value) =>
  (value[0] === "n" && actors.has(value.slice(2))) ||
  (value[0] === "s" && numbers.has(value.slice(2))) ||
  /^c:\d{1,6}$/.test(value);
const GOOD = {
  view: among(...Object.keys(views), ...(data.views ? ["answers"] : [])),
  around: node,
  chosen: (value) => node(value) || /^e:[a-z0-9:>-]{3,400}$/.test(value),
  words: (value) => value.length <= 200,
  side: among(...statements.side.map(([id]) => id)),
  topic: among(...statements.topic.map(([id]) => id)),
  certainty: among(...data.certainties),
  answered: among(...data.silences.map((_, kind) => String(kind))),
  from: day,
  to: day,
  undated: among("yes", "no"),
  perhaps: among("yes", "no"),
  sort: among("name"),
};
const listeners = [];
const choosing = [];
let first = { ...usual };
first = read(new URLSearchParams(data.opens).toString());
let now = { ...first };

/**
 * An id that a record had before means the record: an actor, a statement, both ends of an arrow, a side, a topic.
 * @param {string} value
 */
function present(value) {
  return value.replace(/[a-z0-9]+(?:-[a-z0-9]+)*/g, (id, at) =>
    Object.hasOwn(data.former, id) && (at > 0 || !/^[nsce]:/.test(value)) ? data.former[id] : id,
  );
}

/** @param {string} hash */
function read(hash) {
  const text = hash.replace(/^#/, "");
  const given = text.startsWith("s-") ? { chosen: `s:${text.slice(2)}` } : Object.fromEntries(new URLSearchParams(text));
  if (given.chosen) given.chosen = given.chosen.replace(/>told$/, ">attributed"); // the name of a kind in earlier addresses
  if (given.without) given.without = given.without.replace(/\btold\b/, "attributed");
  const found = { ...first };
  for (const key of ["around", "chosen", "side", "topic"]) if (Object.hasOwn(given, key)) given[key] = present(given[key]);
  for (const [key, good] of Object.entries(GOOD)) {
    if (Object.hasOwn(given, key) && (given[key] === "" || good(given[key]))) found[key] = given[key];
  }
  if (Object.hasOwn(given, "without")) found.without = given.without.split(" ").filter((kind) => data.kinds.includes(kind));
  return found;
}

/** @param {State} what */
function written(what) {
  const parts = new URLSearchParams();
  for (const key of Object.keys(usual)) {
    const value = Array.isArray(what[key]) ? what[key].join(" ") : what[key];
    const usual = Array.isArray(first[key]) ? first[key].join(" ") : first[key];
    if (value !== usual) parts.set(key, value);
  }
  return parts.toString();
}

/**
 * A step makes an entry in the history; sliding and typing only change the one that is there.
 * @param {Partial<State>} change
 * @param {boolean} [step]
 */
export function set(change, step = false) {
  const before = now;
  if (change.chosen) for (const listener of choosing) listener();
  now = { ...now, ...change };
  const hash = written(now);
  const address = `${location.pathname}${location.search}${hash ? `#${hash}` : ""}`;
  if (step && hash !== written(before)) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  notify(before);
}

/** @param {State | null} before */
function notify(before) {
  for (const listener of listeners) listener(now, before);
}

export function start() {
  now = read(location.hash);
  addEventListener("hashchange", () => {
    const before = now;
    now = read(location.hash);
    notify(before);
  });
  notify(null);
}

export const narrowed = () =>
  ["words", "side", "topic", "certainty", "answered", "from", "to", "undated"].some((key) => now[key] !== usual[key]) ||
  now.without.length > 0;
export const reset = () => set({ ...usual, view: now.view, around: now.around, chosen: now.chosen }, true);
export const get = () => now;
/** @param {any} listener */
export const listen = (listener) => listeners.push(listener);
/**
 * Listeners that are called before something is chosen.
 * @param {any} listener
 */
export const beforeChoosing = (listener) => choosing.push(listener);
/** @param {string} id */
export const number = (id) => numbers.get(id);
