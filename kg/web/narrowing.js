// The beginning of the filter on every overview: it takes the filter along, and reads what filtering needs once somebody filters.

import { carry, filterOf } from "./carried.js";
import { byId, make } from "./elements.js";
import { address, shard } from "./shards.js";

const place = byId("narrow");
let begun = false;

async function begin() {
  if (begun) return;
  begun = true;
  const held = make("script", undefined, "");
  held.id = "data";
  held.setAttribute("type", "application/json");
  const script = document.createElement("script");
  script.src = address("assets/narrowed.js");
  try {
    held.textContent = JSON.stringify(await shard("filter/facts"));
    document.head.append(held, script);
  } catch {
    begun = false;
    byId("narrowed").textContent = place.dataset.failed;
  }
}

function moved() {
  carry(address(""));
  if (place && filterOf(location.hash)) begin();
}

moved();
addEventListener("hashchange", moved);
if (place) {
  place.hidden = false;
  place.addEventListener("toggle", begin);
}
