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

function plural(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
