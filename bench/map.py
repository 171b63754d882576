"""Times the map against pyvis's own page with fixed positions, in real Chromium: `python bench/map.py [NODES…]`, as Markdown.

Both pages come from the same claims and are opened in turns by one browser. The first draw is the time from the start of
navigation to the end of the first frame in which shapes are filled on the canvas; the frame time is the median of the frames that
are drawn while a script drags the map. pyvis's page fetches from other hosts: it gets the script in its wheel instead.
"""

from __future__ import annotations

import itertools
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from measuring import in_turns, machine, table

from kg.analysis.graph import accusations
from kg.corpus.corpus import Corpus
from kg.layout import layout
from kg.model.part import assembler
from kg.model.records import Actor, Dataset, Source, Statement
from kg.site import arrows
from kg.site.map.page import map_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (500, 5000, 20000)
SPRING = 5000
"""The size at which networkx's spring layout alone is timed too: it takes over half a minute."""

LARGE = 10_000
"""From so many nodes on pages are opened three times and not five."""

SCREEN = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PROBE = """(() => {
  const canvas = CanvasRenderingContext2D.prototype;
  const fill = canvas.fill;
  window.benchFilled = 0;
  canvas.fill = function (...given) { window.benchFilled += 1; return fill.apply(this, given); };
  window.benchDrawn = new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    const look = () => (window.benchFilled ? port2.postMessage(0) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
})()"""
"""Notes when the first frame with filled shapes on a canvas has been handed over; put into every page before its own scripts."""

FRAMES = """() => {
  window.benchFrames = [];
  const note = (now) => { window.benchFrames.push([now, window.benchFilled]); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
"""Notes the time of every frame from now on, and how much was filled up to it."""


def claims(nodes: int, seed: int = 11) -> Corpus:
    """A record with so many actors: communities of about forty, in each a few who are accused most, one answer in three."""
    chances = random.Random(seed)  # noqa: S311 - not for secrets
    groups = max(3, nodes // 40)
    home = [chances.randrange(groups) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for node, group in enumerate(home):
        members.setdefault(group, []).append(node)
    statements: dict[str, Statement] = {}

    def say(act: str, speaker: int, **fields: object) -> str:
        id_ = f"s{len(statements)}"
        raw = {"act": act, "speaker": f"a{speaker}", "date": f"20{10 + speaker % 10}-05", **fields}
        raw["reports"] = [{"source": "s", "at": "paragraph 1"}]
        statements[id_] = assembler(Statement)(raw, "", {"id": id_})
        return id_

    for node in range(nodes):
        for _ in range(chances.choice((1, 1, 2, 3))):
            near = members[home[node]] if chances.random() < 0.9 else range(nodes)
            other = near[min(int(chances.expovariate(5 / len(near))), len(near) - 1)]
            if other != node:
                charge = say("accuses", node, against=f"a{other}", says=f"Said that Actor {other} broke the treaty.")
                if chances.random() < 0.33:
                    say("denies", other, answers=charge, says="Called it untrue.")
    actors = {f"a{n}": Actor(id=f"a{n}", name=f"Actor {n} Falk", type="person" if n % 7 else "state") for n in range(nodes)}
    return Corpus(
        actors=actors,
        sources={"s": Source(id="s", title="The Daily of Alba")},
        statements=statements,
        dataset=Dataset(title=f"{nodes:,} actors"),
    )


def pyvis_page(corpus: Corpus) -> Iterator[str]:
    """The own page of pyvis for the same nodes, arrows and positions, again whenever asked."""
    from pyvis.network import Network  # noqa: PLC0415 - loads IPython

    graph = accusations(corpus)
    nodes, drawn = arrows.nodes(corpus, graph), arrows.arrows(graph)
    boxes = {node.id: node.box for node in nodes}
    at = layout.positions(list(boxes), [(arrow.source, arrow.target) for arrow in drawn], boxes)
    while True:
        net = Network(height="860px", width="100%", directed=True, cdn_resources="in_line")
        for node in nodes:
            net.add_node(
                node.id, label=node.name, shape=arrows.TYPES[node.type][1], size=node.size, x=at[node.id][0], y=at[node.id][1]
            )
        for arrow in drawn:
            net.add_edge(arrow.source, arrow.target, title=arrow.kind)
        net.toggle_physics(status=False)
        yield re.sub(r"<link[^>]*https://[^>]*>|<script[^>]*https://[^>]*>\s*</script>", "", net.generate_html())


def spring(corpus: Corpus) -> None:
    """The spring layout of networkx alone, at its defaults."""
    nx.spring_layout(nx.Graph(accusations(corpus)), seed=1)


def opened(browser: Browser, path: Path) -> tuple[float, float]:
    """Milliseconds to the first draw of a page, and between frames while it is dragged."""
    page = browser.new_page(viewport=SCREEN)  # type: ignore[arg-type]
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(PROBE)
    page.set_default_timeout(300_000)
    page.goto(path.as_uri(), wait_until="commit")
    drawn = float(page.evaluate("() => window.benchDrawn"))
    page.wait_for_timeout(500)
    box = page.locator("canvas").first.bounding_box()
    assert box is not None
    x, y = box["x"] + 30, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(60):
        page.mouse.move(x + 5 * step, y + 3 * step)
    page.mouse.up()
    frames = [b[0] - a[0] for a, b in itertools.pairwise(page.evaluate("window.benchFrames")) if b[1] > a[1]]
    page.close()
    assert requests == [path.as_uri()], requests
    return drawn, statistics.median(frames)


def measure(browser: Browser, folder: Path, size: int) -> list[str]:
    """One row of the table."""
    corpus = claims(size)
    theirs = pyvis_page(corpus)
    pages = {"ours": folder / "ours.html", "pyvis": folder / "pyvis.html"}

    def write_ours() -> None:
        pages["ours"].write_text(map_page(corpus, title=f"{size:,} actors"), "utf-8")

    next(theirs)  # its positions
    made = in_turns({"ours": write_ours, "pyvis": lambda: pages["pyvis"].write_text(next(theirs), "utf-8")}, 3)
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for _ in range(3 if size >= LARGE else 5):
        for name, path in pages.items():
            seen[name].append(opened(browser, path))
    draw, frame = ({name: statistics.median(one[which] for one in found) for name, found in seen.items()} for which in (0, 1))
    megabytes = {name: path.stat().st_size / 1e6 for name, path in pages.items()}
    joined = len(arrows.arrows(accusations(corpus)))
    print(f"{size:,} actors: done", file=sys.stderr)
    return [
        f"{size:,} ({joined:,})",
        *(f"{made['ours']:.2f} s", f"{made['pyvis']:.2f} s"),
        *(f"{megabytes['ours']:.1f} MB", f"{megabytes['pyvis']:.1f} MB"),
        *(f"{draw['ours']:,.0f} ms", f"{draw['pyvis']:,.0f} ms", f"{draw['ours'] / draw['pyvis']:.2f} ×"),
        *(f"{frame['ours']:.0f} ms", f"{frame['pyvis']:.0f} ms"),
    ]


def against_spring() -> str:
    """How the whole of making a map compares with the spring layout alone, in one sentence."""
    corpus = claims(SPRING)
    start = time.perf_counter()
    spring(corpus)
    slow = time.perf_counter() - start
    start = time.perf_counter()
    map_page(corpus, title="map")
    quick = time.perf_counter() - start
    return (
        f"At {SPRING:,} nodes the map, layout included, is made in {quick:.1f} s; networkx's spring layout alone takes "
        f"{slow:.1f} s: {quick / slow:.2f} ×."
    )


def main(sizes: list[int]) -> None:
    """Print the tables."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for development only

    where = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if where is None:
        sys.exit("bench/map.py: no Chromium on this machine (apt-get install chromium)")
    headings = [
        *("actors (arrows)", "made: ours", "pyvis", "file: ours", "pyvis", "first draw: ours", "pyvis", "ratio"),
        *("frame: ours", "pyvis"),
    ]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        rows = [measure(browser, Path(folder), size) for size in sizes]
        version = browser.version
        browser.close()
    print(table(headings, rows))
    print(f"\n{against_spring()}")
    print(f"\nOurs is made with its layout, pyvis's page with the positions given. {machine()}, Chromium {version}.")


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or list(SIZES))
