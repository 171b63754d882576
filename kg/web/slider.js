// The slider for dates: two ends, each a range that keys move too, over bars that say how much was said when.

import { data } from "./data.js";
import { byId } from "./elements.js";
import * as filter from "./filter.js";
import * as state from "./state.js";

const { first, last, dated } = data.statements;
const [from, to] = [byId("from"), byId("to")];
const NS = "http://www.w3.org/2000/svg";
const known = first.flatMap((day, i) => (dated[i] ? [day ?? last[i], last[i] ?? day] : [])).filter((day) => day !== null);
/** @param {number} day */
const year = (day) => new Date(day * 86400000).getUTCFullYear();
const [start, end] = known.length ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))] : [0, 0];
const months = [];

// Month by month, or year by year where that would be too many for a slider.
function steps() {
  const [a, b] = [year(start), year(end)];
  const each = b - a > 60 ? 12 : 1;
  for (let y = a; y <= b; y += 1) for (let m = 0; m < 12; m += each) months.push(Date.UTC(y, m, 1) / 86400000);
  months.push(Date.UTC(b + 1, 0, 1) / 86400000);
  while (months.length > 2 && months[1] <= start) months.shift();
  while (months.length > 2 && months.at(-2) > end) months.pop();
}

/** @param {number} day */
const words = (day) => new Date(day * 86400000).toLocaleDateString("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

function bars() {
  const svg = byId("bars");
  const span = months.at(-1) - months[0];
  const count = Math.min(48, months.length - 1);
  const heights = new Array(count).fill(0);
  first.forEach((day, i) => {
    if (dated[i] && day !== null) heights[Math.min(count - 1, Math.max(0, Math.floor(((day - months[0]) / span) * count)))] += 1;
  });
  const most = Math.max(...heights, 1);
  heights.forEach((height, i) => {
    const bar = document.createElementNS(NS, "rect");
    const high = height ? Math.max(1.5, 20 * Math.sqrt(height / most)) : 0;
    for (const [name, value] of Object.entries({
      x: (i * 100) / count + 0.2,
      y: 20 - high,
      width: 100 / count - 0.4,
      height: high,
    }))
      bar.setAttribute(name, value);
    svg.append(bar);
  });
}

function label() {
  const [a, b] = [months[from.value], months[to.value] - 1];
  from.setAttribute("aria-valuetext", `from ${words(a)}`);
  to.setAttribute("aria-valuetext", `to ${words(b)}`);
  byId("span").textContent = `${words(a)} – ${words(b)}`;
  /** @param {number} steps_ */
  const share = (steps_) => String(steps_ / (months.length - 1));
  byId("slider").style.setProperty("--share-from", share(from.value));
  byId("slider").style.setProperty("--share-to", share(months.length - 1 - to.value));
}

/** @param {any} event */
function slid(event) {
  const [a, b] = [Number(from.value), Number(to.value)];
  if (a >= b) event.target.value = event.target === from ? b - 1 : a + 1;
  label();
  state.set({
    from: Number(from.value) === 0 ? "" : filter.text(months[from.value]),
    to: Number(to.value) === months.length - 1 ? "" : filter.text(months[to.value] - 1),
  });
}

/** @param {State} now */
export function show(now) {
  /** @param {number} day */
  const nearest = (day) =>
    months.reduce((best, month, i) => (Math.abs(month - day) < Math.abs(months[best] - day) ? i : best), 0);
  from.value = now.from ? nearest(filter.days(now.from)) : 0;
  to.value = now.to ? nearest(filter.days(now.to) + 1) : months.length - 1;
  label();
}

export function prepare() {
  steps();
  for (const one of [from, to]) {
    one.max = months.length - 1;
    one.addEventListener("input", slid);
  }
  byId("slider").hidden = !known.length || months.length < 3;
  bars();
}
