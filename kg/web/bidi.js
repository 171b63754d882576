// Texts that are written from the right come between isolates (U+2068 and U+2069): these keep them in pairs where text is cut or
// broken, and leave them out where words are compared.

const [FSI, PDI] = ["\u2068", "\u2069"];
/** @param {string} sign */
const isIsolate = (sign) => sign === FSI || sign === PDI;
/** @param {string} text */
const open = (text) => [...text].reduce((depth, sign) => depth + (sign === FSI) - (sign === PDI), 0);

/** @param {string} text */
export const bare = (text) => text.replace(/[\u2068\u2069]/g, "");
/** @param {string} text */
export const apart = (text) => `${FSI}${bare(text)}${PDI}`;

/**
 * At most so many signs, the last an ellipsis where some are left out.
 * @param {string} text
 * @param {number} most
 */
export function cut(text, most) {
  if (bare(text).length <= most) return text;
  let [kept, seen] = ["", 0];
  for (const sign of text) {
    if (!isIsolate(sign)) {
      if (seen === most - 1) break;
      seen += 1;
    }
    kept += sign;
  }
  return `${kept.trimEnd()}${PDI.repeat(open(kept))}…`;
}

/**
 * Lines broken from one text, each with what is set apart across their ends ended and begun anew.
 * @param {string[]} lines
 */
export function carried(lines) {
  let depth = 0;
  return lines.map((line) => {
    const whole = FSI.repeat(depth) + line;
    depth = Math.max(0, open(whole));
    return whole + PDI.repeat(depth);
  });
}
