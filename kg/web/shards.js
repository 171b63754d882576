// Files of data of the site, each loaded when it is first needed. They are scripts that call one function, since a page that is read
// from a disk can fetch nothing.

const root = new URL("../", /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src || location.href);
/** @type {Map<string, Promise<any>>} */
const asked = new Map();
/** The page, on which scripts that are linked apart share what files have handed over. @type {any} */
const page = globalThis;
/** @type {Map<string, any>} */
const given = (page.handed ??= new Map());

/** @param {string} path */
export const address = (path) => new URL(path, root).href;

page.rejoinder = (/** @type {string} */ name, /** @type {any} */ value) => given.set(name, value);

/**
 * The value that a file hands over; the name is its path without the ending.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function shard(name) {
  const found =
    asked.get(name) ??
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.addEventListener("load", () => (given.has(name) ? done(given.get(name)) : failed(new Error(name))));
      script.addEventListener("error", () => failed(new Error(name)));
      script.src = address(`${name}.js`);
      document.head.append(script);
    });
  asked.set(name, found);
  found.catch(() => asked.delete(name)); // asked for again, it may come
  return found;
}
