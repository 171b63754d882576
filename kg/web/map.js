// The page put together: each change of the state is worked out once, and shown by the map, the panel, the controls and the table.

import { data } from "./data.js";
import { byId } from "./elements.js";
import { carry } from "./carried.js";
import * as controls from "./controls.js";
import * as drawing from "./drawing.js";
import * as filter from "./filter.js";
import * as found from "./found.js";
import * as leaving from "./leaving.js";
import * as panel from "./panel.js";
import * as png from "./png.js";
import * as scenes from "./scene.js";
import * as search from "./search.js";
import * as state from "./state.js";
import * as table from "./table.js";
import * as theme from "./theme.js";

for (const part of document.querySelectorAll(".tools, .filters, .board, .panel")) part.hidden = false;

const picture = drawing.create(byId("map"), {
  node: (id) => panel.choose(id),
  edge: (id) => panel.choose(id),
  open: (id) => (id[0] === "c" ? state.set({ around: id, chosen: id }, true) : null),
  nothing: () => state.get().chosen && state.set({ chosen: "" }, true),
});

/**
 * What to light for what is chosen: an actor with all it says and meets, an arrow with the answers to it, a statement.
 * @param {Scene} scene
 * @param {State} now
 */
function lit(scene, now) {
  const what = now.chosen;
  if (!what) return found.lit(scene, now.words);
  const live = scene.edges.filter((edge) => edge.shown);
  /** @param {SceneEdge[]} edges @param {string[]} nodes @param {string} chosen */
  const lights = (edges, nodes, chosen) => ({
    edges: new Set(edges.map((edge) => edge.id)),
    nodes: new Set([...nodes, ...edges.flatMap((edge) => [edge.from, edge.to])]),
    chosen,
  });
  if (what[0] === "e" || (what[0] === "s" && now.view !== "answers")) {
    const own = live.filter((edge) => edge.id === what || (what[0] === "s" && edge.live.includes(state.number(what.slice(2)))));
    const said = new Set(what[0] === "s" ? [state.number(what.slice(2))] : own.flatMap((edge) => edge.live));
    const related = live.filter(
      (edge) => own.includes(edge) || edge.live.some((i) => data.statements.answers[i].some((over) => said.has(over))),
    );
    return own.length ? lights(related, [], what) : null;
  }
  let id = what;
  if (what[0] === "n" && !scene.nodes.some((one) => one.id === what)) {
    const known = data.views[now.view]?.nodes.find((one) => one.actor === what.slice(2));
    id = known?.community === undefined ? what : `c:${known.community}`;
  }
  if (!scene.nodes.some((one) => one.id === id)) return null;
  return lights(
    live.filter((edge) => edge.from === id || edge.to === id),
    [id],
    id,
  );
}

let shown = null;
/** @param {State} now @param {State | null} before */
function refresh(now, before) {
  if (now.view === "answers" && document.readyState === "loading") return; // its words stand in the table
  const narrowed = !before || Object.keys(now).some((key) => key !== "chosen" && String(before[key]) !== String(now[key]));
  if (narrowed || !shown) shown = filter.shown(now);
  const scene = scenes.get(now, shown);
  const light = lit(scene, now);
  const fit = before && ["topic", "side", "certainty", "answered"].some((key) => before[key] !== now[key]);
  controls.show(now, scene, shown, before); // first, for it may change how much room the map has
  picture.show(scene, light, fit);
  if (light && before && before.chosen !== now.chosen) picture.reveal([...light.nodes]);
  panel.show(scene, shown, now, before);
  if (narrowed) table.show(shown, now);
}

// Sliding and typing come faster than frames: each frame shows the last state only.
let waiting = 0;
let since = null;
state.listen((now, before) => {
  if (!before) return refresh(now, null);
  if (!waiting) since = before;
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    waiting = 0;
    refresh(state.get(), since);
  });
  return undefined;
});

controls.prepare(picture);
leaving.prepare();
theme.prepare(picture.recolour);
png.prepare(picture);
addEventListener("DOMContentLoaded", () => {
  refresh(state.get(), null);
  search.index(() => table.prepare(() => refresh(state.get(), null)));
});
state.listen(() => carry(new URL(".", location.href).href));
state.start();
