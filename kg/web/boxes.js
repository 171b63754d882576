// Statements as boxes of words: for a picture of exchanges.

import { data } from "./data.js";
import { byId } from "./elements.js";
import * as cards from "./cards.js";
import * as labels from "./labels.js";

const { statements } = data;

/**
 * A statement as a box; its words are taken from the table, which says the same.
 * @param {number} number
 * @param {number} width
 */
export function drawnStatement(number, width) {
  const entry = byId(`s-${statements.ids[number]}`);
  /** @param {string} name */
  const part = (name) => cards.part(entry, name); // its own, and not of an answer shown under it
  /** @param {string} selector */
  const words = (selector) =>
    [...(entry?.querySelector(".head")?.querySelectorAll(selector) ?? [])].map((one) => one.textContent).join(", ");
  const kind = statements.acts[statements.act[number]];
  const action = words(".action").trim().replace(/\s+/g, " ");
  const lines = [
    ...labels.broken(words(".speaker b"), width - 24, "650 13px").map((text) => ({ text, bold: true })),
    ...labels.broken(action, width - 24, "450 13px").map((text) => ({ text, kind })),
    ...labels.broken(part("words")?.querySelector(".says")?.textContent ?? "", width - 24, "450 13px").map((text) => ({ text })),
    ...[...(entry?.querySelector(".head")?.querySelectorAll(".mark") ?? [])].map((one) => ({
      text: one.textContent,
      bold: true,
    })),
    ...labels.broken(part("when")?.textContent.trim() ?? "", width - 24, "450 13px").map((text) => ({ text, soft: true })),
  ];
  return {
    id: `s:${statements.ids[number]}`,
    number,
    label: `${words(".speaker b")} ${action}`.trim(),
    lines,
    act: kind,
    group: "statement",
    width,
    height: lines.length * 17 + 16,
    size: width / 2,
    said: [[], [], [], []],
  };
}
