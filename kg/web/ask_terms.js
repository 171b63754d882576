// Terms and texts of SPARQL, without a page: how the fields of a question narrow it, and how an answer is saved as a table.

/** How a named query says where what is given comes (`kg/query.py` reads the same). */
const BIND = /^(\s*)# bind$/gm;

/** @param {string} value */
const quoted = (value) => JSON.stringify(value);

/** @param {string} kind @param {string} value @param {string} base */
export function term(kind, value, base) {
  if (kind === "day") return `${quoted(value)}^^<http://www.w3.org/2001/XMLSchema#date>`;
  return kind === "act" ? quoted(value) : `<${base}${kind}/${value}>`;
}

/** A named query with values for some of its fields. @param {string} text @param {[name: string, term: string][]} given */
export function bound(text, given) {
  const clauses = given.map(([name, value]) => `VALUES ?${name} { ${value} }`);
  return text.replace(BIND, (_, indent) => indent + clauses.join(`\n${indent}`));
}

/** @param {Record<string, string>} prefixes */
export const declared = (prefixes) =>
  Object.entries(prefixes)
    .map(([name, iri]) => `PREFIX ${name}: <${iri}> `)
    .join("");

/**
 * Asks for the records of a kind that are called so, or whose names hold it.
 * @param {string} kind @param {string} words @param {string} base @param {boolean} exactly
 */
export function called(kind, words, base, exactly) {
  const said = `LCASE(${quoted(words)})`;
  const fits = exactly ? `LCASE(STR(?name)) = ${said}` : `CONTAINS(LCASE(STR(?name)), ${said})`;
  return (
    `SELECT DISTINCT ?id ?label WHERE { ?x kg:id ?id ; rdfs:label ?label . FILTER(STRSTARTS(STR(?x), ${quoted(`${base}${kind}/`)})) ` +
    `{ ?x rdfs:label ?name } UNION { ?x skos:altLabel ?name } UNION { ?x kg:id ?name } FILTER(${fits}) } ORDER BY ?label ?id LIMIT 40`
  );
}

/** The rows of an answer as CSV, in the form of the W3C. @param {{head: any, results: any}} answer */
export function csv({ head, results }) {
  /** @param {string} value */
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  /** @param {any} found */
  const written = (found) => (found === undefined ? "" : cell(found.type === "bnode" ? `_:${found.value}` : found.value));
  const rows = results.bindings.map((/** @type {any} */ row) =>
    head.vars.map((/** @type {string} */ name) => written(row[name])),
  );
  return [head.vars.map(cell), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
