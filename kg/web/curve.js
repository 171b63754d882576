// The line from an answer to what it answers on the timeline.

/**
 * The path from one mark down or up into the other: the same as in the drawing that comes with the page.
 * @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2
 */
export function curve(x1, y1, x2, y2) {
  if (Math.abs(y2 - y1) < 9) {
    const high = y1 - Math.min(16, 7 + Math.abs(x2 - x1) / 12);
    return `M${x1} ${y1 - 6}C${x1} ${high} ${x2} ${high} ${x2} ${y2 - 7}m-3-4 3 4 3-4`;
  }
  const down = y2 > y1 ? 1 : -1;
  const end = y2 - 7 * down;
  const half = Math.max(Math.abs(end - y1) / 2, 12) * down;
  return `M${x1} ${y1 + 6 * down}C${x1} ${y1 + half} ${x2} ${end - half} ${x2} ${end}m-3 ${-4 * down} 3 ${4 * down} 3 ${-4 * down}`;
}
