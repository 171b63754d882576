// Names on the map, drawn by us: always of a size that can be read, the most accused first, and none over another.

import * as bidi from "./bidi.js";

export const FAMILY = 'Inter, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
const FEW = 400;
const ROOM = 6800; // square pixels of the screen for each name
const LINE = 1.19;

/**
 * The size of a name on the screen in pixels at a zoom: it grows and shrinks less than the map.
 * @param {SceneNode} node
 * @param {number} scale
 */
function size(node, scale) {
  const own = node.weight >= 4 ? 14.5 : 13;
  return Math.min(own * 1.12, Math.max(own * scale, own * 0.82));
}

/** @param {number[]} a @param {number[]} b */
function meets(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** @param {SceneNode} node @param {number} scale */
function symbol(node, scale) {
  const r = Math.max(2, node.size * scale - 1);
  return [node.x * scale - r, node.y * scale - r, node.x * scale + r, node.y * scale + r];
}

/**
 * Where a name may stand around its symbol: below, above, right, left.
 * @param {SceneNode} node
 * @param {number} scale
 * @param {number} half
 * @param {number} high
 */
function around(node, scale, half, high) {
  const x = node.x * scale;
  const y = node.y * scale;
  const gap = node.size * scale + 4;
  const [below, above] = [
    [x, y + gap],
    [x, y - gap - high],
  ];
  return [...(node.above ? [above, below] : [below, above]), [x + gap + half, y - high / 2], [x - gap - half, y - high / 2]].map(
    ([middle, top]) => [middle - half, top, middle + half, top + high],
  );
}

const measure = document.createElement("canvas").getContext("2d");
/** @param {SceneNode} node */
export const half = (node) => {
  if (node.half === undefined) {
    measure.font = font(node, 13); // slow: once a node
    node.half = Math.max(0, ...node.lines.map((line) => measure.measureText(line).width)) / 2 + 2;
  }
  return node.half;
};

/**
 * Words in at most so many lines of a width; what does not fit ends in an ellipsis.
 * @param {string} words
 * @param {number} width
 * @param {string} weight
 * @param {number} [most]
 */
export function broken(words, width, weight, most = 3) {
  measure.font = `${weight} ${FAMILY}`;
  /** @param {string} text */
  const fits = (text) => measure.measureText(text).width <= width;
  const lines = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  /** @param {string} line */
  const cut = (line) => {
    let text = line;
    while (text && !fits(`${text}…`)) text = text.slice(0, text.includes(" ") ? text.lastIndexOf(" ") : -1);
    return `${text}…`;
  };
  /** @param {number} i */
  const last = (i) => i === most - 1 && lines.length > most;
  return bidi.carried(lines.slice(0, most).map((line, i) => (fits(line) && !last(i) ? line : cut(line))));
}

/**
 * The names that fit, with their boxes on the screen; those of `first` before all others. None is cut by the edge of the map
 * or covers another name, and none covers a symbol unless it could not be shown at all.
 * @param {CanvasRenderingContext2D} ctx
 * @param {SceneNode[]} nodes
 * @param {number} scale
 * @param {number[]} view
 * @param {Set<string> | null} first
 */
function placed(ctx, nodes, scale, view, first) {
  const margin = 60 / scale;
  const seen = nodes.filter(
    (n) => n.x > view[0] - margin && n.x < view[2] + margin && n.y > view[1] - margin && n.y < view[3] + margin,
  );
  const frame = view.map((side) => side * scale);
  const symbols = seen.length <= FEW ? seen.map((node) => ({ node, box: symbol(node, scale) })) : [];
  const found = [];

  /** @param {SceneNode} node @param {{ node: SceneNode; box: number[] }[]} avoided */
  function place(node, avoided) {
    const px = size(node, scale);
    ctx.font = font(node, px);
    const half = Math.max(...node.lines.map((line) => ctx.measureText(line).width)) / 2 + 1;
    const [x, y] = [node.x * scale, node.y * scale];
    const inside = x > frame[0] && x < frame[2] && y > frame[1] && y < frame[3];
    const corner = [frame[2] - 62, frame[1], frame[2], frame[1] + 112]; // where the buttons are
    /** @param {number[]} box */
    const cut = (box) =>
      meets(box, corner) || (inside && (box[0] < frame[0] || box[2] > frame[2] || box[1] < frame[1] || box[3] > frame[3]));
    /** @param {number[]} box */
    const clear = (box) =>
      !cut(box) &&
      !found.some((other) => meets(box, other.box) || meets(box, other.symbol)) &&
      !avoided.some((other) => other.node !== node && meets(box, other.box));
    const box = around(node, scale, half, px * LINE * node.lines.length).find(clear);
    if (box) found.push({ node, px, box, symbol: symbol(node, scale) });
    return Boolean(box);
  }

  const most = Math.max(12, Math.round(((frame[2] - frame[0]) * (frame[3] - frame[1])) / ROOM));
  const before = first ? seen.filter((node) => first.has(node.id)) : [];
  const lit = symbols.filter(({ node }) => first && first.has(node.id));
  for (const node of before.filter((one) => !place(one, lit))) place(node, []);
  let known = 0;
  for (const node of seen) {
    if (found.length >= most) break;
    known += 1;
    if (!(first && first.has(node.id)) && !place(node, symbols) && ((known <= 12 && node.weight) || scale > 0.7))
      place(node, symbols.slice(0, 12));
  }
  return found;
}

/** @param {SceneNode} node @param {number} px */
function font(node, px) {
  return `${node.weight >= 4 ? 650 : 450} ${px}px ${FAMILY}`;
}

/**
 * Draws on a canvas that is already moved and zoomed, `view` being the part of the map on the screen; returns what is where, for clicks on names.
 * @param {CanvasRenderingContext2D} ctx
 * @param {SceneNode[]} nodes
 * @param {number} scale
 * @param {Tones} tones
 * @param {number[]} view
 * @param {Set<string> | null} lit
 */
export function draw(ctx, nodes, scale, tones, view, lit) {
  ctx.save();
  ctx.scale(1 / scale, 1 / scale);
  const found = placed(ctx, nodes, scale, view, lit);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { node, px, box } of found) {
    ctx.globalAlpha = lit && !lit.has(node.id) ? 0.28 : 1;
    ctx.font = font(node, px);
    ctx.lineWidth = 4;
    ctx.strokeStyle = tones.paper;
    ctx.fillStyle = tones.ink;
    node.lines.forEach((line, i) => {
      const x = (box[0] + box[2]) / 2;
      const y = box[1] + px * LINE * (i + 0.5);
      ctx.strokeText(line, x, y);
      ctx.fillText(line, x, y);
    });
  }
  ctx.restore();
  return found;
}

/** @param {{ node: SceneNode; box: number[] }[]} found @param {number} scale @param {{ x: number; y: number }} point */
export function at(found, scale, point) {
  const x = point.x * scale;
  const y = point.y * scale;
  const hit = found.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
  return hit ? hit.node.id : null;
}
