// Answers as trees: a box a statement, what is answered on the left, each answer to the right of it, exchanges below each other.

const exchange = (() => {
  const { ids, answers, acts, act } = data.statements;
  const [WIDE, ACROSS, ROW, BETWEEN] = [264, 336, 12, 34];
  const BOXES = 160;

  // The exchanges among the statements shown, as lists of numbers in the order of time.
  function parts(shown) {
    const seen = new Set();
    const found = [];
    for (let i = 0; i < ids.length; i += 1) {
      if (seen.has(i) || !shown[i] || !(answers[i].length || filter.answered[i])) continue;
      const part = [];
      const todo = [i];
      while (todo.length) {
        const one = todo.pop();
        if (seen.has(one) || !shown[one]) continue;
        seen.add(one);
        part.push(one);
        todo.push(...answers[one], ...filter.answeredBy[one]);
      }
      if (part.length > 1) found.push(part.sort((a, b) => a - b));
    }
    return found;
  }

  const box = (i) => scenes.statement(i, WIDE);

  // One exchange: columns by how many answers deep, rows in the order of time, an answer level with what it answers.
  function lay(part) {
    const inside = new Set(part);
    const depth = new Map();
    const deep = (i, above) => {
      if (depth.has(i)) return depth.get(i);
      const over = answers[i].filter((one) => inside.has(one) && !above.has(one));
      const found = over.length ? 1 + Math.max(...over.map((one) => deep(one, new Set([...above, i])))) : 0;
      depth.set(i, found);
      return found;
    };
    const boxes = new Map(part.map((i) => [i, { ...box(i), column: deep(i, new Set([i])) }]));
    const ends = [];
    const place = (i) => {
      const here = boxes.get(i);
      if (here.y !== undefined) return;
      here.y = null;
      const under = filter.answeredBy[i].filter((one) => inside.has(one) && boxes.get(one).y === undefined);
      const top = ends[here.column] ?? 0;
      ends[here.column] = Math.max(
        top,
        ...Array.from({ length: here.column }, (_, c) => (ends[c] ?? 0) - 200).filter((y) => y > top),
      );
      for (const one of under) place(one);
      const ys = under
        .map((one) => boxes.get(one))
        .filter((one) => one.column === here.column + 1 && one.y !== null)
        .map((one) => one.y);
      const wanted = ys.length ? (Math.min(...ys) + Math.max(...ys)) / 2 : 0;
      here.y = Math.max((ends[here.column] ?? 0) + here.height / 2, wanted);
      ends[here.column] = here.y + here.height / 2 + ROW;
    };
    for (const i of part) if (boxes.get(i).column === 0) place(i);
    for (const i of part) place(i);
    const placed = [...boxes.values()];
    for (const one of placed) one.x = one.column * ACROSS;
    const top = Math.min(...placed.map((one) => one.y - one.height / 2));
    for (const one of placed) one.y -= top;
    return {
      boxes: placed,
      high: Math.max(...placed.map((one) => one.y + one.height / 2)),
      wide: Math.max(...placed.map((one) => one.x)) + WIDE,
    };
  }

  function scene(shown) {
    const all = parts(shown);
    const largest = [...all].sort((a, b) => b.length - a.length || a[0] - b[0]);
    const kept = new Set();
    let count = 0;
    for (const part of largest) {
      if (kept.size && count + part.length > BOXES) continue;
      kept.add(part);
      count += part.length;
    }
    const drawn = all.filter((part) => kept.has(part)).map(lay);
    // Columns like those of a newspaper, as many as can be read side by side on this screen.
    const total = drawn.reduce((sum, part) => sum + part.high + BETWEEN, 0);
    const wide = Math.max(...drawn.map((part) => part.wide), WIDE) + 90;
    const columns = Math.max(1, Math.min(drawn.length, Math.floor(byId("map").clientWidth / 0.72 / wide)));
    let [x, y, column] = [0, 0, 0];
    let used = 0;
    let widest = 0;
    for (const part of drawn) {
      if (y > 0 && column < columns - 1 && y + part.high / 2 > total / columns) {
        x += widest + 90;
        [y, widest, column] = [0, 0, column + 1];
      }
      for (const one of part.boxes) {
        one.x += x + WIDE / 2;
        one.y += y;
      }
      y += part.high + BETWEEN;
      widest = Math.max(widest, part.wide);
      used += part.boxes.length;
    }
    const nodes = drawn.flatMap((part) => part.boxes);
    const here = new Set(nodes.map((node) => node.number));
    const edges = nodes.flatMap((node) =>
      answers[node.number]
        .filter((one) => here.has(one))
        .map((one) => ({
          id: `e:s:${ids[node.number]}>s:${ids[one]}>${filter.kinds[node.number]}`,
          from: node.id,
          to: `s:${ids[one]}`,
          kind: acts[act[node.number]] === "accuses" ? "counters" : filter.kinds[node.number],
          statements: [node.number],
          bend: 0,
          sideways: true,
        })),
    );
    const left = all.length - drawn.length;
    return {
      nodes,
      edges,
      note:
        left > 0
          ? `The ${drawn.length} longest of ${plural(all.length, "exchange")}; search or filter for others (${used} statements are drawn).`
          : "",
    };
  }

  return { scene };
})();
