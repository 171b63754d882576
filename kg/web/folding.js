// A map too large to be read at once: communities are discs until they are opened, and so are the actors of whom least is said
// where there are too many arrows. No view draws more than MOST of these, and every view says what it folds or leaves out.

import { plural } from "./elements.js";
import * as bidi from "./bidi.js";
import * as nearby from "./nearby.js";
import { drawnActor, stretch } from "./nodes.js";
import { MOST, joined, unsaid } from "./arrows.js";
import { isLarge, groups, called } from "./communities.js";

const MEMBERS = 600;
const OUTSIDE = 24;

/**
 * The disc of a community, or of those of its members that are folded.
 * @param {View} view
 * @param {number} number
 * @param {number} x
 * @param {number} y
 * @param {number[]} [members]
 */
function disc(view, number, x, y, members = groups(view)[number].members) {
  const said = [0, 1, 2, 3].map((what) => [...new Set(members.flatMap((i) => view.nodes[i].said[what]))]);
  const whole = members.length === groups(view)[number].members.length;
  const lines = whole
    ? called(view, number)
    : [view.nodes[members[0]].label, `and ${(members.length - 1).toLocaleString("en")} more`];
  return {
    id: `c:${number}`,
    label: lines.join(" "),
    lines: lines.map((line) => bidi.cut(line, 30)),
    group: "community",
    shape: "dot",
    x,
    y,
    size: Math.round(Math.min(46, 11 + 1.6 * Math.sqrt(members.length))),
    said,
    members: members.length,
  };
}

/**
 * The most that can be had of something without too many arrows: `made` gives these for a number of them.
 * @param {number} number
 * @param {(number: number) => unknown[]} made
 */
function most(number, made) {
  let [low, high] = [0, number];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (made(middle).length <= MOST) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The actors of whom most is said one by one, the others in the discs of their communities.
 * @param {View} view
 * @param {ViewEdge[]} edges
 */
export function weakest(view, edges) {
  const weight = new Array(view.nodes.length).fill(0);
  for (const edge of edges) for (const end of [edge.from, edge.to]) weight[end] += edge.statements.length;
  const ranked = [...weight.keys()].sort((a, b) => weight[b] - weight[a] || a - b);
  /** @param {number} number */
  const apartFor = (number) => {
    const kept = new Set(ranked.slice(0, number));
    const folded = new Map();
    for (const i of ranked.slice(number))
      folded.set(view.nodes[i].community, [...(folded.get(view.nodes[i].community) ?? []), i]);
    for (const [community, members] of folded) {
      if (members.length > 1) continue;
      kept.add(members[0]); // a disc for one would hide it for nothing
      folded.delete(community);
    }
    return { kept, folded };
  };
  /** @param {{ kept: Set<number> }} arg0 */
  const home =
    ({ kept }) =>
    (i) =>
      kept.has(i) ? `n:${view.nodes[i].actor}` : `c:${view.nodes[i].community}`;
  /** @param {number} number */
  const arrowsFor = (number) => joined(edges, home(apartFor(number)));
  const number = most(ranked.length, arrowsFor);
  const { kept, folded } = apartFor(number);
  const nodes = [...kept].map((i) => drawnActor(view.nodes[i]));
  stretch(nodes);
  /** @param {number[]} members @param {"x" | "y"} axis */
  const mean = (members, axis) => members.reduce((sum, i) => sum + view.nodes[i][axis], 0) / members.length;
  const discs = [...folded].map(([community, members]) => disc(view, community, mean(members, "x"), mean(members, "y"), members));
  apart(discs, nodes);
  const arrows = arrowsFor(number);
  const others = view.nodes.length - kept.size;
  const note = others
    ? `The ${plural(kept.size, "actor")} with most statements are drawn one by one, ${others.toLocaleString("en")} others in ${plural(discs.length, "group")}: choose a group to open it, or filter.`
    : "";
  return {
    nodes: [...nodes, ...discs],
    edges: arrows.slice(0, MOST),
    folded: true,
    note: [note, unsaid(arrows)].filter(Boolean).join(" "),
  };
}

/**
 * The discs moved apart, each pair a little at a time, and away from what stays; deterministic, and few enough to look at each pair.
 * @param {SceneNode[]} discs
 * @param {SceneNode[]} [still]
 */
function apart(discs, still = []) {
  for (let round = 0; round < 120; round += 1) {
    let moved = away(discs, still);
    for (let i = 0; i < discs.length; i += 1) {
      for (let j = i + 1; j < discs.length; j += 1) {
        const [a, b] = [discs[i], discs[j]];
        const [x, y] = [b.x - a.x || 0.01 * (j - i), b.y - a.y];
        const [over, under] = [150 + a.size + b.size - Math.abs(x), 62 + a.size + b.size - Math.abs(y)];
        if (over <= 0 || under <= 0) continue;
        moved = true;
        if (over < under) {
          a.x -= (Math.sign(x) * over) / 2;
          b.x += (Math.sign(x) * over) / 2;
        } else {
          a.y -= ((Math.sign(y) || 1) * under) / 2;
          b.y += ((Math.sign(y) || 1) * under) / 2;
        }
      }
    }
    if (!moved) return;
  }
}

/** @param {SceneNode[]} discs @param {SceneNode[]} still */
function away(discs, still) {
  let moved = false;
  for (const one of discs) {
    for (const other of still) {
      const [x, y] = [one.x - other.x || 0.01, one.y - other.y || 0.01];
      const [over, under] = [110 + one.size + other.size - Math.abs(x), 46 + one.size + other.size - Math.abs(y)];
      if (over <= 0 || under <= 0) continue;
      moved = true;
      if (over < under) one.x += Math.sign(x) * over;
      else one.y += Math.sign(y) * under;
    }
  }
  return moved;
}

/** @param {View} view @param {ViewEdge[]} edges */
export function overview(view, edges) {
  const [left, top, right, bottom] = view.bounds;
  const scale = Math.min(1, (240 * Math.sqrt(groups(view).length)) / Math.max(right - left, bottom - top, 1));
  const discs = groups(view).map((group, number) => disc(view, number, group.x * scale, group.y * scale));
  if (discs.length <= 300) apart(discs);
  /** @param {number} i */
  const home = (i) => `c:${view.nodes[i].community}`;
  const arrows = joined(edges, home);
  return { nodes: discs, edges: arrows.slice(0, MOST), folded: true, note: unsaid(arrows) };
}

/**
 * One community opened: its best-known members where they lie on the whole map, its neighbours as discs around it.
 * @param {View} view
 * @param {number} number
 * @param {ViewEdge[]} edges
 */
export function opened(view, number, edges) {
  const group = groups(view)[number];
  if (!group) return isLarge(view) ? overview(view, edges) : weakest(view, edges);
  const weight = new Map();
  for (const edge of edges) {
    const [a, b] = [view.nodes[edge.from].community, view.nodes[edge.to].community];
    if (a !== b && (a === number || b === number)) {
      const other = a === number ? b : a;
      weight.set(other, (weight.get(other) || 0) + edge.statements.length);
    }
  }
  const others = [...weight]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, OUTSIDE)
    .map(([other]) => other);
  /** @param {number} other */
  const angle = (other) => Math.atan2(groups(view)[other].y - group.y, groups(view)[other].x - group.x);
  others.sort((a, b) => angle(a) - angle(b) || a - b);
  const discs = others.map((other) => ({ ...disc(view, other, 0, 0), angle: angle(other) }));
  const shown = new Set(others);
  /** @param {Set<number>} inside */
  const homeOf = (inside) => (i) =>
    inside.has(i) ? `n:${view.nodes[i].actor}` : shown.has(view.nodes[i].community) ? `c:${view.nodes[i].community}` : null;
  /** @param {number} many */
  const arrowsFor = (many) => joined(edges, homeOf(new Set(group.members.slice(0, many))));
  const fitting = Math.max(1, most(Math.min(MEMBERS, group.members.length), arrowsFor));
  const nodes = group.members.slice(0, fitting).map((i) => drawnActor(view.nodes[i]));
  stretch(nodes);
  nearby.ring(discs, nodes);
  const arrows = arrowsFor(fitting);
  const left = group.members.length - fitting;
  const note = left
    ? `The ${fitting} best known of ${plural(group.members.length, "actor")} here are drawn; filter for others, the search and the table have all.`
    : "";
  return {
    nodes: [...nodes, ...discs],
    edges: arrows.slice(0, MOST),
    folded: true,
    note: [note, unsaid(arrows)].filter(Boolean).join(" "),
  };
}
