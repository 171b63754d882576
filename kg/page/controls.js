// Every control of the page: what it does to the state, and how it shows the state. Keys on the map are here too.

const controls = (() => {
  const SELECTS = ["topic", "side", "certainty", "answered"];

  function keys(picture) {
    return (event) => {
      const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (steps[event.key]) picture.move(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") picture.zoom(1.25);
      else if (event.key === "-") picture.zoom(0.8);
      else if (event.key === "0") picture.whole();
      else if (event.key === "Escape") state.set({ chosen: "" }, true);
      else return;
      event.preventDefault();
    };
  }

  let fading = 0;
  function say(words) {
    byId("hint").textContent = words;
    byId("hint").classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => byId("hint").classList.remove("shown"), 1600);
  }

  // A plain turn of the wheel scrolls the page, as everywhere.
  function wheel(event) {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    say("Hold Ctrl and turn the wheel to zoom");
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      say("Link copied");
    } catch {
      say("The link is in the address bar: copy it from there");
    }
  }

  const without = () => [...document.querySelectorAll("#acts input:not(:checked)")].map((one) => one.value);

  function prepare(picture) {
    const map = byId("map");
    map.addEventListener("wheel", wheel, { capture: true, passive: true });
    map.addEventListener("keydown", keys(picture));
    byId("closer").addEventListener("click", () => picture.zoom(1.3));
    byId("further").addEventListener("click", () => picture.zoom(1 / 1.3));
    byId("whole").addEventListener("click", () => picture.whole());
    byId("search").addEventListener("input", (event) => state.set({ words: event.target.value.slice(0, 200), chosen: "" }));
    byId("acts").addEventListener("change", () => state.set({ without: without() }));
    byId("views").addEventListener("change", (event) => state.set({ view: event.target.value, around: "", chosen: "" }, true));
    for (const name of SELECTS) byId(name).addEventListener("change", (event) => state.set({ [name]: event.target.value }, true));
    byId("undated").addEventListener("change", (event) => state.set({ undated: event.target.checked ? "yes" : "no" }, true));
    byId("perhaps").addEventListener("change", (event) => state.set({ perhaps: event.target.checked ? "yes" : "no" }, true));
    byId("reset").addEventListener("click", () => {
      state.reset();
      byId("topic").focus();
    });
    byId("unaround").addEventListener("click", () =>
      state.set({ around: "", chosen: "", view: data.views[state.get().view] ? state.get().view : "answers" }, true),
    );
    byId("copy").addEventListener("click", copy);
    byId("png").addEventListener("click", () => png.save(picture));
    const unfold = (open) => {
      byId("filters").setAttribute("aria-expanded", String(open));
      byId("choices").classList.toggle("folded", !open);
    };
    byId("filters").addEventListener("click", () => unfold(byId("choices").classList.contains("folded")));
    unfold(innerWidth > 700 || state.narrowed());
    slider.prepare();
  }

  function around(now, scene) {
    const [what, name] = [now.around[0], now.around.slice(2)];
    const view = data.views[now.view] ?? data.views.actor;
    if (what === "n") return `Around ${view.nodes.find((node) => node.actor === name)?.label ?? name}`;
    if (what === "s") return `One exchange, ${plural(scene.nodes.length, "statement")}`;
    return what === "c" && folding.groups(view)[Number(name)] ? folding.called(view, Number(name)).join(" ") : "";
  }

  // How many there are of what the view shows: the head of the page says the same as the filters leave.
  function counted(now, shown) {
    const nodes = (data.views[now.view] ?? data.views.actor).nodes.filter((node) => node.said.some((said) => said.some((i) => shown[i])));
    const number = nodes.length.toLocaleString("en");
    return now.view === "side" ? `${number} sides and actors without one` : plural(nodes.length, "actor");
  }

  function show(now, scene, shown) {
    for (const input of byId("views").querySelectorAll("input")) input.checked = input.value === now.view;
    if (document.activeElement !== byId("search")) byId("search").value = now.words;
    for (const input of byId("acts").querySelectorAll("input")) input.checked = !now.without.includes(input.value);
    for (const name of SELECTS) byId(name).value = now[name];
    byId("undated").checked = now.undated === "yes";
    byId("reset").hidden = !state.narrowed();
    byId("where").hidden = !now.around && !scene.note;
    byId("around").textContent = [now.around ? around(now, scene) : "", scene.note].filter(Boolean).join(". ");
    byId("unaround").hidden = !now.around;
    byId("shapes").hidden = now.view === "answers";
    byId("counted").textContent = counted(now, shown);
    byId("summary").textContent = counts.summary(shown);
    byId("perhaps").checked = now.perhaps === "yes";
    byId("perhaps").disabled = !(now.from || now.to);
    slider.show(now);
  }

  return { prepare, show, say };
})();
