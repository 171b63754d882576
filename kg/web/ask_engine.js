// The engine of the page on which readers ask: loaded with the graph when it is first needed, in a worker that is ended when it
// takes longer than it may. What it needs comes in scripts, since a page from a disk can fetch nothing.

/** @type {any} */
const global = globalThis;

/** @type {Worker | null} */
let worker = null;
/** @type {Promise<void>} */
let last = Promise.resolve();

/** @param {string} address */
function loaded(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => failed(new Error(address));
    document.head.append(script);
  });
}

/**
 * What the worker says to a message; nothing where it took longer than so many seconds and was ended.
 * @param {Worker} to @param {object} message @param {number} seconds @returns {Promise<any>}
 */
function said(to, message, seconds) {
  return new Promise((done) => {
    const end = () => {
      to.terminate();
      worker = null;
    };
    const clock = seconds === Infinity ? 0 : setTimeout(() => (end(), done(null)), seconds * 1000);
    to.onmessage = ({ data }) => (clearTimeout(clock), done(data));
    to.onerror = (event) => (clearTimeout(clock), end(), done({ fault: event.message ?? "Worker" }));
    to.postMessage(message);
  });
}

/** @param {string} engine @param {string} graph */
async function started(engine, graph) {
  if (worker) return worker;
  if (!global.kgEngine) await Promise.all([loaded(engine), loaded(graph)]);
  const address = URL.createObjectURL(new Blob([global.kgEngine.script], { type: "text/javascript" }));
  const made = new Worker(address);
  worker = made;
  const { fault } = await said(made, { wasm: global.kgEngine.wasm, graph: global.kgGraph }, Infinity);
  URL.revokeObjectURL(address);
  if (fault) {
    worker = null;
    throw new Error(fault);
  }
  return made;
}

/**
 * The answer to a query, after those that were asked before.
 * @param {{engine: string, graph: string, base: string}} from @param {string} query @param {number} seconds
 * @returns {Promise<any>}
 */
export function ask(from, query, seconds) {
  const found = last.then(async () => said(await started(from.engine, from.graph), { query, base: from.base }, seconds));
  last = found.then(
    () => {},
    () => {},
  );
  return found;
}
