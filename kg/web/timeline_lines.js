// Where everything lies along the axis, and how it moves when the axis is stretched. The drawing comes with the page.

const along = (() => {
  const drawing = document.getElementById("drawing");
  const [, , width, height] = drawing.getAttribute("viewBox").split(" ").map(Number);
  const marks = [...drawing.querySelectorAll("a.mark")];
  const moved = [...drawing.querySelectorAll("g[data-x]")];
  const byStatement = new Map(marks.flatMap((mark) => mark.dataset.ids.split(" ").map((id) => [id, mark])));
  const lines = [...drawing.querySelectorAll(".line")];
  let share = 1;

  const x = (mark) => Number(mark.dataset.x) * (mark.dataset.kept ? 1 : share);
  const y = (mark) => Number(mark.dataset.y);
  const ends = (line) => [byStatement.get(line.dataset.from), byStatement.get(line.dataset.to)];

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

  function stretch(next) {
    share = next;
    const wide = Math.round(width * share);
    drawing.setAttribute("width", wide);
    drawing.setAttribute("viewBox", `0 0 ${wide} ${height}`);
    for (const ground of drawing.querySelectorAll(".ground, .outside")) ground.setAttribute("width", wide);
    for (const rule of drawing.querySelectorAll(".rule")) rule.setAttribute("d", rule.getAttribute("d").replace(/H.*/, `H${wide}`));
    for (const group of moved) {
      const [, top] = group.getAttribute("transform").match(/ (-?[\d.]+)\)/);
      group.setAttribute("transform", `translate(${Number(group.dataset.x) * share} ${top})`);
      for (const part of group.querySelectorAll("[data-w]")) part.setAttribute("width", part.dataset.w * share);
    }
    for (const mark of marks) {
      mark.setAttribute("transform", `translate(${x(mark)} ${y(mark)})`);
      const days = mark.querySelector("rect.days");
      if (!days) continue;
      const half = (days.dataset.w * share) / 2;
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

  return { drawing, width, marks, lines, byStatement, ends, x, y, stretch, share: () => share };
})();
