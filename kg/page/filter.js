// Which statements are shown: those that meet every filter. A statement of uncertain date is shown when some day on which it
// may have been said lies between the two ends of the slider.

const filter = (() => {
  const { ids, act, acts, sides, side, topics, topic, certainty, first, last, dated, answers } = data.statements;
  const CERTAINTIES = ["asserted", "probable", "possible", "implied"];
  const kinds = act.map((number) => (Object.hasOwn(data.dashes, acts[number]) ? acts[number] : "answers"));
  const answered = new Uint8Array(ids.length);
  const answeredBy = ids.map(() => []);
  answers.forEach((over, i) =>
    over.forEach((one) => {
      answered[one] = 1;
      answeredBy[one].push(i);
    }),
  );

  const DAY = 86400000;
  const days = (text) => Date.parse(text) / DAY;
  const text = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  // The numbers of the statements around something: an exchange, all that touches an actor, or a community.
  function around(view, what) {
    const found = new Set();
    const both = (i) => [...answers[i], ...answeredBy[i]];
    if (what[0] === "s") {
      const todo = [state.number(what.slice(2))];
      while (todo.length) {
        const i = todo.pop();
        if (!found.has(i)) {
          found.add(i);
          for (const other of both(i)) todo.push(other);
        }
      }
    } else {
      const nodes = view.nodes.filter((node) =>
        what[0] === "n" ? node.actor === what.slice(2) : node.community === Number(what.slice(2)),
      );
      for (const i of nodes.flatMap((node) => node.said.flat())) {
        found.add(i);
        for (const other of both(i)) found.add(other);
      }
    }
    return found;
  }

  // The topic at `start` and its parts, which come right behind it; null where there is none.
  function range(start) {
    if (start < 0) return null;
    let end = start + 1;
    while (end < topic.length && topic[end][2] > topic[start][2]) end += 1;
    return [start, end];
  }

  function shown(now) {
    const found = new Uint8Array(ids.length);
    const within =
      now.around && data.views[now.view]
        ? around(data.views[now.view], now.around)
        : now.around[0] === "s"
          ? around(null, now.around)
          : null;
    const wanted = {
      side: side.findIndex(([id]) => id === now.side),
      topic: range(topic.findIndex(([id]) => id === now.topic)),
      certainty: CERTAINTIES.indexOf(now.certainty),
      from: now.from ? days(now.from) : -Infinity,
      to: now.to ? days(now.to) : Infinity,
    };
    const without = new Set(now.without);
    for (let i = 0; i < ids.length; i += 1) {
      const good =
        !without.has(kinds[i]) &&
        (!within || within.has(i)) &&
        (wanted.side < 0 || sides[i].includes(wanted.side)) &&
        (!wanted.topic || topics[i].some((t) => t >= wanted.topic[0] && t < wanted.topic[1])) &&
        (wanted.certainty < 0 || certainty[i] === wanted.certainty) &&
        (dated[i] || now.undated === "yes") &&
        (first[i] ?? -Infinity) <= wanted.to &&
        (last[i] ?? Infinity) >= wanted.from &&
        meets(i, now.answered);
      found[i] = good ? 1 : 0;
    }
    return found;
  }

  // "yes": what was answered, and the answers; "no": accusations without one.
  function meets(i, wanted) {
    if (wanted === "yes") return answered[i] || answers[i].length > 0;
    return wanted !== "no" || (acts[act[i]] === "accuses" && !answered[i]);
  }

  return { shown, kinds, answered, answeredBy, days, text };
})();
