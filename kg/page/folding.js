// A map too large to be read at once: each community is one disc until it is opened. What is drawn stays bounded, so that
// every frame is quick whatever the size of the record.

const folding = (() => {
  const MEMBERS = 600;
  const ARROWS = 150;
  const OUTSIDE = 24;

  const isLarge = (view) => view.nodes.length > 0 && view.nodes[0].community !== undefined;
  const rank = (node) => node.said[0].length * 2 + node.said[1].length + node.said[2].length;

  function groups(view) {
    if (view.groups) return view.groups;
    const found = [];
    view.nodes.forEach((node, i) => (found[node.community] ||= []).push(i));
    view.groups = found.map((members) => {
      members.sort((a, b) => rank(view.nodes[b]) - rank(view.nodes[a]) || a - b);
      const mean = (axis) => members.reduce((sum, i) => sum + view.nodes[i][axis], 0) / members.length;
      return { members, x: mean("x"), y: mean("y") };
    });
    return view.groups;
  }

  function called(view, number) {
    const { members } = groups(view)[number];
    const names = members.slice(0, 2).map((i) => view.nodes[i].label);
    const rest = members.length - names.length;
    return rest
      ? [...names.map((name, i) => (i < names.length - 1 || rest ? `${name},` : name)), `and ${plural(rest, "other")}`]
      : names;
  }

  function disc(view, number, x, y) {
    const { members } = groups(view)[number];
    const said = [0, 1, 2, 3].map((what) => [...new Set(members.flatMap((i) => view.nodes[i].said[what]))]);
    const lines = called(view, number);
    return {
      id: `c:${number}`,
      label: lines.join(" "),
      lines: lines.map((line) => bidi.cut(line, 30)),
      group: "community",
      shape: "dot",
      x,
      y,
      size: Math.round(Math.min(46, 11 + 1.6 * Math.sqrt(members.length))),
      said,
      members: members.length,
    };
  }

  // The arrows of the view with their ends replaced by `home`; those with an end nowhere, or both ends in one, are left out.
  function joined(view, home, bound) {
    const found = new Map();
    for (const edge of view.edges) {
      const [from, to] = [home(edge.from), home(edge.to)];
      if (from === null || to === null || from === to) continue;
      const id = `e:${from}>${to}>${edge.kind}`;
      const known = found.get(id);
      if (known) for (const one of edge.statements) known.statements.push(one);
      else found.set(id, { id, from, to, kind: edge.kind, bend: edge.bend || 0.1, statements: [...edge.statements] });
    }
    const arrows = [...found.values()];
    for (const arrow of arrows) arrow.statements = [...new Set(arrow.statements)];
    arrows.sort((a, b) => b.statements.length - a.statements.length || (a.id < b.id ? -1 : 1));
    return arrows.slice(0, bound);
  }

  // The discs moved apart, each pair a little at a time; deterministic, and few enough for every pair to be looked at.
  function apart(discs) {
    for (let round = 0; round < 120; round += 1) {
      let moved = false;
      for (let i = 0; i < discs.length; i += 1) {
        for (let j = i + 1; j < discs.length; j += 1) {
          const [a, b] = [discs[i], discs[j]];
          const [x, y] = [b.x - a.x || 0.01 * (j - i), b.y - a.y];
          const [over, under] = [150 + a.size + b.size - Math.abs(x), 62 + a.size + b.size - Math.abs(y)];
          if (over <= 0 || under <= 0) continue;
          moved = true;
          if (over < under) {
            a.x -= (Math.sign(x) * over) / 2;
            b.x += (Math.sign(x) * over) / 2;
          } else {
            a.y -= ((Math.sign(y) || 1) * under) / 2;
            b.y += ((Math.sign(y) || 1) * under) / 2;
          }
        }
      }
      if (!moved) return;
    }
  }

  function overview(view) {
    const [left, top, right, bottom] = view.bounds;
    const scale = Math.min(1, (240 * Math.sqrt(groups(view).length)) / Math.max(right - left, bottom - top, 1));
    const discs = groups(view).map((group, number) => disc(view, number, group.x * scale, group.y * scale));
    if (discs.length <= 300) apart(discs);
    const home = (i) => `c:${view.nodes[i].community}`;
    return { nodes: discs, edges: joined(view, home, ARROWS), folded: true };
  }

  // One community opened: its best-known members where they lie on the whole map, its neighbours as discs around it.
  function opened(view, number) {
    const group = groups(view)[number];
    if (!group) return overview(view);
    const kept = group.members.slice(0, MEMBERS);
    const inside = new Set(kept);
    const nodes = kept.map((i) => scenes.actor(view.nodes[i]));
    const weight = new Map();
    for (const edge of view.edges) {
      const [a, b] = [view.nodes[edge.from].community, view.nodes[edge.to].community];
      if (a !== b && (a === number || b === number)) {
        const other = a === number ? b : a;
        weight.set(other, (weight.get(other) || 0) + edge.statements.length);
      }
    }
    const others = [...weight]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, OUTSIDE)
      .map(([other]) => other);
    const angle = (other) => Math.atan2(groups(view)[other].y - group.y, groups(view)[other].x - group.x);
    others.sort((a, b) => angle(a) - angle(b) || a - b);
    const discs = others.map((other) => ({ ...disc(view, other, 0, 0), angle: angle(other) }));
    scenes.stretch(nodes);
    nearby.ring(discs, nodes);
    const shown = new Set(others);
    const home = (i) =>
      inside.has(i) ? `n:${view.nodes[i].actor}` : shown.has(view.nodes[i].community) ? `c:${view.nodes[i].community}` : null;
    const left = group.members.length - kept.length;
    return {
      nodes: [...nodes, ...discs],
      edges: joined(view, home, 2 * MEMBERS),
      folded: true,
      note: left
        ? `The ${MEMBERS} best known of ${plural(group.members.length, "actor")} here are drawn; the search and the table have all.`
        : "",
    };
  }

  return { isLarge, groups, called, overview, opened, rank };
})();
