// The words of the interface that a script needs, as the page holds them (`kg/site/words`): the same keys, and the same places for values.

import { byId } from "./elements.js";

/** @type {Record<string, string>} */
const texts = JSON.parse(byId("words").textContent);

/** @param {number} value */
export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, texts.thousands);

/**
 * The words under a key; a count `n` chooses between `key.one` and `key.other`.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const chosen = "n" in values ? `${key}.${values.n === 1 ? "one" : "other"}` : key;
  return texts[chosen].replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : String(values[name]),
  );
}
