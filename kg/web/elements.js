// Elements made from words, and small things that every script needs. Text is only ever put in as text.

/** An element of the page; which there are is the template's to say. @type {(id: string) => any} */
export const byId = (id) => document.getElementById(id);

/** @param {string} tag @param {string | undefined} words @param {string} className */
export function make(tag, words, className) {
  const made = document.createElement(tag);
  if (words !== undefined) made.textContent = words;
  if (className) made.className = className;
  return made;
}

/** @param {string | undefined} words @param {string | undefined} className @param {(event: Event) => void} act */
export function pressed(words, className, act) {
  const made = make("button", words, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/**
 * Does something with each item: at once where there are few, else by slices, so that the page answers meanwhile.
 * @param {any[]} items
 * @param {(item: any) => void} act
 * @param {() => void} done
 */
export function each(items, act, done) {
  const SLICE = 2000;
  /** @param {number} start */
  const from = (start) => {
    for (const item of items.slice(start, start + SLICE)) act(item);
    if (start + SLICE < items.length) setTimeout(from, 0, start + SLICE);
    else done();
  };
  from(0);
}

/** @param {number} number @param {string} noun */
export function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/**
 * The least and the most of some numbers. As arguments of one call they would be too many for a script, were there a hundred thousand.
 * @param {number[]} numbers
 */
export const minOf = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
/** @param {number[]} numbers */
export const maxOf = (numbers) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
