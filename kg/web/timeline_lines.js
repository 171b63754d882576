// Where everything lies along the axis, and how it moves when the axis is stretched. The drawing comes with the page.

import { curve } from "./curve.js";

export const drawing = document.getElementById("drawing");
const [, , wide, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
export const width = wide;
export const marks = [...drawing.querySelectorAll("a.mark")];
const moved = [...drawing.querySelectorAll("g[data-x]")];
export const byStatement = new Map(marks.flatMap((mark) => mark.dataset.ids.split(" ").map((id) => [id, mark])));
export const lines = [...drawing.querySelectorAll(".line")];
let shared = 1;

/** @param {any} mark */
export const x = (mark) => Number(mark.dataset.x) * (mark.dataset.kept ? 1 : shared);
/** @param {any} mark */
export const y = (mark) => Number(mark.dataset.y);
/** @param {any} line */
export const ends = (line) => [byStatement.get(line.dataset.from), byStatement.get(line.dataset.to)];

/** @param {number} next */
export function stretch(next) {
  shared = next;
  const stretched = Math.round(width * shared);
  drawing.setAttribute("width", stretched);
  drawing.setAttribute("viewBox", `0 0 ${stretched} ${height}`);
  for (const ground of drawing.querySelectorAll(".ground, .outside")) ground.setAttribute("width", stretched);
  for (const rule of drawing.querySelectorAll(".rule"))
    rule.setAttribute("d", rule.getAttribute("d").replace(/H.*/, `H${stretched}`));
  for (const group of moved) {
    const [, top] = group.getAttribute("transform").match(/ (-?[\d.]+)\)/);
    group.setAttribute("transform", `translate(${Number(group.dataset.x) * shared} ${top})`);
    for (const part of group.querySelectorAll("[data-w]")) part.setAttribute("width", part.dataset.w * shared);
  }
  for (const mark of marks) {
    mark.setAttribute("transform", `translate(${x(mark)} ${y(mark)})`);
    const days = mark.querySelector("rect.days");
    if (!days) continue;
    const half = (days.dataset.w * shared) / 2;
    days.setAttribute("x", -half - 2);
    days.setAttribute("width", 2 * half + 4);
    const words = mark.querySelector("text");
    words.setAttribute("x", words.getAttribute("text-anchor") ? -half - 9 : half + 9);
  }
  for (const line of lines) {
    const [from, to] = ends(line);
    line.setAttribute("d", curve(x(from), y(from), x(to), y(to)));
  }
}
export const share = () => shared;
