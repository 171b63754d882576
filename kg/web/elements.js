// Elements made from words, and small things that every script needs. Text is only ever put in as text.

export const byId = (id) => document.getElementById(id);

export function make(tag, words, className) {
  const made = document.createElement(tag);
  if (words !== undefined) made.textContent = words;
  if (className) made.className = className;
  return made;
}

export function pressed(words, className, act) {
  const made = make("button", words, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// Does something with each item: at once where there are few, else by slices, so that the page answers meanwhile.
export function each(items, act, done) {
  const SLICE = 2000;
  const from = (start) => {
    for (const item of items.slice(start, start + SLICE)) act(item);
    if (start + SLICE < items.length) setTimeout(from, 0, start + SLICE);
    else done();
  };
  from(0);
}

export function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

// The least and the most of some numbers. As arguments of one call they would be too many for a script, were there a hundred thousand.
export const minOf = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
export const maxOf = (numbers) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
