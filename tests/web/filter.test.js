// Which statements are shown, how they are counted, and what is said of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.js";

open();
const state = await import("../../kg/web/state.js");
const filter = await import("../../kg/web/filter.js");
const counts = await import("../../kg/web/counts.js");
const wording = await import("../../kg/web/wording.js");

const START = state.get();
const shown = (change) => [...filter.shown({ ...START, ...change })];

test("everything is shown at first", () => assert.deepEqual(shown({}), [1, 1, 1, 1, 1]));
test("a topic has the statements of its parts", () => assert.deepEqual(shown({ topic: "water" }), [1, 1, 0, 0, 1]));
test("a side has what it says and what it is accused of", () => assert.deepEqual(shown({ side: "south" }), [0, 1, 1, 0, 0]));
test("a certainty is one of those in the order of the page", () =>
  assert.deepEqual(shown({ certainty: "probable" }), [0, 0, 1, 0, 0]));
test("undated statements can be left out", () => assert.deepEqual(shown({ undated: "no" }), [1, 1, 1, 0, 1]));
test("a kind can be left out, and what only others report is a kind", () => {
  assert.deepEqual(shown({ without: ["attributed"] }), [1, 1, 0, 1, 1]);
  assert.deepEqual(shown({ without: ["denies"] }), [1, 0, 1, 1, 1]);
});
test("accusations that were answered come with the answers", () => assert.deepEqual(shown({ answered: "0" }), [1, 1, 0, 0, 0]));
test("an exchange has the answers both ways", () => assert.deepEqual(shown({ around: "s:b" }), [1, 1, 0, 0, 0]));
test("an actor has what it meets", () => assert.deepEqual(shown({ around: "n:cy" }), [0, 0, 1, 0, 0]));
test("a period shows what surely lies in it, and where asked for what may", () => {
  const period = { from: filter.text(5), to: filter.text(25) };
  assert.deepEqual(shown(period), [0, 1, 0, 0, 0]);
  assert.deepEqual(shown({ ...period, perhaps: "yes" }), [0, 1, 2, 2, 0]);
});

test("days and dates are the same both ways", () => {
  for (const day of [-40000, 0, 59, 17000]) assert.equal(filter.days(filter.text(day)), day);
});

test("what others report counts at the upper end, what was retracted apart", () => {
  const all = filter.shown(START);
  assert.equal(counts.words([0, 1], all), "2 statements");
  assert.equal(counts.words([0, 2], all), "1–2 statements");
  assert.equal(counts.words([0, 4], all), "1 statement · 1 retracted");
  assert.equal(counts.bare([], all), "0");
  assert.equal(
    counts.summary(all),
    "1–2 accusations · 1 retracted (answered: 1; none found: 0 · 1 retracted; not looked for: 0–1), 1 answer",
  );
});

test("the filters in words, and in the name of a file", () => {
  const now = { ...START, topic: "pumps", side: "north", from: "1970-01-02", undated: "no" };
  const found = filter.shown(now);
  assert.equal(
    wording.filters(now).join("; "),
    "topic Pumps; side The North; said from 2 January 1970, surely; without undated statements",
  );
  assert.equal(wording.count(now, found), "1 of 5 statements");
  assert.equal(wording.caption(now, found).slice(0, 11), "Topic Pumps");
  assert.match(wording.file(now, found), /^map_topic-pumps_side-the-north_[a-z0-9-]+_[a-z-]+_1-statement_as-alleged$/);
});
