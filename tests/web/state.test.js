// The state of a page: what an address may say, and what is written into it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.js";

const page = open();
const state = await import("../../kg/web/state.js");

function at(hash) {
  globalThis.location.hash = hash;
  if (page.listeners.hashchange) page.listeners.hashchange();
  else state.start();
  return state.get();
}

test("an address brings back all that it names", () => {
  const now = at("#chosen=s%3Aa&side=north&from=1970-01-05&perhaps=yes&without=denies+told&words=well");
  assert.deepEqual([now.chosen, now.side, now.from, now.perhaps, now.words], ["s:a", "north", "1970-01-05", "yes", "well"]);
  assert.deepEqual(now.without, ["denies", "attributed"]);
});

test("nothing is taken over that the page does not hold", () => {
  const now = at(
    "#chosen=s%3Az&side=west&topic=sea&from=1970-13-45&view=none&without=shouts&undated=maybe&certainty=sure&toString=x",
  );
  assert.deepEqual(now, at("#"));
});

test("words longer than a search may be are ignored", () => {
  assert.equal(at(`#words=${"x".repeat(201)}`).words, "");
});

test("an id that a record had before leads to the record", () => {
  assert.equal(at("#chosen=s%3Aold-a").chosen, "s:a");
  assert.equal(at("#s-a").chosen, "s:a");
});

test("a step makes an entry in the history, sliding changes the one that is there", () => {
  at("#");
  page.went.length = 0;
  state.set({ side: "south" }, true);
  state.set({ words: "a" });
  assert.deepEqual(page.went, [
    ["push", "/map.html#side=south"],
    ["replace", "/map.html#words=a&side=south"],
  ]);
});

test("listeners hear of a change, and before something is chosen", () => {
  at("#");
  const heard = [];
  state.beforeChoosing(() => heard.push(`before ${state.get().chosen}`));
  state.listen((now, before) => heard.push([now.chosen, before.chosen]));
  state.set({ chosen: "n:ada" }, true);
  assert.deepEqual(heard, ["before ", ["n:ada", ""]]);
});

test("clearing the filters keeps what is drawn", () => {
  at("#around=n%3Aada&side=north");
  assert.equal(state.narrowed(), true);
  state.reset();
  assert.equal(state.narrowed(), false);
  assert.equal(state.get().around, "n:ada");
});
