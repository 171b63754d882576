// What the engine answered, as a table whose records are links, and as files to keep. Text is only ever put in as text.

import { byId, make } from "./elements.js";
import { csv } from "./ask_terms.js";

/** The most rows that are shown; the files have all of them. */
const MOST = 1000;
/** How labels in the graph say that they are those of allegations; the page says it in its own language. */
const ALLEGED = /^Allegation: /;
/** So many signs make a column wide. */
const LONG = 40;

/** @param {any} data @param {string} iri @param {Map<string, string>} labels */
function link(data, iri, labels) {
  const [kind, id] = iri.slice(data.base.length).split("/");
  if (!iri.startsWith(data.base) || !data.kinds.includes(kind) || !/^[a-z0-9-]+$/.test(id ?? ""))
    return make("span", iri, "more");
  const cell = make("span", undefined, "");
  if (kind === "allegation") cell.append(make("span", data.alleged, "tag"), " ");
  const made = /** @type {HTMLAnchorElement} */ (make("a", (labels.get(iri) || iri).replace(ALLEGED, ""), ""));
  made.href = `${kind}/${id}.html`;
  made.dir = "auto";
  cell.append(made);
  return cell;
}

/** @param {any} data @param {any} found @param {Map<string, string>} labels */
function cell(data, found, labels) {
  const made = document.createElement("td");
  if (found?.type === "uri") made.append(link(data, found.value, labels));
  else if (found) {
    made.textContent = found.value;
    made.dir = "auto";
    if (found["xml:lang"]) made.lang = found["xml:lang"];
  }
  if ((made.textContent ?? "").length > LONG) made.className = "long";
  return made;
}

/** @param {any} data @param {any} answer @param {Map<string, string>} labels */
function table(data, { head, results }, labels) {
  const made = make("table", undefined, "");
  const names = document.createElement("tr");
  for (const name of head.vars) {
    const column = make("th", name.replaceAll("_", " "), "");
    column.setAttribute("scope", "col");
    names.append(column);
  }
  const body = document.createElement("tbody");
  for (const row of results.bindings.slice(0, MOST)) {
    const line = document.createElement("tr");
    line.append(...head.vars.map((/** @type {string} */ name) => cell(data, row[name], labels)));
    body.append(line);
  }
  const top = document.createElement("thead");
  top.append(names);
  made.append(top, body);
  return made;
}

/** @param {string} words @param {string} name @param {string} type @param {() => string} text */
function file(words, name, type, text) {
  const made = /** @type {HTMLButtonElement} */ (make("button", words, ""));
  made.type = "button";
  made.addEventListener("click", () => {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(new Blob([text()], { type }));
    way.download = name;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 60_000);
  });
  return made;
}

/** Says in a sentence how it goes, and takes away what was answered before. @param {string} words */
export function say(words) {
  byId("answer").hidden = false;
  byId("status").textContent = words;
  byId("get").replaceChildren();
  byId("table").replaceChildren();
}

/** @param {any} data @param {number} rows */
const counted = ({ words, lang }, rows) =>
  rows === 0 ? words.none : (rows === 1 ? words.one : words.other).replace("{n}", rows.toLocaleString(lang));

/**
 * Shows an answer. `name` is what its files are called.
 * @param {any} data @param {{form: string, text: string, labels?: Map<string, string>}} found @param {string} name
 */
export function show(data, { form, text, labels }, name) {
  const { words } = data;
  if (form === "graph") {
    say(counted(data, text.split("\n").length - 1));
    byId("get").append(file(words.nt, `${name}.nt`, "application/n-triples", () => text));
    byId("table").append(make("pre", text.slice(0, 200_000), ""));
    return;
  }
  const answer = JSON.parse(text);
  if (form === "ask") {
    say(answer.boolean ? words.yes : words.no);
    return;
  }
  const rows = answer.results.bindings.length;
  say(counted(data, rows));
  if (rows === 0) return;
  if (rows > MOST) byId("status").append(` ${words.cut.replace("{most}", MOST.toLocaleString(data.lang))}`);
  byId("get").append(
    file(words.csv, `${name}.csv`, "text/csv", () => csv(answer)),
    file(words.json, `${name}.json`, "application/sparql-results+json", () => text),
  );
  byId("table").append(table(data, answer, labels ?? new Map()));
}
