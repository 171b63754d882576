// Maps too large to be drawn whole: how arrows are joined, what is folded, and where discs come to lie.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.js";

open();
const arrows = await import("../../kg/web/arrows.js");
const communities = await import("../../kg/web/communities.js");
const folding = await import("../../kg/web/folding.js");

const GROUPS = 40;
const nodes = Array.from({ length: 400 }, (_, i) => ({
  actor: `actor-${i}`,
  label: `Actor ${i}`,
  lines: [`Actor ${i}`],
  group: "person",
  shape: "dot",
  size: 9,
  findings: [],
  x: (i % 20) * 50,
  y: Math.floor(i / 20) * 50,
  community: i % GROUPS,
  said: [[i], [], [], []],
}));
const edges = Array.from({ length: 900 }, (_, i) => ({
  from: i % 400,
  to: (i * 7 + 1) % 400,
  kind: "accuses",
  bend: 0,
  statements: [i],
}));
const view = () => ({ nodes: nodes.map((one) => ({ ...one })), edges, bounds: [0, 0, 1000, 1000], large: false });

test("arrows with the same ends and kind become one, with each statement once", () => {
  const joined = arrows.joined(edges, (i) => (i < 200 ? "c:0" : "c:1"));
  assert.deepEqual(joined.map(({ id }) => id).sort(), ["e:c:0>c:1>accuses", "e:c:1>c:0>accuses"]);
  const crossing = edges.filter(({ from, to }) => from < 200 !== to < 200);
  assert.equal(joined.flatMap((one) => one.statements).length, crossing.length);
});

test("arrows without an end, and those within one, are left out", () => {
  assert.deepEqual(
    arrows.joined(edges, () => "c:0"),
    [],
  );
  assert.deepEqual(
    arrows.joined(edges, () => null),
    [],
  );
});

test("a map of too many arrows draws at most as many as it may, and says so", () => {
  const scene = folding.weakest(view(), edges);
  assert.ok(scene.edges.length > 0 && scene.edges.length <= arrows.MOST);
  assert.match(scene.note, /with most statements are drawn one by one/);
  const inDiscs = scene.nodes.filter((one) => one.group === "community").reduce((sum, one) => sum + one.members, 0);
  assert.equal(inDiscs + scene.nodes.filter((one) => one.group === "person").length, nodes.length);
});

test("an overview has a disc for each community, none over another", () => {
  const { nodes: discs } = folding.overview(view(), edges);
  assert.equal(discs.length, GROUPS);
  for (const [i, a] of discs.entries())
    for (const b of discs.slice(i + 1))
      assert.ok(Math.abs(a.x - b.x) >= a.size + b.size || Math.abs(a.y - b.y) >= a.size + b.size);
});

test("the same scene is made each time", () => {
  assert.deepEqual(folding.opened(view(), 3, edges), folding.opened(view(), 3, edges));
});

test("a community is called by its best known members", () => {
  assert.deepEqual(communities.called(view(), 1), ["Actor 1,", "Actor 41,", "and 8 others"]);
});
