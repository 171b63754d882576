// What the lists and tables of a page show now, as rows: whatever is hidden, folded away by a filter, is not in them.

const ROWS = "ol.rows > li, ol.items > li, table.matrix tbody td a";
const FORMULA = /^ *[=+\-@\t\r\n|%＝＋－＠]/;

/** @param {Element | null | undefined} element */
const words = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** @param {Element} element */
function isShown(element) {
  return !element.closest("[hidden]") && element.getAttribute("aria-hidden") !== "true";
}

/** The heading above a row. @param {Element} element */
function part(element) {
  const within = element.closest("section, details");
  return words(within?.querySelector("h2"));
}

/** @param {Element} row */
function statement(row) {
  const link = row.querySelector(".line > a");
  return {
    part: part(row),
    when: words(row.querySelector(".when")),
    date: row.querySelector("time")?.getAttribute("datetime") ?? "",
    act: words(row.querySelector(".act")),
    title: words(link),
    says: words(row.querySelector(".line > p")),
    marks: [...row.querySelectorAll(".mark")].map(words).join("; "),
    link: /** @type {HTMLAnchorElement | null} */ (link)?.href ?? "",
  };
}

/** @param {Element} row */
function item(row) {
  const link = row.querySelector("a");
  return {
    title: words(link),
    about: words(row.querySelector(".more")),
    number: words(row.querySelector(".number")),
    link: link?.href ?? "",
  };
}

/** @param {Element} cell */
function crossing(cell) {
  const link = /** @type {HTMLAnchorElement} */ (cell);
  return { title: link.title, number: words(link), link: link.href };
}

/** The rows that the page shows. @returns {Record<string, string>[]} */
export function rows() {
  const found = [...document.querySelectorAll(ROWS)].filter(isShown);
  return found.map((row) =>
    row.matches(".rows > li") ? statement(row) : row.matches(".items > li") ? item(row) : crossing(row),
  );
}

/** A cell that no spreadsheet takes for a formula. @param {string} text */
function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as CSV; what holds for all of them is in each, so that it stays with those that are cut out.
 * @param {Record<string, string>[]} found
 * @param {Record<string, string>} about
 */
export function csv(found, about) {
  const columns = [...new Set(found.flatMap(Object.keys)), ...Object.keys(about)];
  const lines = found.map((row) => columns.map((name) => cell(row[name] ?? about[name] ?? "")).join(","));
  return [columns.join(","), ...lines].map((line) => `${line}\r\n`).join("");
}
