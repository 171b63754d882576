// What the scripts of the pages pass around. The first half is the JSON that Python writes into a page.

/** What Oxigraph's own code provides to the worker that it is in front of (npm `oxigraph`, `web.js`). */
declare function __wbg_init(from: { module_or_path: ArrayBuffer }): Promise<unknown>;
declare function namedNode(iri: string): object;
declare const Store: any;

/** The statements of a page as columns, one value a statement (`kg/site/facts.py`). */
interface Facts {
  ids: string[];
  acts: string[];
  act: number[];
  side: [id: string, name: string][];
  sides: number[][];
  topic: [id: string, label: string, depth: number][];
  topics: number[][];
  certainty: number[];
  first: (number | null)[];
  last: (number | null)[];
  dated: number[];
  about: number[];
  mark: number[];
  tellers: string[];
  same: number[];
  silence: number[];
  answers: number[][];
  may_answer: number[][];
  kind?: string[];
}

/** An actor or a side; `said` are the numbers of statements in which it is accused, accuses, answers, is answered. */
interface ViewNode {
  actor: string;
  label: string;
  lines: string[];
  group: string;
  shape: string;
  x: number;
  y: number;
  size: number;
  community?: number;
  findings: [words: string, statement: number | null][];
  said: number[][];
}

interface ViewEdge {
  from: number;
  to: number;
  kind: string;
  several?: number;
  bend: number;
  statements: number[];
}

interface View {
  nodes: ViewNode[];
  edges: ViewEdge[];
  bounds: Bounds;
  large: boolean;
  groups?: Community[];
}

/** The JSON of a page (`kg/site/filtering.py`); from `views` on, what only the map has, and then what only the timeline has. */
interface PageData {
  what: string;
  lead: string;
  notice: string;
  chosen: string;
  shown: string;
  record: string;
  day: string;
  kinds: string[];
  silences: string[];
  certainties: string[];
  marks: string[];
  answering: string[];
  letters: Record<string, string>;
  side: string;
  former: Record<string, string>;
  opens: Record<string, string>;
  statements: Facts;
  views: Record<string, View>;
  options: { interaction: object; [name: string]: unknown };
  types: Record<string, string>;
  hollow: string[];
  dashes: Record<string, number[] | false>;
  widths: { least: number; grows: number; most: number; lighter: number };
  answers: Record<string, string[]>;
  months: [month: string, words: string, statements: number][];
}

/** Left, top, right and bottom. */
type Bounds = [number, number, number, number];
type Tones = Record<string, string>;
/** For each statement 0 where it is not shown, 1 where it is, and 2 where it may lie in the period. */
type Shown = Uint8Array;

/** What the reader has chosen. */
interface State {
  view: string;
  around: string;
  chosen: string;
  words: string;
  without: string[];
  side: string;
  topic: string;
  certainty: string;
  answered: string;
  from: string;
  to: string;
  undated: string;
  perhaps: string;
  sort: string;
}

interface Community {
  members: number[];
  x: number;
  y: number;
}

/** A line of words in the box of a statement. */
interface Row {
  text: string;
  bold?: boolean;
  soft?: boolean;
  kind?: string;
}

/** Something drawn on the map: an actor, a community, or a statement with its `rows` in a box of `width` and `height`. */
interface SceneNode {
  id: string;
  label: string;
  lines: string[];
  group: string;
  x: number;
  y: number;
  size: number;
  said: number[][];
  actor?: string;
  shape?: string;
  community?: number;
  findings?: [words: string, statement: number | null][];
  members?: number;
  angle?: number;
  above?: boolean;
  shown?: boolean;
  drawn?: number;
  half?: number;
  number?: number;
  rows?: Row[];
  act?: string;
  width?: number;
  height?: number;
  column?: number;
}

interface SceneEdge {
  id: string;
  from: string;
  to: string;
  kind: string;
  bend: number;
  statements: number[];
  several?: number | boolean;
  sideways?: boolean;
  off?: number;
  live: number[];
  shown: boolean;
  pale: boolean;
  text: string;
  grown: number;
}

interface Scene {
  nodes: SceneNode[];
  edges: SceneEdge[];
  note: string;
  place: string;
  key: string;
  labels?: Map<string, string>;
  places?: Map<string, SceneNode>;
  arrived?: boolean;
}

/** What is lit on the map; all where there is none. */
interface Light {
  nodes: Set<string>;
  edges: Set<string>;
  chosen: string | null;
}

declare const vis: any;

/** A record as a line (`kg/site/search/entries.py`); what is empty at the end is left out. */
type EntryColumns = [id: string, text: string, more?: string, when?: string, says?: string, act?: string, pale?: number];

/** What is searched, and where (`kg/site/search/files.py`). */
interface SearchIndex {
  kinds: [kind: string, count: number][];
  each: number;
  longest: number;
  prefixes: string[];
  letters: Record<string, string>;
  acts: Record<string, string>;
}

/** Who accuses whom (`kg/site/filter/files.py`): those who do, and by two places among them the accusations as a set of numbers. */
interface Pairs {
  actors: [id: string, name: string, page: number][];
  pairs: [accuser: number, accused: number, accusations: string, both: number][];
}
