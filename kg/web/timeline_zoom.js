// The axis stretched and shrunk, by buttons, keys and the wheel.

import { carry } from "./carried.js";
import { byId } from "./elements.js";
import * as along from "./timeline_lines.js";

export const scroll = byId("scroll");
const least = () => Math.max(1, (scroll.clientWidth - 20) / along.width);

/** @param {number} share */
function zoom(share) {
  const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / along.share();
  const next = Math.min(12, Math.max(least(), share));
  along.stretch(next);
  scroll.scrollLeft = middle * next - scroll.clientWidth / 2;
}

byId("closer").addEventListener("click", () => zoom(along.share() * 1.5));
byId("further").addEventListener("click", () => zoom(along.share() / 1.5));
byId("whole").addEventListener("click", () => zoom(0));
scroll.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(along.share() * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
  },
  { passive: false },
);
scroll.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoom(along.share() * 1.5);
  else if (event.key === "-") zoom(along.share() / 1.5);
  else if (event.key === "0") zoom(0);
});
for (const part of document.querySelectorAll(".tools")) part.hidden = false;
byId("panel").hidden = !along.marks.length; // first, for it takes some of the width
zoom(1);
const carryOn = () => carry(new URL(".", location.href).href);
carryOn();
addEventListener("hashchange", carryOn);
addEventListener("resize", () => along.share() < least() && zoom(1));
