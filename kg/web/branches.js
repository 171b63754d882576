// The branches of trees of answers, drawn by us: from the left side of each answer to the right side of what it answers.

import { data } from "./data.js";

const HEAD = 9;

/**
 * Branches that arrive at one statement do so beside each other, in the order of the answers.
 * @param {Scene} scene
 */
function arrive(scene) {
  if (scene.arrived) return;
  scene.arrived = true;
  const ends = new Map();
  for (const edge of scene.edges) ends.set(edge.to, [...(ends.get(edge.to) ?? []), edge]);
  for (const [id, edges] of ends) {
    const gap = Math.min(9, ((scene.places.get(id)?.height ?? 40) - 16) / edges.length);
    edges.sort((a, b) => scene.places.get(a.from).y - scene.places.get(b.from).y);
    edges.forEach((edge, i) => (edge.off = (i - (edges.length - 1) / 2) * gap));
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {Scene} scene @param {Tones} tones @param {Light | null} lit */
export function draw(ctx, scene, tones, lit) {
  scene.places ??= new Map(scene.nodes.map((node) => [node.id, node]));
  arrive(scene);
  ctx.save();
  for (const edge of scene.edges) {
    const [from, to] = [scene.places.get(edge.from), scene.places.get(edge.to)];
    if (!edge.shown || !edge.sideways || !from || !to) continue;
    const [ax, bx] = [from.x - from.width / 2, to.x + to.width / 2 + HEAD];
    const bend = Math.max(30, Math.min(70, Math.abs(ax - bx) / 2, Math.abs(from.y - to.y)));
    ctx.globalAlpha = !lit || lit.edges.has(edge.id) ? 1 : 0.25;
    ctx.strokeStyle = tones[edge.kind];
    ctx.fillStyle = tones[edge.kind];
    ctx.lineWidth = 1.6;
    ctx.setLineDash(data.dashes[edge.kind] || []);
    ctx.beginPath();
    ctx.moveTo(ax, from.y);
    ctx.bezierCurveTo(ax - bend, from.y, bx + bend, to.y + edge.off, bx, to.y + edge.off);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(bx - HEAD + 1, to.y + edge.off);
    ctx.lineTo(bx + 2, to.y + edge.off - 4.5);
    ctx.lineTo(bx + 2, to.y + edge.off + 4.5);
    ctx.fill();
  }
  ctx.restore();
}
