// What is shown, in words: for the line below a picture, for paper, for the name of a file, and for those who hear the page.

import { data } from "./data.js";
import { byId, plural } from "./elements.js";
import * as bidi from "./bidi.js";
import * as counts from "./counts.js";
import { groups, called } from "./communities.js";
import * as search from "./search.js";

const { ids, topic, side } = data.statements;
/** @param {string} id */
const option = (id) => byId(id).selectedOptions[0]?.textContent.trim() ?? "";
/** @param {any[][]} list @param {string} id */
const named = (list, id) => list.find(([one]) => one === id)?.[1] ?? id;
/** @param {string} text */
const date = (text) =>
  new Date(`${text}T00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param {State} now */
export function around(now) {
  const [what, name] = [now.around[0], now.around.slice(2)];
  if (what === "s") return "one exchange";
  const view = data.views?.[now.view] ?? data.views?.actor;
  if (!view) return "";
  if (what === "n") return `around ${view.nodes.find((node) => node.actor === name)?.label ?? name}`;
  return what === "c" && groups(view)[Number(name)] ? called(view, Number(name)).join(" ") : "";
}

/** @param {State} now */
function period(now) {
  if (!now.from && !now.to) return "";
  const [from, to] = [now.from && `from ${date(now.from)}`, now.to && `until ${date(now.to)}`];
  const bounds = [from, to].filter(Boolean).join(" ");
  return `said ${bounds}, ${now.perhaps === "yes" ? "surely or perhaps" : "surely"}`;
}

/**
 * The filters in words; empty where everything is shown.
 * @param {State} now
 */
export function filters(now) {
  const without = now.without.map(
    (kind) => document.querySelector(`#acts input[value="${kind}"]`)?.parentElement.textContent.trim() ?? kind,
  );
  return [
    data.views ? { side: "by sides", answers: "answers as trees" }[now.view] : "",
    now.around && around(now),
    now.topic && `topic ${named(topic, now.topic)}`,
    now.side && `side ${named(side, now.side)}`,
    now.certainty && option("certainty"),
    now.answered && `answers: ${option("answered").toLocaleLowerCase("en")}`,
    period(now),
    now.undated === "no" && "without undated statements",
    without.length && `without what ${without.join(", ")}`,
    now.words.trim() && `with the words “${bidi.apart(now.words.trim())}”`,
  ].filter(Boolean);
}

/**
 * Which statements are shown: with words to search for, those that hold them.
 * @param {State} now
 * @param {Shown} shown
 */
const matching = (now, shown) => {
  const wanted = search.plain(now.words);
  return wanted ? shown.map((one, i) => (search.holds(ids[i], wanted) ? one : 0)) : shown;
};

/**
 * What surely is shown and what perhaps is are never one number.
 * @param {State} now
 * @param {Shown} shown
 */
const numbers = (now, shown) => [1, counts.PERHAPS].map((kind) => matching(now, shown).filter((one) => one === kind).length);

/** @param {State} now @param {Shown} shown */
export function count(now, shown) {
  const [sure, perhaps] = numbers(now, shown);
  const more = perhaps ? `, and ${perhaps.toLocaleString("en")} that may lie in the period` : "";
  return sure === ids.length
    ? plural(sure, "statement")
    : `${sure.toLocaleString("en")} of ${plural(ids.length, "statement")}${more}`;
}

/** @param {State} now @param {Shown} shown */
export const caption = (now, shown) =>
  [
    `${filters(now).join("; ") || data.shown}: ${count(now, shown)}.`.replace(/^./, (letter) => letter.toUpperCase()),
    data.record,
    data.notice,
  ]
    .filter(Boolean)
    .join(" ");

/**
 * A file's name says the same in short, without what file systems refuse.
 * @param {State} now
 * @param {Shown} shown
 */
export function file(now, shown) {
  const [sure, perhaps] = numbers(now, shown);
  const counted = [plural(sure, "statement"), perhaps && `perhaps ${perhaps} more`];
  const parts = [data.what, data.chosen, ...filters(now), ...counted, data.day && `record up to ${data.day}`, "as alleged"];
  return parts
    .filter(Boolean)
    .map((part) =>
      bidi
        .bare(part)
        .toLocaleLowerCase("en")
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, ""),
    )
    .join("_")
    .slice(0, 180);
}
