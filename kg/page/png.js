// The picture as a file and on paper: never without its title, its legend and the note that an arrow asserts nothing.

const png = (() => {
  const NOTE = "An arrow records what was said, not that it is so.";
  const SCALE = 2;

  function legend(ctx, tones, left, top, width) {
    let [x, y] = [left, top];
    for (const label of document.querySelectorAll("#acts label")) {
      if (!label.querySelector("input").checked) continue;
      const kind = label.querySelector("input").value;
      const words = label.textContent.trim();
      const needed = 56 + ctx.measureText(words).width;
      if (x > left && x + needed > left + width) [x, y] = [left, y + 22];
      ctx.strokeStyle = tones[kind];
      ctx.fillStyle = tones[kind];
      ctx.lineWidth = 2;
      ctx.setLineDash(data.dashes[kind] || []);
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(x + 28, y);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.beginPath();
      ctx.moveTo(x + 36, y);
      ctx.lineTo(x + 27, y - 4);
      ctx.lineTo(x + 27, y + 4);
      ctx.fill();
      ctx.fillStyle = tones.ink;
      ctx.fillText(words, x + 42, y);
      x += needed + 12;
    }
    return y;
  }

  // Title, picture, legend and note on one canvas.
  function composed(picture) {
    const map = picture.copied(SCALE);
    const tones = picture.tones();
    const [width, high] = [map.width / SCALE, map.height / SCALE];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [map.width, map.height + 150 * SCALE];
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = tones.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.scale(SCALE, SCALE);
    ctx.textBaseline = "middle";
    ctx.fillStyle = tones.ink;
    ctx.font = `650 19px ${labels.FAMILY}`;
    const [title] = labels.broken(document.querySelector("h1").textContent, width - 48, "650 19px");
    ctx.fillText(title ?? "", 24, 28);
    ctx.font = `450 13px ${labels.FAMILY}`;
    ctx.fillStyle = tones.soft;
    ctx.fillText([byId("around").textContent, NOTE].filter(Boolean).join(". "), 24, 52, width - 48);
    ctx.drawImage(map, 0, 70, width, high);
    const below = legend(ctx, tones, 24, high + 88, width - 48);
    ctx.fillStyle = tones.soft;
    ctx.fillText(
      document.querySelector("footer p").textContent.replace(/This page holds.*$/, ""),
      24,
      Math.max(below + 26, high + 116),
      width - 48,
    );
    return canvas;
  }

  function save(picture) {
    composed(picture).toBlob((blob) => {
      const link = make("a");
      link.href = URL.createObjectURL(blob);
      link.download = "map.png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      controls.say("Saved as map.png");
    }, "image/png");
  }

  // Before the page is printed its picture is put in as an image, in light colours.
  function prepare(picture) {
    addEventListener("beforeprint", () =>
      theme.inLight(picture.recolour, () => {
        const printed = byId("printed") ?? make("img");
        printed.id = "printed";
        printed.alt = "The map";
        printed.src = picture.copied(SCALE).toDataURL("image/png");
        byId("map").after(printed);
      }),
    );
  }

  return { save, prepare };
})();
