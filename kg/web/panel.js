// The panel: what is in the table, gathered for what was chosen on the map.

import { data } from "./data.js";
import { byId, make, pressed, plural } from "./elements.js";
import * as cards from "./cards.js";
import * as choices from "./choices.js";
import * as counts from "./counts.js";
import * as filter from "./filter.js";
import * as found from "./found.js";
import * as lists from "./lists.js";
import * as pairs from "./pairs.js";
import * as profile from "./profile.js";
import * as scenes from "./scene.js";
import { isDense, groups, called } from "./communities.js";
import * as state from "./state.js";

const box = byId("panel");
const { ids, answers } = data.statements;
const [ACCUSED, ACCUSES, ANSWERS, ANSWERED] = [0, 1, 2, 3];
const WHAT = {
  actor: "Choose an actor or an arrow, on the map or here, to read what was said, on whose word, and what was answered.",
  side: `${data.side} Choose one, or an arrow, to read what was said, on whose word, and what was answered.`,
  answers: "Each box is a statement; its answers are to its right. Choose one to read it in full.",
};
let scene = null;
let shown = null;
let now = null;

/** @param {string} chosen */
export const choose = (chosen) => state.set({ chosen }, true);
/** @param {string} id */
const chooseStatement = (id) => choose(`s:${id}`);
const view = () => data.views[now.view] ?? data.views.actor;
/** @param {number[]} numbers */
const live = (numbers) => numbers.filter((i) => shown[i]);
/** @param {Node} words */
const heading = (words) => {
  const made = make("h2");
  made.append(words);
  return made;
};

/** @param {...any} parts */
function write(...parts) {
  const within = box.contains(document.activeElement);
  box.replaceChildren(...parts.flat().filter(Boolean));
  box.scrollTop = 0;
  if (within) box.focus({ preventScroll: true });
}

// Where the panel is under the map, brings its beginning up beside the map.
function bring() {
  const { top } = box.getBoundingClientRect();
  if (getComputedStyle(box.parentElement).display === "block") scrollBy({ top: top - innerHeight * 0.56 });
}

const back = () => pressed("Back to the overview", "back link", () => state.set({ chosen: "", words: "" }, true));
/** @param {string} words */
const about = (words) => make("p", words, "about");
/** @param {any} node @param {number} what */
const actorRow = (node, what) =>
  lists.row(node.label, what === undefined ? undefined : counts.bare(node.said[what], shown), () =>
    choose(node.id ?? `n:${node.actor}`),
  );
/** @param {SceneEdge} edge */
const arrowRow = (edge) => lists.row(lists.sentence(scene, edge), edge.text, () => choose(edge.id));
/** @param {string} around @param {string} words @param {string} [where] */
const only = (around, words, where = now.view) =>
  pressed(words, "tool", () => state.set({ view: where, around, chosen: around }, true));

/**
 * An answer with what it answers above it; under a statement that is part of an exchange a way to see that drawn.
 * @param {number} i
 * @param {number} deep
 */
function card(i, deep) {
  const made = cards.card(ids[i], "article", deep);
  const over = answers[i].filter((one) => byId(`s-${ids[one]}`));
  if (over.length)
    made.prepend(make("p", "In answer to", "note"), lists.list(over.map((one) => cards.short(ids[one], chooseStatement))));
  if ((over.length || filter.answered[i]) && now.around !== `s:${ids[i]}`) {
    made.append(only(`s:${ids[i]}`, "Draw this exchange", "answers"));
  }
  return made;
}

/**
 * Statements as cards, some at first and the rest on demand.
 * @param {Iterable<number>} numbers
 * @param {number} deep
 */
function several(numbers, deep) {
  const made = numbers.slice(0, 60).map((i) => card(i, deep));
  if (numbers.length <= 60) return made;
  const rest = pressed(`Show the other ${numbers.length - 60}`, "link", () =>
    rest.replaceWith(...numbers.slice(60).map((i) => card(i, deep))),
  );
  return [...made, rest];
}

function overview() {
  const actors = view().nodes.filter((node) => live(node.said[ACCUSED]).length);
  actors.sort((a, b) => live(b.said[ACCUSED]).length - live(a.said[ACCUSED]).length || (a.actor < b.actor ? -1 : 1));
  const arrows = scenes.arrows(scene, now, shown).sort((a, b) => b.live.length - a.live.length || (a.id < b.id ? -1 : 1));
  const discs = scene.nodes.filter((node) => node.group === "community" && node.shown);
  const rest = make("details");
  const everyone = view().nodes.filter((node) => node.said.some((said) => live(said).length));
  rest.append(make("summary", `All ${plural(everyone.length, "actor")} and ${plural(arrows.length, "arrow")}`));
  rest.addEventListener("toggle", () => {
    if (rest.children.length > 1) return;
    const named = [...everyone].sort((a, b) => a.label.localeCompare(b.label, "en"));
    rest.append(
      make("h3", "Actors"),
      lists.long(named, (node) => actorRow(node)),
      make("h3", "Arrows"),
      lists.long(arrows, arrowRow),
    );
  });
  const most = arrows.filter((edge) => edge.kind === "accuses").slice(0, 7);
  write(
    make("h2", now.view === "answers" ? "Accusations and their answers" : "Who accuses whom"),
    about(WHAT[now.view]),
    state.narrowed()
      ? about(
          `The filters leave ${plural(shown.filter((one) => one === 1).length, "statement")} of ${ids.length.toLocaleString("en")}` +
            (shown.some((one) => one === counts.PERHAPS)
              ? `, and ${shown.filter((one) => one === counts.PERHAPS).length.toLocaleString("en")} that may lie in the period, drawn pale.`
              : "."),
        )
      : null,
    discs.length
      ? [
          make("h3", "Groups that accuse and answer each other most"),
          lists.long(discs, (node) => lists.row(node.label, node.members.toLocaleString("en"), () => choose(node.id)), 8),
        ]
      : null,
    actors.length
      ? [make("h3", "Most often accused, in statements"), lists.list(actors.slice(0, 6).map((node) => actorRow(node, ACCUSED)))]
      : null,
    most.length && now.view !== "answers"
      ? [make("h3", "Most accusations by one of another, in statements"), lists.list(most.map(arrowRow))]
      : null,
    now.view === "answers" ? null : rest,
  );
}

/** @param {SceneEdge} edge */
function edgePanel(edge) {
  const between = pairs.disputed(view(), edge, live);
  write(
    back(),
    heading(lists.sentence(scene, edge)),
    about(counts.words(edge.live, shown)),
    pairs.both(scene, scene.edges.includes(edge) ? scene.edges : scenes.arrows(scene, now, shown), edge, choose),
    make("h3", "What was said"),
    several(edge.live, 4),
    between.length ? [make("h3", "Not counted: the alleged speaker denies having said it"), ...several(between, 3)] : null,
  );
}

/** @param {ViewNode} node */
function nodePanel(node) {
  /** @param {number} what */
  const own = (what) => live(node.said[what]).filter((i) => what !== ANSWERS || !node.said[ACCUSES].includes(i));
  const titles = [
    [ACCUSED, (found) => `Accused in ${counts.words(found, shown)}`],
    [ACCUSES, (found) => `Accuses in ${counts.words(found, shown)}`],
    [ANSWERS, () => "Answers"],
    [ANSWERED, () => "Is answered"],
  ];
  /** @param {number} what */
  const others = (what) =>
    what === ANSWERED ? own(what).filter((i) => !answers[i].some((over) => node.said[ACCUSES].includes(over))) : own(what);
  /** @param {number} what */
  const plain = (what) => others(what).filter(counts.isPlain);
  const body = titles
    .filter(([what]) => plain(what).length)
    .flatMap(([what, words]) => [make("h3", words(others(what))), ...several(plain(what), 3)]);
  const doubtful = [...new Set(titles.flatMap(([what]) => others(what)))].filter((i) => !counts.isPlain(i)).sort((a, b) => a - b);
  if (doubtful.length) body.push(make("h3", "Known only on the word of others"), ...several(doubtful, 3));
  if (node.findings?.length)
    body.unshift(
      make("h3", "Findings on allegations about it; none is an accusation"),
      lists.list(
        node.findings.map(([words, i]) =>
          i === null ? make("span", words) : lists.row(words, undefined, () => choose(`s:${ids[i]}`)),
        ),
      ),
    );
  const around = `n:${node.actor}`;
  write(
    back(),
    heading(node.label),
    about(data.types[node.group]),
    profile.write(view(), node, shown),
    now.around === around ? null : only(around, `Only ${node.label} and those around`, data.views[now.view] ? now.view : "actor"),
    body.length ? body : about("The filters hide every statement of this actor."),
  );
}

/** @param {{ id: string; label: string }} node */
function communityPanel(node) {
  const members = groups(view())[Number(node.id.slice(2))].members.map((i) => view().nodes[i]);
  write(
    back(),
    heading(called(view(), Number(node.id.slice(2))).join(" ")),
    about(`${plural(members.length, "actor")} that accuse and answer each other more than others`),
    now.around === node.id ? null : only(node.id, "Open this group"),
    make("h3", "Actors"),
    lists.long(members, (member) => actorRow(member, ACCUSED)),
  );
}

/** @param {string} id */
function statementPanel(id) {
  write(back(), make("h2", "One statement"), card(state.number(id), 4));
}

/** @param {Scene} scene_ @param {Shown} shown_ @param {State} now_ @param {State | null} before */
export function show(scene_, shown_, now_, before) {
  [scene, shown, now] = [scene_, shown_, now_];
  const what = now.chosen;
  const edge =
    what[0] === "e" &&
    (scene.edges.find((one) => one.id === what && one.shown) ?? scenes.arrows(scene, now, shown).find((one) => one.id === what));
  if (what[0] === "s") statementPanel(what.slice(2));
  else if (edge) edgePanel(edge);
  else if (what[0] === "n" && view().nodes.some((one) => one.actor === what.slice(2)))
    nodePanel(view().nodes.find((one) => one.actor === what.slice(2)));
  else if (what[0] === "c" && isDense(view()) && groups(view())[Number(what.slice(2))])
    communityPanel({ id: what, label: called(view(), Number(what.slice(2))).join(" ") });
  else if (now.words.trim()) write(found.results(scene, shown, now, { actorRow, arrowRow, chooseStatement }));
  else overview();
  if (what && before && what !== before.chosen) {
    bring();
    choices.announce(box.querySelector("h2").textContent);
  }
}

box.addEventListener("click", (event) => {
  const link = event.target.closest("a.mention");
  if (!link) return;
  event.preventDefault();
  chooseStatement(link.getAttribute("href").slice(3));
});
