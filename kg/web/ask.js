// The page on which readers ask: forms become queries, fields suggest records while one types, and the answer comes under what was
// asked. The engine is loaded when it is first needed and not before.

import { byId, make } from "./elements.js";
import { ask } from "./ask_engine.js";
import { say, show } from "./ask_answer.js";
import { bound, called, declared, term } from "./ask_terms.js";

const data = JSON.parse(byId("data").textContent);
const { words } = data;
const PAUSE = 250;

/** @param {string} query */
const put = (query) =>
  ask(data, declared(data.prefixes) + query, Math.min(600, Math.max(1, Number(byId("seconds").value) || 10)));

/** @param {string} query @param {string} name @param {Element} place */
async function answer(query, name, place) {
  place.after(byId("answer"));
  say(words.loading);
  try {
    const found = await put(query);
    if (found === null) say(words.stopped);
    else if (found.fault) say(words.failed.replace("{reason}", found.fault.replace(/^Error: /, "")));
    else show(data, found, name);
  } catch (fault) {
    say(words.failed.replace("{reason}", String(fault)));
  }
}

/**
 * The ids of the records of a kind with this id or name, and what they are called.
 * @param {string} kind @param {string} text @param {boolean} exactly @returns {Promise<[id: string, label: string][]>}
 */
async function records(kind, text, exactly) {
  const found = await put(called(kind, text, data.base, exactly));
  if (!found || found.fault) return [];
  return JSON.parse(found.text).results.bindings.map((/** @type {any} */ row) => [row.id.value, row.label.value]);
}

/** The fields of a form as terms, or a sentence on what is not known. @param {HTMLFormElement} form */
async function given(form) {
  /** @type {[string, string][]} */
  const found = [];
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-kind]"))) {
    const kind = field.dataset.kind ?? "";
    const text = field.value.trim();
    if (!text) continue;
    let value = text;
    if (kind !== "day" && kind !== "act") {
      const ids = await records(kind, text, true);
      const own = ids.find(([id]) => id === text) ?? (ids.length === 1 ? ids[0] : null);
      if (!own) return (ids.length ? words.several : words.unknown).replace("{text}", text);
      [value] = own;
    }
    found.push([field.name, term(kind, value, data.base)]);
  }
  return found;
}

/** @param {HTMLFormElement} form @param {(query: string) => void} act */
async function put_together(form, act) {
  form.after(byId("answer"));
  say(words.loading);
  const found = await given(form);
  if (typeof found === "string") say(found);
  else act(bound(form.parentElement?.querySelector("pre")?.textContent ?? "", found));
}

/** @param {HTMLInputElement} field */
function suggesting(field) {
  const list = byId(`${field.id}-list`);
  let clock = 0;
  field.addEventListener("input", () => {
    clearTimeout(clock);
    clock = setTimeout(async () => {
      const text = field.value.trim();
      const found = text ? await records(field.dataset.kind ?? "", text, false) : [];
      if (text !== field.value.trim()) return;
      const alleged = field.dataset.kind === "allegation" ? `${data.alleged} ` : "";
      list.replaceChildren(
        ...found.map(([id, label]) => {
          const made = make("option", `${alleged}${label}`, "");
          made.setAttribute("value", id);
          return made;
        }),
      );
    }, PAUSE);
  });
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-name]"))) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    put_together(form, (query) => answer(query, form.dataset.name ?? "", form));
  });
  form.querySelector(".edit")?.addEventListener("click", () =>
    put_together(form, (query) => {
      byId("answer").hidden = true;
      byId("sparql").value = query.trim();
      byId("sparql").focus();
    }),
  );
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[list]"))) suggesting(field);
}
byId("editor").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  answer(byId("sparql").value, "query", byId("editor"));
});

const wanted = /^#q-[a-z-]+$/.test(location.hash) ? document.querySelector(location.hash) : null;
if (wanted instanceof HTMLDetailsElement) {
  wanted.open = true;
  wanted.scrollIntoView();
}
