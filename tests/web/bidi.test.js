// Texts between isolates stay so when they are cut or broken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, bare, carried, cut } from "../../kg/web/bidi.js";

const [FSI, PDI] = ["\u2068", "\u2069"];
const depth = (text) => [...text].reduce((open, sign) => open + (sign === FSI) - (sign === PDI), 0);

test("a text is set apart once", () => assert.equal(apart(apart("abc")), `${FSI}abc${PDI}`));

test("a cut text ends in an ellipsis and leaves nothing open", () => {
  const long = `one ${apart("two three four")} five`;
  for (let most = 1; most < 20; most += 1) {
    const short = cut(long, most);
    assert.equal(depth(short), 0);
    assert.ok(bare(short).length <= most);
  }
  assert.equal(cut(long, bare(long).length), long);
});

test("lines of one text are each closed", () => {
  const lines = carried([`one ${FSI}two`, "three", `four${PDI} five`]);
  assert.deepEqual(lines.map(depth), [0, 0, 0]);
  assert.equal(bare(lines.join(" ")), "one two three four five");
});
