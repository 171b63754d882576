// The texts that the page on which readers ask puts together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bound, called, csv, declared, term } from "../../kg/web/ask_terms.js";

test("a parameter becomes a clause at the place that the query names, one for each", () => {
  const text = "SELECT * WHERE {\n  # bind\n  ?s ?p ?o\n}";
  const given = [
    ["accused", term("actor", "russia", "https://x.example/")],
    ["from_day", term("day", "2017-04-24", "https://x.example/")],
    ["act", term("act", "denies", "https://x.example/")],
  ];
  assert.equal(
    bound(text, given),
    "SELECT * WHERE {\n  VALUES ?accused { <https://x.example/actor/russia> }\n" +
      '  VALUES ?from_day { "2017-04-24"^^<http://www.w3.org/2001/XMLSchema#date> }\n  VALUES ?act { "denies" }\n  ?s ?p ?o\n}',
  );
  assert.equal(bound(text, []), "SELECT * WHERE {\n  \n  ?s ?p ?o\n}");
});

test("what is typed cannot end the text that it is put into", () => {
  const query = called("actor", '") } DROP ALL #\n\\', "https://x.example/", true);
  assert.ok(query.includes(String.raw`LCASE("\") } DROP ALL #\n\\")`));
  assert.ok(!query.includes("\n"));
});

test("prefixes are declared in one line, so that lines in a complaint are those of the query", () => {
  assert.equal(
    declared({ kg: "https://k.example/#", a: "https://a.example/" }),
    "PREFIX kg: <https://k.example/#> PREFIX a: <https://a.example/> ",
  );
});

test("an answer is saved in the W3C's CSV", () => {
  const row = { a: { type: "uri", value: "https://x.example/" }, b: { type: "literal", value: 'so, "he" said' } };
  const answer = { head: { vars: ["a", "b", "c"] }, results: { bindings: [row, { c: { type: "bnode", value: "n" } }] } };
  assert.equal(csv(answer), 'a,b,c\r\nhttps://x.example/,"so, ""he"" said",\r\n,,_:n\r\n');
});
