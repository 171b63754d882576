// A drawing as a file of its own: with the styles that it has here, its title, and what it shows, of which day, and whose words it is.

const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "text-anchor",
];
const EDGE = 24;
const LINE = 18;

/**
 * Text broken into lines of about so many signs.
 * @param {string} text
 * @param {number} most
 */
function broken(text, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  return made;
}

/**
 * The drawing as the text of an SVG file, and its size.
 * @param {SVGSVGElement} svg
 * @param {string} title
 * @param {string} caption
 */
export function drawn(svg, title, caption) {
  const box = svg.getBoundingClientRect();
  const [width, height] = [Math.max(320, Math.ceil(box.width)), Math.ceil(box.height)];
  const style = getComputedStyle(document.body);
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [before, after] = [svg, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  before.forEach((one, n) => {
    const computed = getComputedStyle(one);
    for (const name of STYLES) after[n].setAttribute(name, computed.getPropertyValue(name));
    for (const name of ["class", "tabindex", "href"]) after[n].removeAttribute(name);
  });
  const most = Math.floor(width / 7);
  const above = broken(title, Math.floor(width / 9));
  const below = broken(caption, most);
  const top = EDGE + above.length * 22;
  const whole = top + height + below.length * LINE + EDGE * 2;
  const made = element("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 2 * EDGE, height: whole });
  made.append(element("rect", { width: "100%", height: "100%", fill: style.backgroundColor }));
  const font = { "font-family": style.fontFamily, fill: style.color };
  above.forEach((line, n) => {
    const text = element("text", { x: EDGE, y: EDGE + n * 22, "font-size": 16, "font-weight": 600, ...font });
    text.textContent = line;
    made.append(text);
  });
  for (const [name, value] of Object.entries({ x: EDGE, y: top, width, height, overflow: "visible" }))
    copy.setAttribute(name, `${value}`);
  made.append(copy);
  below.forEach((line, n) => {
    const text = element("text", { x: EDGE, y: top + height + EDGE + n * LINE, "font-size": 12, ...font });
    text.textContent = line;
    made.append(text);
  });
  return { text: new XMLSerializer().serializeToString(made), width: width + 2 * EDGE, height: whole };
}

/**
 * The drawing as a picture, twice as fine as a screen.
 * @param {{ text: string, width: number, height: number }} found
 * @returns {Promise<Blob | null>}
 */
export async function painted(found) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(found.text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [found.width * 2, found.height * 2];
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.scale(2, 2);
  context.drawImage(image, 0, 0, found.width, found.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}
