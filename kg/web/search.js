// The search: names of actors, and the words of all that the table says of a statement. Each word that is typed begins a word there;
// case, accents and forms of letters make no difference, as in `kg list`.

import { data } from "./data.js";
import { each } from "./elements.js";
import * as bidi from "./bidi.js";
import { words } from "./words.js";

const texts = new Map();

/**
 * A text with letters as `kg list` reads them, and a space before each word.
 * @param {string} text
 */
const folded = (text) => ` ${words(bidi.bare(text), data.letters).join(" ")}`;

/** @param {string} typed */
export const plain = (typed) => {
  const wanted = words(typed, data.letters);
  return wanted.length ? wanted.map((word) => ` ${word}`) : null;
};
/** @param {string} text @param {string[] | null} wanted */
const allIn = (text, wanted) => wanted !== null && wanted.every((word) => text.includes(word));

/**
 * Reads the words of every statement once, when the table is there.
 * @param {() => void} done
 */
export function index(done) {
  /** @param {Element} entry */
  const read = (entry) => {
    const parts = [];
    const walker = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT); // between two cells no text has a space
    while (walker.nextNode()) parts.push(walker.currentNode.data);
    texts.set(entry.id.slice(2), folded(parts.join(" ")));
  };
  each([...document.querySelectorAll("#record .entry")], read, done);
}

/** @param {string} id @param {string[] | null} wanted */
export const holds = (id, wanted) => allIn(texts.get(id) || "", wanted);
/** @param {string} text @param {string[] | null} wanted */
export const within = (text, wanted) => allIn(folded(text), wanted);
