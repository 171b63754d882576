// Statements as cards: copied from the table, with their answers under them.

import { byId, make } from "./elements.js";
import * as lists from "./lists.js";

/**
 * A part of a statement as shown in the table, copied; `name` is one of head, when, words, answers.
 * @param {Element | null} entry
 * @param {string} name
 */
export function part(entry, name) {
  if (!entry) return null;
  const cells = [...entry.children].flatMap((child) => (child.tagName === "TD" ? [child, ...child.children] : [child]));
  const at = cells.find((child) => child.classList.contains(name));
  if (!at) return null;
  const copy = at.tagName === "TD" ? make("div", undefined, name) : null;
  if (copy) copy.append(...[...at.childNodes].map((child) => child.cloneNode(true)));
  return copy || at.cloneNode(true);
}

/**
 * A statement in full and, `deep` levels down, what answers it.
 * @param {string} id
 * @param {string} tag
 * @param {number} deep
 */
export function card(id, tag, deep) {
  const entry = byId(`s-${id}`);
  const made = make(tag, undefined, tag === "article" ? "card" : "entry");
  if (!entry) return made;
  made.dataset.act = entry.dataset.act;
  made.dataset.statement = id;
  for (const name of ["head", "when", "words"]) {
    const copy = part(entry, name);
    if (copy) made.append(copy);
  }
  for (const button of made.querySelectorAll("button")) button.remove();
  const answers = part(entry, "answers");
  if (answers && deep > 0) {
    const list = make("ol", undefined, "answers");
    for (const item of answers.children) {
      const other = item.dataset.entry || item.id.replace(/^s-/, "");
      const under = card(other, "li", byId(`s-${other}`)?.dataset.act === "accuses" ? 0 : deep - 1);
      const note = item.querySelector(":scope > .note");
      if (note) under.prepend(make("p", note.textContent, "note"));
      list.append(under);
    }
    made.append(list);
  }
  const none = part(entry, "none");
  if (none && deep > 0) made.append(none);
  return made;
}

/**
 * A statement in a few words, as a button that leads to it.
 * @param {string} id
 * @param {(id: string) => void} choose
 */
export function short(id, choose) {
  const entry = byId(`s-${id}`);
  const words = make("span");
  const head = part(entry, "head");
  if (!head) return make("span", id);
  for (const b of head.querySelectorAll(".speaker b")) words.append(make("b", b.textContent), " ");
  words.append(
    ...head.querySelector(".action").childNodes,
    ...head.querySelectorAll(".mark"),
    " ",
    make("span", part(entry, "when").textContent, "when"),
  );
  return lists.row(words, undefined, () => choose(id));
}
