// Records as lines of lists, with the elements that `kg/site/markup.py` writes for the same lines.

import { make } from "./elements.js";
import { say } from "./said.js";
import { address } from "./shards.js";

/** @param {string} kind @param {EntryColumns} entry @param {boolean} [english] */
function link(kind, [id, text], english) {
  const found = make("a", undefined, "");
  found.setAttribute("href", address(`${kind}/${id}.html`));
  if (english) found.lang = "en";
  found.append(make("bdi", text, ""));
  return found;
}

/** @param {string} tag @param {string | undefined} words @param {string} className */
const optional = (tag, words, className) => (words ? [" ", make(tag, words, className)] : []);

/** @param {EntryColumns} entry @param {Record<string, string>} acts */
function statement(entry, acts) {
  const [, , marks, when, says, act = "", pale] = entry;
  const made = make("li", undefined, pale ? "pale" : "");
  const line = make("div", undefined, "line");
  line.append(link("statement", entry, document.documentElement.lang !== "en"), ...optional("span", marks, "mark"));
  if (says) {
    const said = make("p", says, "");
    said.dir = "auto";
    line.append(said);
  }
  made.append(make("span", when, "when"), make("span", acts[act], `act ${act}${pale ? " attributed" : ""}`), line);
  return made;
}

/** @param {string} kind @param {EntryColumns} entry @param {string} [counted] */
function other(kind, entry, counted) {
  const made = make("li", undefined, "");
  const found = link(kind, entry);
  if (kind === "allegation") found.prepend(make("span", say("allegation.is_alleged"), "tag"), " ");
  made.append(found, ...optional("span", entry[2], "more"));
  if (counted !== undefined) made.append(make("span", counted, "number"));
  return made;
}

/**
 * The line of a record; `counted` is how many statements of it are meant, where that is shown.
 * @param {string} kind
 * @param {EntryColumns} entry
 * @param {Record<string, string>} acts
 * @param {string} [counted]
 */
export const line = (kind, entry, acts, counted) => (kind === "statement" ? statement(entry, acts) : other(kind, entry, counted));

/**
 * An empty list for lines of a kind.
 * @param {string} kind
 */
export const list = (kind) => make("ol", undefined, kind === "statement" ? "rows" : "items");
