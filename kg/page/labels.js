// Names on the map, drawn by us: always of a size that can be read, the most accused first, and none over another.
"use strict";

const labels = (() => {
  const FAMILY = 'Inter, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';
  const MOST = 160;

  // The size of a name on the screen in pixels at a zoom: it grows and shrinks less than the map.
  function size(node, scale) {
    const own = node.weight >= 4 ? 14.5 : 13;
    return Math.min(own * 1.12, Math.max(own * scale, own * 0.82));
  }

  function meets(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  // The names that fit, with their boxes on the screen; `first` are shown before all others.
  function placed(ctx, nodes, scale, inView, first) {
    const taken = [];
    const found = [];
    const order = first.size ? [...nodes.filter((n) => first.has(n.id)), ...nodes.filter((n) => !first.has(n.id))] : nodes;
    for (const node of order) {
      if (found.length >= MOST) break;
      if (!inView(node)) continue;
      const px = size(node, scale);
      ctx.font = font(node, px);
      const half = Math.max(...node.lines.map((line) => ctx.measureText(line).width)) / 2 + 1;
      const high = px * 1.19 * node.lines.length;
      const x = node.x * scale;
      const y = node.y * scale;
      const gap = node.size * scale + 4;
      for (const top of [y + gap, y - gap - high]) {
        const box = [x - half, top, x + half, top + high];
        if (!taken.some((other) => meets(box, other))) {
          taken.push(box, [x - node.size * scale, y - node.size * scale, x + node.size * scale, y + node.size * scale]);
          found.push({ node, px, box });
          break;
        }
      }
    }
    return found;
  }

  function font(node, px) {
    return `${node.weight >= 4 ? 650 : 450} ${px}px ${FAMILY}`;
  }

  // Draws on a canvas that is already moved and zoomed; returns what stands where, for clicks on names.
  function draw(ctx, nodes, scale, tones, inView, lit) {
    ctx.save();
    ctx.scale(1 / scale, 1 / scale);
    const found = placed(ctx, nodes, scale, inView, lit || new Set());
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const { node, px, box } of found) {
      ctx.globalAlpha = lit && !lit.has(node.id) ? 0.28 : 1;
      ctx.font = font(node, px);
      ctx.lineWidth = 4;
      ctx.strokeStyle = tones.paper;
      ctx.fillStyle = tones.ink;
      node.lines.forEach((line, i) => {
        const y = box[1] + px * 1.19 * (i + 0.5);
        ctx.strokeText(line, node.x * scale, y);
        ctx.fillText(line, node.x * scale, y);
      });
    }
    ctx.restore();
    return found;
  }

  function at(found, scale, point) {
    const x = point.x * scale;
    const y = point.y * scale;
    const hit = found.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
    return hit ? hit.node.id : null;
  }

  return { draw, at };
})();
