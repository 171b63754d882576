// The words of a text as `kg` compares them (`kg/corpus/folded.py`): small, without accents, letters that look alike taken for one.

const DIGIT = /\p{Nd}/u;

/**
 * The value of a digit of any script: they follow each other from zero to nine.
 * @param {string} sign
 */
function digit(sign) {
  const code = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * What each sign is taken for: `table` has those that are not simply made small.
 * @param {string} sign
 * @param {Record<string, string>} table
 */
function alike(sign, table) {
  const small = Object.hasOwn(table, sign) ? table[sign] : sign.toLowerCase();
  if (Object.hasOwn(table, small)) return table[small];
  return small > "\x7f" && DIGIT.test(small) ? digit(small) : small;
}

/**
 * @param {string} word
 * @param {Record<string, string>} table
 */
const folded = (word, table) =>
  /^[0-9A-Za-z]*$/.test(word)
    ? word.toLowerCase()
    : [...word.normalize("NFKD")]
        .map((sign) => alike(sign, table))
        .join("")
        .replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * The words of a text, in order: runs of letters and digits, in which accents and vowel signs are left out.
 * @param {string} text
 * @param {Record<string, string>} table
 */
export const words = (text, table) =>
  text
    .normalize("NFC")
    .replace(/\p{M}+/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => folded(word, table))
    .filter(Boolean);
