// The search: names of actors, and the words of all that the table says of a statement. Each word that is typed begins a word there;
// case, accents and forms of letters make no difference, as in `kg list`.

import { each } from "./elements.js";
import * as bidi from "./bidi.js";

const texts = new Map();
const FORMS = [
  [/[\u0649\u06cc\u06d2]/g, "\u064a"],
  [/[\u06a9\u06aa]/g, "\u0643"],
  [/[\u0629\u06c1\u06d5\u06be]/g, "\u0647"],
  [/\u0671/g, "\u0627"],
  [/[\u0640\u0621]/g, ""],
  [/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x6f0],
  [/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660],
  [/\u00f8/g, "o"],
  [/\u0142/g, "l"],
  [/[\u0111\u00f0]/g, "d"],
  [/\u00e6/g, "ae"],
  [/\u0153/g, "oe"],
  [/\u00df/g, "ss"],
  [/\u0131/g, "i"],
];
const folded = (text) => {
  const bare = bidi.bare(text).normalize("NFKD").replace(/\p{M}+/gu, "").toLocaleLowerCase("en");
  const alike = FORMS.reduce((found, [sign, other]) => found.replace(sign, other), bare);
  return ` ${alike.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
};
export const plain = (words) => {
  const wanted = folded(words).split(" ").filter(Boolean);
  return wanted.length ? wanted.map((word) => ` ${word}`) : null;
};
const allIn = (text, wanted) => wanted !== null && wanted.every((word) => text.includes(word));

// Reads the words of every statement once, when the table is there.
export function index(done) {
  const read = (told) => {
    const parts = [];
    const walker = document.createTreeWalker(told, NodeFilter.SHOW_TEXT); // between two cells no text has a space
    while (walker.nextNode()) parts.push(walker.currentNode.data);
    texts.set(told.id.slice(2), folded(parts.join(" ")));
  };
  each([...document.querySelectorAll("#record .told")], read, done);
}

export const holds = (id, wanted) => allIn(texts.get(id) || "", wanted);
export const within = (text, wanted) => allIn(folded(text), wanted);
