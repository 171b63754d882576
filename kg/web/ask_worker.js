// Runs in the worker of the page on which readers ask, behind Oxigraph's own code in the same script: takes in the engine and the
// graph once, then answers one query after the other. It can reach nothing: the policy of the page is the worker's too.

const MOST = 1000;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

/** @type {any} */
const here = globalThis;
/** @type {any} */
let store = null;

/** @param {string} packed */
function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** @param {string} wasm @param {string} graph */
async function start(wasm, graph) {
  await __wbg_init({ module_or_path: await unpacked(wasm).arrayBuffer() });
  store = new Store();
  store.load(new Uint8Array(await unpacked(graph).arrayBuffer()), { format: "application/n-triples", no_transaction: true });
  return {};
}

/**
 * The answer as text. The engine wants to be given a format that fits, before it says which kind of answer it is.
 * @param {string} query @returns {[form: string, text: string]}
 */
function written(query) {
  try {
    return ["rows", store.query(query, { results_format: "application/sparql-results+json" })];
  } catch (fault) {
    try {
      return ["graph", store.query(query, { results_format: "application/n-triples" })];
    } catch {
      throw fault;
    }
  }
}

/**
 * An answer in the form of its kind, with what the records in its first rows are called.
 * @param {string} query @param {string} base
 */
function answer(query, base) {
  const [form, found] = written(query);
  if (form === "graph") return { form, text: found };
  const held = JSON.parse(found);
  if ("boolean" in held) return { form: "ask", text: found };
  const labels = new Map();
  for (const row of held.results.bindings.slice(0, MOST))
    for (const { type, value } of Object.values(row))
      if (type === "uri" && value.startsWith(base) && !labels.has(value))
        labels.set(value, store.match(namedNode(value), namedNode(LABEL), null, null)[0]?.object.value ?? "");
  return { form: "select", text: found, labels };
}

here.onmessage = async (/** @type {MessageEvent} */ { data }) => {
  try {
    here.postMessage(data.query === undefined ? await start(data.wasm, data.graph) : answer(data.query, data.base));
  } catch (fault) {
    here.postMessage({ fault: String(fault) });
  }
};
