// A page for tests without a browser: the data that modules read when they are imported, and nothing else of a document.

const NOTHING = { textContent: "", selectedOptions: [] };

const STATEMENTS = {
  ids: ["a", "b", "c", "d", "e"],
  acts: ["accuses", "denies", "asserts"],
  act: [0, 1, 0, 2, 0],
  side: [
    ["north", "The North"],
    ["south", "The South"],
  ],
  sides: [[0], [1, 0], [1], [], [0]],
  topic: [
    ["water", "Water", 0],
    ["pumps", "Pumps", 1],
    ["roads", "Roads", 0],
  ],
  topics: [[1], [1], [2], [], [0]],
  certainty: [0, 0, 1, 0, 2],
  first: [0, 10, 20, null, 40],
  last: [0, 10, 30, null, 40],
  dated: [1, 1, 1, 0, 1],
  about: [0, 0, 0, 0, 0],
  mark: [0, 0, 1, 0, 3],
  tellers: ["", "", "The Gazette", "", ""],
  same: [0, 1, 2, 3, 4],
  silence: [0, 4, 4, 4, 3],
  answers: [[], [0], [], [], []],
  may_answer: [[], [], [], [], []],
};

const node = (actor, said, more) => ({
  actor,
  label: actor,
  lines: [actor],
  group: "person",
  shape: "dot",
  x: 0,
  y: 0,
  size: 9,
  findings: [],
  said,
  ...more,
});

export const DATA = {
  what: "map",
  chosen: "",
  shown: "all statements",
  record: "",
  notice: "",
  day: "",
  kinds: ["accuses", "denies", "counters", "answers", "attributed"],
  silences: ["answered", "perhaps answered", "denied elsewhere", "none found", "not looked for"],
  certainties: ["asserted", "probable", "possible", "implied"],
  marks: ["", "attributed", "disputed", "retracted", "unsure"],
  answering: ["denies"],
  letters: { "\u00df": "ss", "\u00f8": "o" },
  former: { "old-a": "a" },
  opens: {},
  statements: STATEMENTS,
  types: { person: "Person", group: "Unnamed people" },
  hollow: ["group"],
  dashes: { accuses: false, denies: [9, 5] },
  widths: { least: 1.4, grows: 1.15, most: 40, lighter: 0.85 },
  views: {
    actor: {
      nodes: [node("ada", [[1], [0], [], []]), node("bo", [[0], [1], [1], []]), node("cy", [[], [2], [], []])],
      edges: [
        { from: 0, to: 1, kind: "accuses", bend: 0, statements: [0] },
        { from: 1, to: 0, kind: "denies", bend: 0, statements: [1] },
      ],
      bounds: [-10, -10, 10, 10],
      large: false,
    },
  },
};

// Puts the data where modules look for it; to be called before they are imported.
export function open(data = DATA) {
  const listeners = {};
  globalThis.document = {
    getElementById: (id) => (id === "data" ? { textContent: JSON.stringify(data) } : NOTHING),
    querySelector: () => null,
    querySelectorAll: () => [],
    createElement: () => ({ getContext: () => ({ measureText: (text) => ({ width: 7 * text.length }) }) }),
  };
  globalThis.location = { pathname: "/map.html", search: "", hash: "" };
  const went = [];
  globalThis.history = {
    pushState: (_state, _title, address) => went.push(["push", address]),
    replaceState: (_state, _title, address) => went.push(["replace", address]),
  };
  globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
  return { went, listeners };
}
