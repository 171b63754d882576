// The panel of the timeline: the statements of the mark that was chosen, copied from the table, or where to begin.

import { data } from "./data.js";
import { byId, make, pressed } from "./elements.js";
import * as cards from "./cards.js";
import * as lists from "./lists.js";
import * as state from "./state.js";
import * as along from "./timeline_lines.js";

const box = byId("panel");
const { lines, byStatement } = along;
/** @param {any} mark */
export const ids = (mark) => mark.dataset.ids.split(" ");
/** @param {any} mark */
export const title = (mark) => mark.querySelector("title").textContent;
/** @param {string} chosen */
export const choose = (chosen) => state.set({ chosen }, true);
/** @param {any} mark @param {number} number */
const row = (mark, number) => lists.row(title(mark), number, () => choose(`s:${ids(mark)[0]}`));

/** @param {...any} parts */
function write(...parts) {
  const within = box.contains(document.activeElement);
  box.replaceChildren(...parts.filter(Boolean));
  box.scrollTop = 0;
  if (within) box.focus({ preventScroll: true });
}

/** @param {string} from @param {string} to */
export function period(from, to) {
  const [year, month] = to.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  state.set({ from: `${from}-01`, to: last }, true);
}

function overview() {
  box.classList.remove("open");
  const months = [...data.months].sort((a, b) => b[2] - a[2]).slice(0, 6);
  const answered = new Map();
  for (const line of lines) answered.set(line.dataset.to, (answered.get(line.dataset.to) || 0) + 1);
  const most = [...answered].sort((a, b) => b[1] - a[1]).slice(0, 6);
  write(
    make("h2", "Accusations and answers in time"),
    make(
      "p",
      "Choose a mark to read what was said, on whose word, and what was answered. Drag along the months to choose a period.",
      "about",
    ),
    months.length ? make("h3", "Busiest months") : null,
    lists.list(months.map(([month, words, count]) => lists.row(words, String(count), () => period(month, month)))),
    most.length ? make("h3", "Most often answered") : null,
    lists.list(most.map(([id, number]) => row(byStatement.get(id), String(number)))),
  );
}

/**
 * A statement as shown in the table; an answer with what it answers above it.
 * @param {string} id
 */
function card(id) {
  const made = cards.card(id, "article", 4);
  const over = (data.answers[id] || []).filter((one) => byId(`s-${one}`) && byStatement.has(one));
  if (over.length) made.prepend(make("p", "In answer to", "note"), lists.list(over.map((one) => row(byStatement.get(one)))));
  return made;
}

/** @param {any} mark */
export function show(mark) {
  if (!mark) return overview();
  const back = pressed("Back to the whole timeline", "back link", () => state.set({ chosen: "" }, true));
  const alike = "They share speaker, act and date, and differ in what is alleged.";
  box.classList.add("open");
  return write(back, make("h2", title(mark)), ids(mark).length > 1 ? make("p", alike, "about") : null, ...ids(mark).map(card));
}

box.addEventListener("click", (event) => {
  const mention = event.target.closest("a.mention");
  if (!mention || !byStatement.has(mention.getAttribute("href").slice(3))) return;
  event.preventDefault();
  choose(`s:${mention.getAttribute("href").slice(3)}`);
});
