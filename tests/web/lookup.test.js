import assert from "node:assert/strict";
import test from "node:test";
import { filterOf } from "../../kg/web/carried.js";
import { byKind, find, lines } from "../../kg/web/lookup.js";
import { list } from "../../kg/web/numbers.js";
import { words } from "../../kg/web/words.js";

const INDEX = {
  kinds: [
    ["actor", 2],
    ["statement", 3],
  ],
  each: 2,
  longest: 64,
  prefixes: ["", "a"],
  letters: { ß: "ss" },
  acts: {},
};
const FILES = {
  "search/w0": ["", "north", "AB", "strasse", "C"], // 0 and 2; 2
  "search/w1": [".f", "alba", "A", "army", "BAA"], // any: 0 to 4; 0; 1, 2 and 3
  "search/d0": [["a0", "North"], ["a1"]],
  "search/d1": [["s0"], ["s1"]],
  "search/d2": [["s2"]],
};
const read = [];
const shard = async (name) => {
  read.push(name);
  return FILES[name];
};
const found = async (typed) => byKind(INDEX, await find(INDEX, typed, shard));

test("words are found by their beginnings, and all must occur", async () => {
  assert.deepEqual(await found("NOR"), [
    ["actor", [0]],
    ["statement", [2]],
  ]);
  assert.deepEqual(await found("north straß"), [
    ["actor", []],
    ["statement", [2]],
  ]);
  assert.deepEqual(await found("army north"), [
    ["actor", []],
    ["statement", [2]],
  ]);
  assert.equal(await find(INDEX, " … ", shard), null);
});

test("a search for the letters of a divided file reads that file alone", async () => {
  read.length = 0;
  const [[, actors], [, statements]] = await found("a");
  assert.deepEqual(
    [actors, statements],
    [
      [0, 1],
      [2, 3, 4],
    ],
  );
  assert.deepEqual(read, ["search/w1"]);
});

test("lines are read from as few files as they are in", async () => {
  read.length = 0;
  assert.deepEqual(await lines(INDEX, [0, 1, 4], shard), [["a0", "North"], ["a1"], ["s2"]]);
  assert.deepEqual(read, ["search/d0", "search/d2"]);
});

test("sets of numbers in both forms", () => {
  assert.deepEqual(list(""), []);
  assert.deepEqual(list("AAB"), [0, 1, 3]);
  assert.deepEqual(list("gB"), [32]);
  assert.deepEqual(list(".BA_"), [0, 12, 13, 14, 15, 16, 17]);
});

test("words in several scripts", () => {
  const table = { ß: "ss", ي: "ی" };
  assert.deepEqual(words("Straße, İzmir ۲۰۱۷ – ΟΔΥΣΣΕΥΣ", table), ["strasse", "izmir", "2017", "οδυσσευσ"]);
  assert.deepEqual(words("हिन्दी l’été", {}), ["हनद", "l", "ete"]);
});

test("an address carries what it filters by and nothing else", () => {
  assert.equal(filterOf("#view=side&topic=arms&chosen=s%3Aa&from=2017-01-01"), "topic=arms&from=2017-01-01");
  assert.equal(filterOf("#s-statement"), "");
  assert.equal(filterOf("#words=a%20b&topic="), "words=a+b");
});
