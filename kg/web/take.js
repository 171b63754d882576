// Buttons to take something from a page: its link, its citation, the rows that it shows, its drawings, a frame for another page.
// Each file is named for what is in it, and says of which page, of which day, through which filter, and that it judges nothing.

import { drawn, painted } from "./figure.js";
import { csv, rows } from "./taken.js";

const place = /** @type {HTMLElement | null} */ (document.querySelector(".take"));
/** The words of the interface and of the record, which Python puts before this script. @type {Record<string, string>} */
const told = /** @type {any} */ (globalThis).kg;
/** @type {Record<string, string>} */
const about = { ...told, name: place?.dataset.name ?? "", title: place?.dataset.title ?? "" };

/** @param {string | undefined} words @param {(button: HTMLButtonElement) => void} act */
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.textContent = words ?? "";
  made.addEventListener("click", () => act(made));
  return made;
}

/** @param {string} ending @param {Blob} blob @param {string} which */
function save(ending, blob, which = "") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${about.name}${which}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {HTMLButtonElement} pressed @param {string} text */
async function copy(pressed, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const words = pressed.textContent;
  pressed.textContent = about.copied ?? "";
  setTimeout(() => (pressed.textContent = words), 2000);
}

/** What the page shows: through which filter, and how much; a page without a filter shows all of its own. */
const shown = () => document.querySelector("#narrowed")?.textContent?.trim() || (about.filter ?? "");

/** @param {number | string} count */
const counted = (count) => `${about.counted}: ${count}`;

/** @param {Element} figure */
function caption(figure) {
  const words = (figure.querySelector("figcaption")?.textContent ?? "").replace(/\s+/g, " ").trim();
  return [words, shown(), about.record, about.as_of, about.notice].filter(Boolean).join(" ");
}

/** @param {Element} figure @param {number} n */
function figureButtons(figure, n) {
  const svg = /** @type {SVGSVGElement | null} */ (figure.querySelector(":scope > svg"));
  if (!svg) return;
  const heading = figure.closest("section")?.querySelector("h2")?.textContent?.trim();
  const title = [about.title, heading].filter(Boolean).join(": ");
  const which = n ? `-figure-${n + 1}` : "-figure";
  const made = () => drawn(svg, title, caption(figure));
  const line = document.createElement("p");
  line.className = "buttons";
  line.append(
    button(about.svg, () => save("svg", new Blob([made().text], { type: "image/svg+xml" }), which)),
    button(about.png, async () => {
      const blob = await painted(made());
      if (blob) save("png", blob, which);
    }),
  );
  figure.append(line);
}

/** @param {HTMLElement} text */
function textButtons(text) {
  if (text.dataset.embed && location.protocol.startsWith("http") && !text.textContent?.includes('src="http'))
    text.textContent = (text.textContent ?? "").replace(
      /src="[^"]*"/,
      () => `src="${new URL(text.dataset.embed ?? "", location.href)}"`,
    );
  const line = document.createElement("p");
  line.className = "buttons";
  line.append(
    button(about.copy, (pressed) => copy(pressed, text.textContent ?? "")),
    button(about.save, () => save(text.dataset.ending ?? "txt", new Blob([text.textContent ?? ""], { type: "text/plain" }))),
  );
  text.after(line);
}

function tableButtons() {
  const line = document.createElement("p");
  line.className = "buttons";
  line.append(button(about.link, (pressed) => copy(pressed, location.href)));
  const meta = () => ({ page: location.href, filter: shown(), as_of: about.as_of ?? "", notice: about.notice ?? "" });
  if (rows().length)
    line.append(
      button(about.csv, () => save("csv", new Blob([csv(rows(), meta())], { type: "text/csv" }))),
      button(about.json, () => {
        const found = rows();
        const whole = { title: about.title, record: about.record, ...meta(), counted: counted(found.length), rows: found };
        save("json", new Blob([`${JSON.stringify(whole, null, 1)}\n`], { type: "application/json" }));
      }),
    );
  place?.querySelector(".cite")?.after(line);
}

if (place) {
  document.querySelectorAll("figure.strip:not(.small)").forEach(figureButtons);
  place.querySelectorAll("pre").forEach(textButtons);
  tableButtons();
}
