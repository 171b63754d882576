// Where everything lies along the axis, and how it moves when the axis is stretched. The drawing comes with the page.

export const drawing = document.getElementById("drawing");
const [, , wide, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
export const width = wide;
export const marks = [...drawing.querySelectorAll("a.mark")];
const moved = [...drawing.querySelectorAll("g[data-x]")];
export const byStatement = new Map(marks.flatMap((mark) => mark.dataset.ids.split(" ").map((id) => [id, mark])));
export const lines = [...drawing.querySelectorAll(".line")];
let shared = 1;

export const x = (mark) => Number(mark.dataset.x) * (mark.dataset.kept ? 1 : shared);
export const y = (mark) => Number(mark.dataset.y);
export const ends = (line) => [byStatement.get(line.dataset.from), byStatement.get(line.dataset.to)];

// The same curve as in the drawing: from one mark down or up into the other.
function curve(x1, y1, x2, y2) {
  if (Math.abs(y2 - y1) < 9) {
    const high = y1 - Math.min(16, 7 + Math.abs(x2 - x1) / 12);
    return `M${x1} ${y1 - 6}C${x1} ${high} ${x2} ${high} ${x2} ${y2 - 7}m-3-4 3 4 3-4`;
  }
  const down = y2 > y1 ? 1 : -1;
  const end = y2 - 7 * down;
  const half = Math.max(Math.abs(end - y1) / 2, 12) * down;
  return `M${x1} ${y1 + 6 * down}C${x1} ${y1 + half} ${x2} ${end - half} ${x2} ${end}m-3 ${-4 * down} 3 ${4 * down} 3 ${-4 * down}`;
}

export function stretch(next) {
  shared = next;
  const stretched = Math.round(width * shared);
  drawing.setAttribute("width", stretched);
  drawing.setAttribute("viewBox", `0 0 ${stretched} ${height}`);
  for (const ground of drawing.querySelectorAll(".ground, .outside")) ground.setAttribute("width", stretched);
  for (const rule of drawing.querySelectorAll(".rule")) rule.setAttribute("d", rule.getAttribute("d").replace(/H.*/, `H${stretched}`));
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
