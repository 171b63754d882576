// A picture as a file: never without its title, what it shows and leaves out, its legend, and whose the allegations are.

import { data } from "./data.js";
import { byId, make } from "./elements.js";
import * as choices from "./choices.js";
import * as filter from "./filter.js";
import * as labels from "./labels.js";
import * as state from "./state.js";
import * as wording from "./wording.js";
import * as theme from "./theme.js";

export const SCALE = 2;
export const MOST = 16000; // pixels along a side: browsers draw no larger canvas

/**
 * A piece of arrow as the legend of a map has it.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Tones} tones
 * @param {string} kind
 * @param {number} x
 * @param {number} y
 */
export function stroke(ctx, tones, kind, x, y) {
  ctx.strokeStyle = tones[kind];
  ctx.fillStyle = tones[kind];
  ctx.lineWidth = 2;
  ctx.setLineDash(data.dashes[kind] || []);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + 28, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x + 36, y);
  ctx.lineTo(x + 27, y - 4);
  ctx.lineTo(x + 27, y + 4);
  ctx.fill();
}

/**
 * The signs of what is drawn from `top` down, and where they end; drawn only where `sign` is given.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} ink
 * @param {number} top
 * @param {number} width
 * @param {any} sign
 */
function legend(ctx, ink, top, width, sign) {
  let [x, y] = [24, top];
  for (const label of document.querySelectorAll("#acts label")) {
    if (!label.querySelector("input").checked) continue;
    const words = label.textContent.trim();
    const needed = 56 + ctx.measureText(words).width;
    if (x > 24 && x + needed > width - 24) [x, y] = [24, y + 22];
    if (sign) {
      sign(ctx, label, x, y);
      ctx.fillStyle = ink;
      ctx.fillText(words, x + 42, y);
    }
    x += needed + 12;
  }
  return y;
}

/**
 * Title, caption, picture, legend and whose record it is, on one canvas.
 * @param {any} arg0
 */
function composed({ image, tones, sign, scale = SCALE }) {
  const canvas = document.createElement("canvas");
  const ctx = canvas.getContext("2d");
  const [width, high] = [Math.max(420, image.width / scale), image.height / scale];
  const fonts = { title: `650 19px ${labels.FAMILY}`, plain: `450 13px ${labels.FAMILY}` };
  const titled = labels.broken(document.querySelector("h1").textContent, width - 48, "650 19px", 4);
  const said = labels.broken(byId("caption").textContent, width - 48, "450 13px", 12);
  const credit = labels.broken(
    document.querySelector("footer p").textContent.replace(/This page holds.*$/, ""),
    width - 48,
    "450 13px",
    4,
  );
  const head = 16 + titled.length * 25 + said.length * 18;
  ctx.font = fonts.plain;
  const foot = legend(ctx, tones.ink, head + high + 28, width) + 26;
  [canvas.width, canvas.height] = [width * scale, (foot + credit.length * 18 + 8) * scale];
  ctx.fillStyle = tones.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(scale, scale);
  ctx.textBaseline = "middle";
  ctx.fillStyle = tones.ink;
  ctx.font = fonts.title;
  titled.forEach((line, i) => ctx.fillText(line, 24, 28 + 25 * i));
  ctx.font = fonts.plain;
  ctx.fillStyle = tones.soft;
  said.forEach((line, i) => ctx.fillText(line, 24, 26 + titled.length * 25 + 18 * i));
  ctx.drawImage(image, 0, head + 8, image.width / scale, high);
  legend(ctx, tones.ink, head + high + 28, width, sign);
  ctx.fillStyle = tones.soft;
  credit.forEach((line, i) => ctx.fillText(line, 24, foot + 18 * i));
  return canvas;
}

/** @param {() => any} made */
export async function save(made) {
  const part = await made();
  composed(part).toBlob((blob) => {
    const link = make("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${part.file}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    choices.say("Picture saved");
  }, "image/png");
}

/**
 * Before the page is printed the picture of the map is put in as an image, in light colours; a browser names the file after the title.
 * @param {any} picture
 */
export function prepare(picture) {
  const { title } = document;
  addEventListener("beforeprint", () => {
    document.title = wording.file(state.get(), filter.shown(state.get()));
    if (!picture || !byId("map").clientWidth) return; // a map that is hidden has no picture
    theme.inLight(picture.recolour, () => {
      const printed = byId("printed") ?? make("img");
      printed.id = "printed";
      printed.alt = "The map";
      printed.src = picture.copied(SCALE).toDataURL("image/png");
      byId("map").after(printed);
    });
  });
  addEventListener("afterprint", () => (document.title = title));
}
