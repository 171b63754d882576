// Light or dark: as the reader's system has it, until the switch says otherwise. The dark half is a style with a media of its own.

import { byId } from "./elements.js";

const style = byId("dark");
const usual = style.media;
const dark = () => matchMedia(style.media).matches;

function label() {
  byId("theme").textContent = dark() ? "Light" : "Dark";
}

/** @param {boolean} isDark */
function set(isDark) {
  style.media = isDark ? "screen" : "not all";
}

/** @param {() => void} changed */
export function prepare(changed) {
  byId("theme").addEventListener("click", () => {
    set(!dark());
    label();
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    style.media = usual;
    label();
    changed();
  });
  label();
}

/**
 * Does something in light colours, whatever is on, as for paper.
 * @param {() => void} changed
 * @param {() => void} act
 */
export function inLight(changed, act) {
  const before = style.media;
  set(false);
  changed();
  act();
  style.media = before;
  changed();
}
