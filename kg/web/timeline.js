// The timeline put together: each change of the state is shown by the drawing, the panel, the filters and the table.

import { data } from "./data.js";
import { carry } from "./carried.js";
import { byId } from "./elements.js";
import * as choices from "./choices.js";
import * as counts from "./counts.js";
import * as filter from "./filter.js";
import * as leaving from "./leaving.js";
import * as panel from "./timeline_panel.js";
import * as png from "./png.js";
import * as search from "./search.js";
import * as state from "./state.js";
import * as table from "./table.js";
import * as theme from "./theme.js";
import * as along from "./timeline_lines.js";
import * as wording from "./wording.js";
import * as stretching from "./timeline_zoom.js";

const { drawing, marks, lines, byStatement } = along;
const { scroll } = stretching;
const { ids } = panel;
const numbers = new Map(marks.map((mark) => [mark, ids(mark).map(state.number)]));
const FAMILY = getComputedStyle(document.body).fontFamily;
let chosen = null;

/** @param {any} mark */
function near(mark) {
  const own = lines.filter((line) => along.ends(line).includes(mark));
  return { own, around: new Set([mark, ...own.flatMap(along.ends)]) };
}

/** @param {any} mark */
function light(mark) {
  const { own, around } = mark ? near(mark) : { own: [], around: new Set() };
  drawing.classList.toggle("lit", Boolean(mark));
  for (const one of marks) one.classList.toggle("near", around.has(one));
  for (const line of lines) line.classList.toggle("near", own.includes(line));
}

/**
 * Brings a mark into view along the axis, and above the panel where that lies over the drawing.
 * @param {any} mark
 */
function reveal(mark) {
  const box = mark.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  if (box.left < frame.left + 8 || box.right > frame.right - 8) scroll.scrollLeft += box.left - frame.left - frame.width / 3;
  const end = getComputedStyle(byId("panel")).bottom === "0px" && innerWidth <= 1000 ? innerHeight * 0.45 : innerHeight;
  if (box.top < 0 || box.bottom > end) scrollBy({ top: box.top - end / 2 });
}

/**
 * One mark takes part in the order of Tab; arrow keys lead from mark to mark.
 * @param {any} mark
 */
function rove(mark) {
  for (const one of marks) one.setAttribute("tabindex", one === mark ? 0 : -1);
}

/** @param {any} event */
function keys(event) {
  const here = event.target.closest("a.mark");
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
  const [x, y] = [along.x(here), along.y(here)];
  const places = marks
    .filter((mark) => !mark.classList.contains("out") || mark === here)
    .map((mark) => ({ mark, x: along.x(mark), y: along.y(mark) }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const at = places.findIndex((place) => place.mark === here);
  /** @param {{ x: number; y: number }} place */
  const apart = (place) => Math.abs(place.y - y) + Math.abs(place.x - x) / 4;
  /** @param {{ mark: any; x: number; y: number }[]} found */
  const nearest = (found) => found.sort((a, b) => apart(a) - apart(b))[0];
  const next = {
    ArrowLeft: () => places[at - 1],
    ArrowRight: () => places[at + 1],
    ArrowUp: () => nearest(places.filter((place) => place.y < y)),
    ArrowDown: () => nearest(places.filter((place) => place.y > y)),
    Home: () => places[0],
    End: () => places[places.length - 1],
  }[event.key];
  if (!next) return;
  event.preventDefault();
  const there = next();
  if (!there) return;
  rove(there.mark);
  there.mark.focus({ preventScroll: true });
  reveal(there.mark);
}

/**
 * What is out of the filters is faint in the drawing and gone from the table. A period shows what surely lies in it and, where
 * that is asked for, paler, what may.
 * @param {State} now
 * @param {Shown} shown
 */
function follow(now, shown) {
  const wanted = search.plain(now.words);
  for (const mark of marks) {
    const found = numbers.get(mark).filter((i) => shown[i] && (!wanted || search.holds(data.statements.ids[i], wanted)));
    mark.classList.toggle("out", !found.length);
    mark.classList.toggle("perhaps", found.length > 0 && found.every((i) => shown[i] === counts.PERHAPS));
  }
  for (const line of lines)
    line.classList.toggle(
      "out",
      along.ends(line).some((mark) => mark.classList.contains("out")),
    );
}

/** @param {any} mark @param {State | null} before */
function choose(mark, before) {
  chosen?.classList.remove("chosen");
  chosen = mark;
  light(mark);
  panel.show(mark);
  if (!mark) return;
  mark.classList.add("chosen");
  rove(mark);
  reveal(mark);
  if (before) choices.announce(panel.title(mark));
}

/** @param {State} now @param {State | null} before */
function refresh(now, before) {
  const shown = filter.shown(now);
  const narrowed = !before || Object.keys(now).some((key) => key !== "chosen" && String(before[key]) !== String(now[key]));
  choices.show(now, shown, before);
  if (narrowed) {
    follow(now, shown);
    table.show(shown, now);
  }
  byId("where").hidden = !now.around;
  byId("around").textContent = now.around ? "One exchange" : "";
  if (!before || before.chosen !== now.chosen) choose(byStatement.get(now.chosen.slice(2)) ?? null, before);
}

// Dragging along the months chooses a period.
function brush() {
  const months = [...drawing.querySelectorAll(".stretch[data-month]")].map((group) => [
    Number(group.dataset.x),
    group.dataset.month,
  ]);
  /** @param {any} event */
  const place = (event) => event.clientX - drawing.getBoundingClientRect().left;
  /** @param {number} x */
  const month = (x) => (months.findLast(([left]) => left * along.share() <= x) || months[0])[1];
  let start = null;
  const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  box.setAttribute("class", "brush");
  const top = Number(drawing.querySelector(".ground")?.getAttribute("y") || 0);
  /** @param {any} event */
  const ends = (event) => [start, place(event)].sort((a, b) => a - b);
  drawing.addEventListener("pointerdown", (event) => {
    if (
      event.pointerType !== "mouse" ||
      event.button ||
      !months.length ||
      event.clientY - drawing.getBoundingClientRect().top > top
    )
      return;
    start = place(event);
    drawing.setPointerCapture(event.pointerId);
    drawing.append(box);
    event.preventDefault();
  });
  drawing.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const [left, right] = ends(event);
    for (const [name, value] of Object.entries({ x: left, y: 0, width: right - left, height: top }))
      box.setAttribute(name, value);
  });
  drawing.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [left, right] = ends(event);
    box.remove();
    start = null;
    panel.period(month(left), month(right));
  });
}

/** @param {string} markup */
const image = (markup) =>
  new Promise((done, failed) => {
    const made = new Image();
    made.onload = () => done(made);
    made.onerror = failed;
    made.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  });

// The drawing as it is filtered and stretched, in the light colours that it carries as attributes.
async function drawn() {
  const copy = drawing.cloneNode(true);
  for (const out of copy.querySelectorAll(".mark.out, .line.out, .brush")) out.remove();
  if (state.narrowed() || state.get().around) for (const all of copy.querySelectorAll(".lane .soft")) all.remove(); // they count what is left out too
  for (const pale of copy.querySelectorAll(".mark.perhaps")) pale.setAttribute("opacity", "0.45");
  const [wide, high] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
  const scale = Math.min(png.SCALE, png.MOST / Math.max(wide, high + 400));
  for (const [name, value] of Object.entries({
    width: wide * scale,
    height: high * scale,
    "font-family": FAMILY,
    "font-size": 13,
    fill: "#1e2329",
  }))
    copy.setAttribute(name, value);
  const signs = new Map();
  for (const label of document.querySelectorAll("#acts label")) {
    const sign = label.querySelector("svg").cloneNode(true);
    for (const [name, value] of Object.entries({ width: 16 * scale, height: 16 * scale })) sign.setAttribute(name, value);
    signs.set(label, await image(new XMLSerializer().serializeToString(sign)));
  }
  return {
    image: await image(new XMLSerializer().serializeToString(copy)),
    scale,
    tones: { paper: "#fff", ink: "#1e2329", soft: "#59616b" },
    sign: (ctx, label, x, y) => ctx.drawImage(signs.get(label), x + 12, y - 8, 16, 16),
    file: wording.file(state.get(), filter.shown(state.get())),
  };
}

for (const part of document.querySelectorAll(".filters")) part.hidden = false;
choices.prepare();
leaving.prepare();
theme.prepare(() => {});
png.prepare(null);
byId("png").addEventListener("click", () => png.save(drawn));
byId("unaround").addEventListener("click", () => state.set({ around: "" }, true));
scroll.addEventListener("keydown", keys);
if (marks.length) {
  rove(marks[0]);
  drawing.addEventListener("click", (event) => {
    const mark = event.target.closest("a.mark");
    if (!mark) return;
    event.preventDefault();
    mark.focus({ preventScroll: true });
    panel.choose(`s:${ids(mark)[0]}`);
  });
  for (const [name, on] of [
    ["pointerover", true],
    ["pointerout", false],
  ]) {
    drawing.addEventListener(name, (event) => {
      const mark = event.target.closest("a.mark");
      if (mark && !chosen) light(on ? mark : null);
    });
  }
}
brush();
state.listen(refresh);
state.listen(() => carry(new URL(".", location.href).href));
document.addEventListener("DOMContentLoaded", () => {
  state.start();
  search.index(() => table.prepare(() => refresh(state.get(), null)));
});
