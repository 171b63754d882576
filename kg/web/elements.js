// The data of the page, and elements made from words. Text is only ever put in as text.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);

function make(tag, words, className) {
  const made = document.createElement(tag);
  if (words !== undefined) made.textContent = words;
  if (className) made.className = className;
  return made;
}

function pressed(words, className, act) {
  const made = make("button", words, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

// Does something with each item: at once where there are few, else by slices, so that the page answers meanwhile.
function each(items, act, done) {
  const SLICE = 2000;
  const from = (start) => {
    for (const item of items.slice(start, start + SLICE)) act(item);
    if (start + SLICE < items.length) setTimeout(from, 0, start + SLICE);
    else done();
  };
  from(0);
}

function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

// The least and the most of some numbers. As arguments of one call they would be too many for a script, were there a hundred thousand.
const minOf = (numbers) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
const maxOf = (numbers) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
