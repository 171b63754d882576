// Sets of numbers as `kg/site/search/numbers.py` writes them.

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...SIGNS].map((sign, value) => [sign, value]));

/**
 * Calls `act` with each number of a set, in ascending order.
 * @param {string} text
 * @param {(number: number) => void} act
 */
export function each(text, act) {
  if (text[0] === ".") {
    for (let i = 1; i < text.length; i += 1) {
      const bits = VALUES.get(text[i]) ?? 0;
      for (let bit = 0; bit < 6; bit += 1) if (bits & (1 << bit)) act(6 * (i - 1) + bit);
    }
    return;
  }
  let [number, step, shift] = [-1, 0, 0];
  for (const sign of text) {
    const value = VALUES.get(sign) ?? 0;
    step += (value & 31) * 2 ** shift;
    shift += 5;
    if (value < 32) {
      number += step + 1;
      act(number);
      [step, shift] = [0, 0];
    }
  }
}

/**
 * The numbers of a set.
 * @param {string} text
 */
export function list(text) {
  /** @type {number[]} */
  const found = [];
  each(text, (number) => found.push(number));
  return found;
}
