// Escape leaves what was opened last, a list, the filters, the panel or a search, and the focus goes back to where it was opened.

import { byId } from "./elements.js";
import * as choices from "./choices.js";
import * as state from "./state.js";

let opener = null;

// Called when something is chosen: what has the focus now gets it back.
function opened() {
  const here = document.activeElement;
  if (here && here !== document.body && !byId("panel").contains(here)) opener = here;
}

/** @param {any} element */
const isThere = (element) => Boolean(element?.isConnected && element.getClientRects().length);

function back() {
  const place = isThere(opener) ? opener : [byId("map"), byId("scroll"), byId("panel")].find(isThere);
  opener = null;
  place?.focus({ preventScroll: true });
}

/** @param {Element | null} here */
function shutList(here) {
  const list = here?.closest("details[open]");
  if (!list) return false;
  list.open = false;
  list.querySelector("summary").focus();
  return true;
}

function shutSearch() {
  if (!state.get().words) return false;
  state.set({ words: "" });
  byId("search").focus();
  return true;
}

function shutPanel() {
  if (!state.get().chosen) return false;
  state.set({ chosen: "" }, true);
  back();
  return true;
}

export function prepare() {
  state.beforeChoosing(opened);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    const inFilters = Boolean(here?.closest("#choices"));
    const isSearch = here === byId("search");
    if (shutList(here) || (isSearch && shutSearch()) || (inFilters && choices.fold()) || shutPanel() || shutSearch())
      event.preventDefault();
  });
}
