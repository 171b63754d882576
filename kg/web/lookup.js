// Which records hold some words: each word that is typed begins a word there, as in `kg list`.

import * as numbers from "./numbers.js";
import { words } from "./words.js";

/** @param {SearchIndex} index */
const size = (index) => index.kinds.reduce((sum, [, count]) => sum + count, 0);

/**
 * What is looked for: the words that are typed, each once.
 * @param {SearchIndex} index
 * @param {string} typed
 */
export const wanted = (index, typed) => [
  ...new Set(words(typed, index.letters).map((word) => [...word].slice(0, index.longest).join(""))),
];

/**
 * The file in which the words are that begin with a word: that of its longest beginning that has a file.
 * @param {SearchIndex} index
 * @param {string} word
 */
function file(index, word) {
  let best = 0;
  index.prefixes.forEach((prefix, i) => {
    if (word.startsWith(prefix) && prefix.length >= index.prefixes[best].length) best = i;
  });
  return best;
}

/**
 * A mark for each record that holds a word with this beginning.
 * @param {SearchIndex} index
 * @param {string} word
 * @param {(name: string) => Promise<any>} shard
 */
async function holding(index, word, shard) {
  const found = new Uint8Array(size(index));
  /** @param {string} text */
  const mark = (text) => numbers.each(text, (number) => (found[number] = 1));
  const at = file(index, word);
  const [whole, ...held] = await shard(`search/w${at}`);
  if (whole && index.prefixes[at] === word) mark(whole);
  else for (let i = 0; i < held.length; i += 2) if (held[i].startsWith(word)) mark(held[i + 1]);
  return found;
}

/**
 * A mark for each record in which all words are; null where there are no words.
 * @param {SearchIndex} index
 * @param {string} typed
 * @param {(name: string) => Promise<any>} shard
 */
export async function find(index, typed, shard) {
  const all = await Promise.all(wanted(index, typed).map((word) => holding(index, word, shard)));
  return all.length ? all.reduce((one, other) => one.map((mark, i) => mark & other[i])) : null;
}

/**
 * The numbers of the records that are marked, by kind, in the order in which they are shown.
 * @param {SearchIndex} index
 * @param {Uint8Array} found
 */
export function byKind(index, found) {
  let start = 0;
  return index.kinds.map(([kind, count]) => {
    const here = [];
    for (let i = start; i < start + count; i += 1) if (found[i]) here.push(i);
    start += count;
    return /** @type {[string, number[]]} */ ([kind, here]);
  });
}

/**
 * Records as lines, by number.
 * @param {SearchIndex} index
 * @param {number[]} chosen
 * @param {(name: string) => Promise<any>} shard
 * @returns {Promise<EntryColumns[]>}
 */
export async function lines(index, chosen, shard) {
  /** @param {number} number */
  const at = (number) => Math.floor(number / index.each);
  const files = [...new Set(chosen.map(at))];
  const read = new Map(await Promise.all(files.map(async (n) => /** @type {const} */ ([n, await shard(`search/d${n}`)]))));
  return chosen.map((number) => read.get(at(number))[number % index.each]);
}
