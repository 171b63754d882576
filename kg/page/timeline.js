// The panel, the search, the filters and the keys of the timeline. What is told is copied from the table.

(() => {
  const { part, card } = cards;
  const { list, row: button } = lists;
  const { drawing, marks, lines, byStatement } = along;
  const panel = byId("panel");
  const scroll = byId("scroll");
  const ids = (mark) => mark.dataset.ids.split(" ");
  const title = (mark) => mark.querySelector("title").textContent;
  const kind = (mark) => mark.classList[1];
  let chosen = null;
  let texts = new Map();

  function write(...parts) {
    const within = panel.contains(document.activeElement);
    panel.replaceChildren(...parts.filter(Boolean));
    panel.scrollTop = 0;
    if (within) panel.focus({ preventScroll: true });
  }

  function overview() {
    panel.classList.remove("open");
    const months = [...byId("to").options].sort((a, b) => b.dataset.count - a.dataset.count).slice(0, 6);
    const answered = new Map();
    for (const line of lines) answered.set(line.dataset.to, (answered.get(line.dataset.to) || 0) + 1);
    const most = [...answered].sort((a, b) => b[1] - a[1]).slice(0, 6);
    write(
      make("h2", "Accusations and answers in time"),
      make("p", "Choose a mark to read what was said, on whose word, and what was answered. Drag along the months to choose a period.", "about"),
      months.length ? make("h3", "Busiest months") : null,
      list(months.map((month) => button(month.textContent, month.dataset.count, () => period(month.value, month.value)))),
      most.length ? make("h3", "Most often answered") : null,
      list(most.map(([id, number]) => button(title(byStatement.get(id)), String(number), () => choose(byStatement.get(id))))),
    );
  }

  // A statement as told in the table; an answer with what it answers above it.
  function told(id) {
    const made = card(id, "article", 4);
    const over = (data.answers[id] || []).filter((one) => byId(`s-${one}`) && byStatement.has(one));
    if (over.length) {
      made.prepend(make("p", "In answer to", "note"), list(over.map((one) => button(title(byStatement.get(one)), undefined, () => choose(byStatement.get(one))))));
    }
    return made;
  }

  function near(mark) {
    const own = lines.filter((line) => along.ends(line).includes(mark));
    return { own, around: new Set([mark, ...own.flatMap(along.ends)]) };
  }

  function light(mark) {
    const { own, around } = mark ? near(mark) : { own: [], around: new Set() };
    drawing.classList.toggle("lit", Boolean(mark));
    for (const one of marks) one.classList.toggle("near", around.has(one));
    for (const line of lines) line.classList.toggle("near", own.includes(line));
  }

  function choose(mark) {
    chosen?.classList.remove("chosen");
    chosen = mark;
    mark.classList.add("chosen");
    light(mark);
    rove(mark);
    const back = button("Back to the whole timeline", undefined, clear);
    back.className = "back link";
    panel.classList.add("open");
    const many = ids(mark).length;
    write(back, make("h2", title(mark)), many > 1 ? make("p", "They share speaker, act and date, and differ in what is alleged.", "about") : null, ...ids(mark).map(told));
    reveal(mark);
  }

  // Brings a mark into view along the axis, and above the panel where that lies over the drawing.
  function reveal(mark) {
    const box = mark.getBoundingClientRect();
    const frame = scroll.getBoundingClientRect();
    if (box.left < frame.left + 8 || box.right > frame.right - 8) scroll.scrollLeft += box.left - frame.left - frame.width / 3;
    const end = getComputedStyle(panel).bottom === "0px" && innerWidth <= 1000 ? innerHeight * 0.45 : innerHeight;
    if (box.top < 0 || box.bottom > end) scrollBy({ top: box.top - end / 2 });
  }

  function clear() {
    const before = chosen;
    chosen?.classList.remove("chosen");
    chosen = null;
    light(null);
    overview();
    if (before && document.activeElement === panel) before.focus();
  }

  // One mark takes part in the order of Tab; arrow keys lead from mark to mark.
  function rove(mark) {
    for (const one of marks) one.setAttribute("tabindex", one === mark ? 0 : -1);
  }

  function keys(event) {
    const here = event.target.closest("a.mark");
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const [x, y] = [along.x(here), along.y(here)];
    const places = marks.filter((mark) => !mark.classList.contains("out") || mark === here)
      .map((mark) => ({ mark, x: along.x(mark), y: along.y(mark) }))
      .sort((a, b) => a.x - b.x || a.y - b.y);
    const at = places.findIndex((place) => place.mark === here);
    const apart = (place) => Math.abs(place.y - y) + Math.abs(place.x - x) / 4;
    const nearest = (found) => found.sort((a, b) => apart(a) - apart(b))[0];
    const next = {
      ArrowLeft: () => places[at - 1],
      ArrowRight: () => places[at + 1],
      ArrowUp: () => nearest(places.filter((place) => place.y < y)),
      ArrowDown: () => nearest(places.filter((place) => place.y > y)),
      Home: () => places[0],
      End: () => places[places.length - 1],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    const there = next();
    if (!there) return;
    rove(there.mark);
    there.mark.focus({ preventScroll: true });
    reveal(there.mark);
  }

  // What is out of the filters is faint in the drawing and gone from the table. A period shows what surely lies in it and, where
  // that is asked for, paler, what may.
  function filter() {
    const words = byId("search").value.trim().toLocaleLowerCase("en");
    const without = new Set([...byId("acts").querySelectorAll("input:not(:checked)")].map((box) => box.value));
    const options = [...byId("from").options].map((option) => option.value);
    const [from, to] = [byId("from").value, byId("to").value].sort();
    const [start, end] = [from === options[0] ? "" : from, to === options[options.length - 1] ? "~" : `${to}~`];
    const whole = !options.length || (start === "" && end === "~");
    const bounds = (mark) => mark.dataset.about ? ["", "~"] : [mark.dataset.first || "", mark.dataset.last || "~"];
    const surely = (mark) => whole || ((!start || bounds(mark)[0] >= start) && bounds(mark)[1] <= end);
    const maybe = (mark) => bounds(mark)[0] <= end && bounds(mark)[1] >= start;
    const { checked } = byId("perhaps");
    byId("perhaps").disabled = whole;
    let said = 0;
    let pale = 0;
    const good = new Set();
    for (const mark of marks) {
      const sure = surely(mark);
      const fits = !without.has(kind(mark)) && (sure || (checked && maybe(mark)));
      const found = fits ? ids(mark).filter((id) => !words || (texts.get(id) || title(mark).toLocaleLowerCase("en")).includes(words)) : [];
      for (const id of found) good.add(id);
      if (sure) said += found.length;
      else pale += found.length;
      mark.classList.toggle("perhaps", !sure && found.length > 0);
      mark.classList.toggle("out", !found.length);
    }
    for (const line of lines) line.classList.toggle("out", along.ends(line).some((mark) => mark.classList.contains("out")));
    for (const row of document.querySelectorAll("#record tr.told")) {
      row.hidden = ![row, ...row.querySelectorAll(".told")].some((one) => good.has(one.id.slice(2)));
    }
    const all = marks.reduce((sum, mark) => sum + ids(mark).length, 0);
    const more = pale ? `, and ${pale} that may lie in the period` : "";
    byId("matches").textContent = said === all ? "" : `${said} of ${plural(all, "statement")}${more}.`;
  }

  function period(from, to) {
    byId("from").value = from;
    byId("to").value = to;
    filter();
  }

  function least() {
    return Math.max(1, (scroll.clientWidth - 20) / along.width);
  }

  function zoom(share) {
    const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / along.share();
    const next = Math.min(12, Math.max(least(), share));
    along.stretch(next);
    scroll.scrollLeft = middle * next - scroll.clientWidth / 2;
  }

  // Dragging along the months chooses a period.
  function brush() {
    const months = [...drawing.querySelectorAll(".stretch[data-month]")].map((group) => [Number(group.dataset.x), group.dataset.month]);
    const place = (event) => event.clientX - drawing.getBoundingClientRect().left;
    const month = (x) => (months.findLast(([left]) => left * along.share() <= x) || months[0])[1];
    let start = null;
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    box.setAttribute("class", "brush");
    const top = Number(drawing.querySelector(".ground")?.getAttribute("y") || 0);
    drawing.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || !months.length || event.clientY - drawing.getBoundingClientRect().top > top) return;
      start = place(event);
      drawing.setPointerCapture(event.pointerId);
      drawing.append(box);
      event.preventDefault();
    });
    drawing.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const [left, right] = [start, place(event)].sort((a, b) => a - b);
      for (const [name, value] of Object.entries({ x: left, y: 0, width: right - left, height: top })) box.setAttribute(name, value);
    });
    drawing.addEventListener("pointerup", (event) => {
      if (start === null) return;
      const [left, right] = [start, place(event)].sort((a, b) => a - b);
      box.remove();
      start = null;
      const options = [...byId("from").options].map((option) => option.value);
      const first = options.find((value) => value >= month(left)) || options[options.length - 1];
      const last = options.findLast((value) => value <= month(right)) || options[0];
      period(first, last < first ? first : last);
    });
  }

  function rows() {
    texts = new Map([...document.querySelectorAll("#record .told")].map((told) => [told.id.slice(2), told.textContent.toLocaleLowerCase("en")]));
    for (const row of document.querySelectorAll("#record tr.told")) {
      const mark = byStatement.get(row.id.slice(2));
      if (!mark) continue;
      const shown = button("Show on the timeline", undefined, () => {
        choose(mark);
        mark.focus({ preventScroll: true });
        reveal(mark);
      });
      shown.className = "show";
      row.children[1].append(shown);
    }
  }

  byId("closer").addEventListener("click", () => zoom(along.share() * 1.5));
  byId("further").addEventListener("click", () => zoom(along.share() / 1.5));
  byId("whole").addEventListener("click", () => zoom(0));
  scroll.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(along.share() * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
  }, { passive: false });
  scroll.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(along.share() * 1.5);
    else if (event.key === "-") zoom(along.share() / 1.5);
    else if (event.key === "0") zoom(0);
    else if (event.key === "Escape") clear();
    else keys(event);
  });
  for (const shown of document.querySelectorAll(".tools")) shown.hidden = false;
  if (marks.length) {
    panel.hidden = false;
    rove(marks[0]);
    drawing.addEventListener("click", (event) => {
      const mark = event.target.closest("a.mark");
      if (!mark) return;
      event.preventDefault();
      choose(mark);
    });
    for (const [name, on] of [["pointerover", true], ["pointerout", false]]) {
      drawing.addEventListener(name, (event) => {
        const mark = event.target.closest("a.mark");
        if (mark && !chosen) light(on ? mark : null);
      });
    }
    panel.addEventListener("keydown", (event) => event.key === "Escape" && clear());
    panel.addEventListener("click", (event) => {
      const mention = event.target.closest("a.mention");
      const mark = mention && byStatement.get(mention.getAttribute("href").slice(3));
      if (!mark) return;
      event.preventDefault();
      choose(mark);
    });
  }
  if (byId("search")) {
    byId("search").addEventListener("input", filter);
    for (const id of ["acts", "from", "to", "perhaps"]) byId(id).addEventListener("change", filter);
    brush();
    overview();
  }
  zoom(1);
  addEventListener("resize", () => along.share() < least() && zoom(1));
  document.addEventListener("DOMContentLoaded", rows);
})();
