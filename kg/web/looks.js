// How nodes and arrows look: colours from the style sheet, dashes by kind of act, width by number of statements.

import { data } from "./data.js";
import * as counts from "./counts.js";
import * as labels from "./labels.js";
import * as lists from "./lists.js";

const NAMES = [
  "paper",
  "sheet",
  "ink",
  "soft",
  "line",
  "edge",
  "wash",
  "rim",
  "group-rim",
  ...Object.keys(data.types),
  ...Object.keys(data.dashes),
];

export function tones() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** @param {string} colour @param {number} share */
function faded(colour, share) {
  const n = parseInt(colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1), 16);
  return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${share})`;
}

const { least, grows, most, lighter } = data.widths;
/** @param {number} count @param {string} kind */
export const width = (count, kind) => (least + grows * Math.sqrt(Math.min(count, most) - 1)) * (kind === "accuses" ? 1 : lighter);

/** @param {SceneNode} node @param {Tones} tones @param {Light | null} lit */
export function node(node, tones, lit) {
  const bright = !lit || lit.nodes.has(node.id);
  const chosen = Boolean(lit) && lit.chosen === node.id;
  const hollow = data.hollow.includes(node.group) || node.group === "community";
  const fill = node.group === "community" ? tones.wash : (tones[node.group] ?? tones.sheet);
  const colour = {
    background: fill,
    border: chosen ? tones.ink : node.group === "community" ? tones.edge : hollow ? tones["group-rim"] : tones.rim,
  };
  return {
    id: node.id,
    hidden: !node.shown,
    color: { ...colour, hover: colour, highlight: colour },
    opacity: bright ? 1 : 0.22,
    borderWidth: chosen ? 3 : hollow ? 1.6 : 1,
  };
}

/** @param {SceneEdge} edge @param {Tones} tones @param {Light | null} lit @param {number} scale */
export function edge(edge, tones, lit, scale) {
  const bright = !lit || lit.edges.has(edge.id);
  const full = edge.pale ? 0.3 : edge.kind === "attributed" ? 0.55 : edge.kind === "accuses" ? 0.85 : 0.8;
  const share = !lit ? full : bright ? (edge.pale ? 0.5 : 1) : 0.08;
  const colour = faded(tones[edge.kind], share);
  const wide = width(Math.max(1, edge.live.filter((i) => !counts.isRetracted(i)).length), edge.kind) * edge.grown;
  return {
    ...written(edge, tones, bright && lit && lit.edges.size <= 12 && innerWidth > 700, scale),
    id: edge.id,
    hidden: !edge.shown,
    color: { color: colour, hover: colour, highlight: colour, inherit: false },
    width: Math.round((wide + (lit && bright ? 0.6 : 0)) * 100) / 100,
    arrows: { to: { enabled: true, scaleFactor: edge.grown * Math.max(0.32, 0.62 - wide * 0.055) } },
  };
}

/**
 * The few arrows that are lit say their act.
 * @param {SceneEdge} edge
 * @param {Tones} tones
 * @param {unknown} said
 * @param {number} scale
 */
const written = (edge, tones, said, scale) => ({
  label: said ? lists.verb(edge) : " ",
  font: {
    size: Math.round(12.5 / scale),
    color: tones[edge.kind],
    strokeColor: tones.paper,
    strokeWidth: 4,
    face: labels.FAMILY,
    align: "middle",
  },
});

/**
 * The box of a statement, drawn by us; vis-network asks for a function that draws and says how large it is.
 * @param {SceneNode} node
 * @param {() => { tones: Tones; lit: Light | null }} live
 */
export const box =
  (node, live) =>
  ({ ctx, x, y }) => ({
    drawNode() {
      const { tones, lit } = live();
      const bright = !lit || lit.nodes.has(node.id);
      const [left, top] = [x - node.width / 2, y - node.height / 2];
      ctx.save();
      ctx.globalAlpha = bright ? 1 : 0.45;
      ctx.fillStyle = tones.sheet;
      ctx.strokeStyle = lit && lit.chosen === node.id ? tones.ink : tones.edge;
      ctx.lineWidth = lit && lit.chosen === node.id ? 2.5 : 1;
      ctx.beginPath();
      ctx.roundRect(left, top, node.width, node.height, 6);
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = tones[node.act] ?? tones.answers;
      ctx.fillRect(left, top + 6, 4, node.height - 12);
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      node.lines.forEach((line, i) => {
        ctx.font = `${line.bold ? 650 : 450} 13px ${labels.FAMILY}`;
        ctx.fillStyle = line.soft ? tones.soft : line.kind ? (tones[line.kind] ?? tones.ink) : tones.ink;
        ctx.fillText(line.text, left + 14, top + 16.5 + 17 * i);
      });
      ctx.restore();
    },
    nodeDimensions: { width: node.width, height: node.height },
  });
