// The filter in the address, taken along to the next overview: each link to one gets what the address of this page filters by.

const KEYS = ["words", "side", "topic", "certainty", "answered", "from", "to", "undated", "perhaps", "sort"];
const OVERVIEW = /^(?:[a-z]+(?:-\d+)?|(?:matrix|answers)\/.+)\.html$/;
/** @type {HTMLAnchorElement[] | null} */
let links = null;

/**
 * What an address filters by, as it is written behind its `#`; empty where it does not.
 * @param {string} hash
 */
export function filterOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  return new URLSearchParams(KEYS.flatMap((key) => (given.get(key) ? [[key, given.get(key) ?? ""]] : []))).toString();
}

/**
 * The links to overviews of the site at `root`, but for those to a place within a page.
 * @param {string} root
 */
function found(root) {
  /** @type {HTMLAnchorElement[]} */
  const anchors = [...document.querySelectorAll("nav a[href], main a[href]")].filter((one) => one instanceof HTMLAnchorElement);
  return anchors.filter(
    ({ href, hash }) =>
      href.startsWith(root) && (!hash || filterOf(hash)) && OVERVIEW.test(href.slice(root.length).split("#")[0]),
  );
}

/** @param {string} root */
export function carry(root) {
  const filter = filterOf(location.hash);
  links ??= found(root);
  for (const link of links) link.href = `${link.href.split("#")[0]}${filter ? `#${filter}` : ""}`;
}
