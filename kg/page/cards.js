// What the panel is made of: statements copied from the table, and lists of buttons. Text is only ever copied as text.

const cards = (() => {
  const byId = (id) => document.getElementById(id);

  function make(tag, words, className) {
    const made = document.createElement(tag);
    if (words !== undefined) made.textContent = words;
    if (className) made.className = className;
    return made;
  }

  function plural(number, noun) {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  }

  // A part of a statement as told in the table, copied; `name` is one of head, when, words, answers.
  function part(told, name) {
    const cells = [...told.children].flatMap((child) => (child.tagName === "TD" ? [child, ...child.children] : [child]));
    const at = cells.find((child) => child.classList.contains(name));
    if (!at) return null;
    const copy = at.tagName === "TD" ? make("div", undefined, name) : null;
    if (copy) copy.append(...[...at.childNodes].map((child) => child.cloneNode(true)));
    return copy || at.cloneNode(true);
  }

  function card(id, tag, deep) {
    const told = byId(`s-${id}`);
    const made = make(tag, undefined, tag === "article" ? "card" : "told");
    if (!told) return made;
    made.dataset.act = told.dataset.act;
    made.dataset.statement = id;
    for (const name of ["head", "when", "words"]) {
      const copy = part(told, name);
      if (copy) made.append(copy);
    }
    for (const button of made.querySelectorAll("button")) button.remove();
    const answers = part(told, "answers");
    if (answers && deep > 0) {
      const list = make("ol", undefined, "answers");
      for (const item of answers.children) {
        const other = item.dataset.told || item.id.replace(/^s-/, "");
        const under = card(other, "li", byId(`s-${other}`)?.dataset.act === "accuses" ? 0 : deep - 1);
        const note = item.querySelector(":scope > .note");
        if (note) under.prepend(make("p", note.textContent, "note"));
        list.append(under);
      }
      made.append(list);
    } else if (deep > 0 && told.tagName === "TR" && told.dataset.act === "accuses") {
      made.append(make("p", "No answer recorded.", "none"));
    }
    return made;
  }

  function button(words, number, act) {
    const made = make("button");
    made.type = "button";
    const said = make("span");
    said.append(words);
    made.append(said);
    if (number !== undefined) made.append(make("span", number, "number"));
    made.addEventListener("click", act);
    return made;
  }

  function list(items) {
    const made = make("ul", undefined, "list");
    for (const item of items) {
      const line = make("li");
      line.append(item);
      made.append(line);
    }
    return made;
  }

  return { byId, make, plural, part, card, button, list };
})();
