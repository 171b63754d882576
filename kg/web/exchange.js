// Answers as trees: a box a statement, what is answered on the left, each answer to the right of it, exchanges below each other.

import { data } from "./data.js";
import { byId, plural, minOf, maxOf } from "./elements.js";
import * as filter from "./filter.js";
import { drawnStatement } from "./boxes.js";
import { MOST } from "./arrows.js";

const { ids, answers, acts, act } = data.statements;
const [WIDE, ACROSS, ROW, BETWEEN] = [264, 336, 12, 34];
const BOXES = 160;

/**
 * The exchanges among the statements shown, as lists of numbers in the order of time.
 * @param {Shown} shown
 */
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
      for (const links of [answers[one], filter.answeredBy[one]]) for (const other of links) todo.push(other);
    }
    if (part.length > 1) found.push(part.sort((a, b) => a - b));
  }
  return found;
}

/** @param {number} i */
const box = (i) => drawnStatement(i, WIDE);

/**
 * By how many answers deep each statement of a part is. With a list of what is still to be done, since an exchange may be
 * longer than a script can call itself.
 * @param {number[]} part
 * @param {Set<number>} inside
 */
function depths(part, inside) {
  const depth = new Map();
  const opened = new Set();
  for (const first of part) {
    const todo = [first];
    while (todo.length) {
      const i = todo.at(-1);
      const over = answers[i].filter((one) => inside.has(one));
      const ahead = opened.has(i) ? [] : over.filter((one) => !opened.has(one));
      opened.add(i);
      if (ahead.length) {
        for (const one of ahead) todo.push(one);
        continue;
      }
      todo.pop();
      if (!depth.has(i))
        depth.set(
          i,
          over.reduce((most, one) => Math.max(most, 1 + (depth.get(one) ?? -1)), 0),
        );
    }
  }
  return depth;
}

/**
 * One exchange: columns by how many answers deep, rows in the order of time, an answer level with what it answers.
 * @param {number[]} part
 */
function lay(part) {
  const inside = new Set(part);
  const depth = depths(part, inside);
  const boxes = new Map(part.map((i) => [i, { ...box(i), column: depth.get(i) }]));
  const ends = [];
  let highest = 0; // of all columns but those of now, which are compared one by one only where they can matter
  /** @param {number} i */
  const open = (i) => {
    const here = boxes.get(i);
    here.y = null;
    const top = ends[here.column] ?? 0;
    let start = top;
    if (highest - 200 > top) for (let c = 0; c < here.column; c += 1) start = Math.max(start, (ends[c] ?? 0) - 200);
    ends[here.column] = start;
    return { here, under: filter.answeredBy[i].filter((one) => inside.has(one) && boxes.get(one).y === undefined), at: 0 };
  };
  /** @param {any} arg0 */
  const close = ({ here, under }) => {
    const ys = under
      .map((one) => boxes.get(one))
      .filter((one) => one.column === here.column + 1 && one.y !== null)
      .map((one) => one.y);
    const wanted = ys.length ? (minOf(ys) + maxOf(ys)) / 2 : 0;
    here.y = Math.max((ends[here.column] ?? 0) + here.height / 2, wanted);
    ends[here.column] = here.y + here.height / 2 + ROW;
    highest = Math.max(highest, ends[here.column]);
  };
  /** @param {number} first */
  const place = (first) => {
    if (boxes.get(first).y !== undefined) return;
    const todo = [open(first)];
    while (todo.length) {
      const now = todo.at(-1);
      const next = now.under[now.at];
      now.at += 1;
      if (next === undefined) close(todo.pop());
      else if (boxes.get(next).y === undefined) todo.push(open(next));
    }
  };
  for (const i of part) if (boxes.get(i).column === 0) place(i);
  for (const i of part) place(i);
  const placed = [...boxes.values()];
  for (const one of placed) one.x = one.column * ACROSS;
  const top = minOf(placed.map((one) => one.y - one.height / 2));
  for (const one of placed) one.y -= top;
  return {
    boxes: placed,
    high: maxOf(placed.map((one) => one.y + one.height / 2)),
    wide: maxOf(placed.map((one) => one.x)) + WIDE,
  };
}

/**
 * The beginning of an exchange, as far as it has no more arrows than there is room for, and how many these are.
 * @param {number[]} part
 * @param {number} room
 */
function bounded(part, room) {
  const inside = new Set();
  let arrows = 0;
  for (const i of part) {
    inside.add(i);
    const more = [...answers[i], ...filter.answeredBy[i]].filter((one) => inside.has(one)).length;
    if (arrows + more > room) {
      inside.delete(i);
      break;
    }
    arrows += more;
  }
  return { boxes: [...inside], arrows };
}

/** @param {Shown} shown */
export function scene(shown) {
  const all = parts(shown);
  const largest = [...all].sort((a, b) => b.length - a.length || a[0] - b[0]);
  const kept = new Set();
  let room = MOST;
  let count = 0;
  for (const part of largest) {
    if (kept.size && count + part.length > BOXES) continue;
    kept.add(part);
    count += part.length;
  }
  const drawn = all
    .filter((part) => kept.has(part))
    .map((part) => {
      const { boxes, arrows } = bounded(part, room);
      room -= arrows;
      return lay(boxes);
    });
  // Columns like those of a newspaper, as many as can be read side by side on this screen.
  const total = drawn.reduce((sum, part) => sum + part.high + BETWEEN, 0);
  const wide = Math.max(maxOf(drawn.map((part) => part.wide)), WIDE) + 90;
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
        : count > used
          ? `The first ${used.toLocaleString("en")} of ${plural(count, "statement")}; filter for others.`
          : "",
  };
}
