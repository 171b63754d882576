// The search: names of actors, and the words of all that the table says of a statement. Each word that is typed begins a word there;
// case, accents and forms of letters make no difference, as in `kg list`.

import { data } from "./data.js";
import { each } from "./elements.js";
import * as bidi from "./bidi.js";

const texts = new Map();
const DIGIT = /\p{Nd}/u;

/**
 * The value of a digit of any script: they follow each other from zero to nine.
 * @param {string} sign
 */
function digit(sign) {
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(sign.codePointAt(0) - before - 1))) before += 1;
  return String(before % 10);
}

/** @param {string} sign */
const alike = (sign) => data.letters[sign] ?? (DIGIT.test(sign) ? digit(sign) : sign);

/**
 * A text with letters as `kg list` reads them, and a space before each word.
 * @param {string} text
 */
export function folded(text) {
  const bare = bidi
    .bare(text)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/\u039d/g, "n")
    .toLocaleLowerCase("en");
  const small = bare.replace(/[^\0-\x7f]/gu, alike);
  return ` ${small.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

/** @param {string} words */
export const plain = (words) => {
  const wanted = folded(words).split(" ").filter(Boolean);
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
