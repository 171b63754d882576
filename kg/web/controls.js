// The controls of the map alone: zoom, views, what it is around, and the keys on it.

import { data } from "./data.js";
import { byId, plural } from "./elements.js";
import * as choices from "./choices.js";
import * as filter from "./filter.js";
import * as png from "./png.js";
import * as wording from "./wording.js";
import * as state from "./state.js";

/** @param {any} picture */
function keys(picture) {
  return (event) => {
    const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) picture.move(...steps[event.key]);
    else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
    else if (event.key === "-") picture.zoom(0.8);
    else if (event.key === "0") picture.whole();
    else return;
    event.preventDefault();
  };
}

/**
 * A plain turn of the wheel scrolls the page, as everywhere.
 * @param {any} event
 */
function wheel(event) {
  if (event.ctrlKey || event.metaKey) return;
  event.stopPropagation();
  choices.say("Hold Ctrl and turn the wheel to zoom");
}

/** @param {any} picture */
export function prepare(picture) {
  choices.prepare();
  const map = byId("map");
  map.addEventListener("wheel", wheel, { capture: true, passive: true });
  map.addEventListener("keydown", keys(picture));
  byId("closer").addEventListener("click", () => picture.zoom(1.3));
  byId("further").addEventListener("click", () => picture.zoom(1 / 1.3));
  byId("whole").addEventListener("click", () => picture.whole());
  byId("views").addEventListener("change", (event) => state.set({ view: event.target.value, around: "", chosen: "" }, true));
  byId("unaround").addEventListener("click", () =>
    state.set({ around: "", chosen: "", view: data.views[state.get().view] ? state.get().view : "answers" }, true),
  );
  byId("png").addEventListener("click", () => png.save(() => mapped(picture)));
}

/**
 * The picture of the map as a part of a file: with the sign of each kind of arrow that is drawn.
 * @param {any} picture
 */
function mapped(picture) {
  const tones = picture.tones();
  return {
    image: picture.copied(png.SCALE),
    tones,
    sign: (ctx, label, x, y) => png.stroke(ctx, tones, label.querySelector("input").value, x, y),
    file: wording.file(state.get(), filter.shown(state.get())),
  };
}

/** @param {State} now @param {Scene} scene */
function around(now, scene) {
  if (now.around[0] === "s") return `One exchange, ${plural(scene.nodes.length, "statement")}`;
  return wording.around(now).replace(/^around/, "Around");
}

/**
 * How many there are of what the view shows: the head of the page says the same as the filters leave.
 * @param {State} now
 * @param {Shown} shown
 */
function counted(now, shown) {
  const nodes = (data.views[now.view] ?? data.views.actor).nodes.filter((node) =>
    node.said.some((said) => said.some((i) => shown[i])),
  );
  const number = nodes.length.toLocaleString("en");
  return now.view === "side" ? `${number} sides and actors without one` : plural(nodes.length, "actor");
}

/** @param {State} now @param {Scene} scene @param {Shown} shown @param {State | null} before */
export function show(now, scene, shown, before) {
  choices.show(now, shown, before);
  for (const input of byId("views").querySelectorAll("input")) input.checked = input.value === now.view;
  byId("where").hidden = !now.around && !scene.note;
  byId("around").textContent = [now.around ? around(now, scene) : "", scene.note].filter(Boolean).join(". ");
  byId("unaround").hidden = !now.around;
  byId("shapes").hidden = now.view === "answers";
  byId("counted").textContent = counted(now, shown);
}
