// The search: the words of all that the table tells of a statement.

const search = (() => {
  const texts = new Map();
  const plain = (words) => bidi.bare(words).trim().toLocaleLowerCase("en");

  // Reads the words of every statement once, when the table is there.
  function index(done) {
    const read = (told) => texts.set(told.id.slice(2), plain(told.textContent));
    each([...document.querySelectorAll("#record .told")], read, done);
  }

  const holds = (id, wanted) => (texts.get(id) || "").includes(wanted);

  return { index, holds, plain };
})();
