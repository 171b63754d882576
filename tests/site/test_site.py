"""The site: every record has its page, every link leads somewhere, and nothing in the folder is touched that kg did not make."""

from __future__ import annotations

import json
import re
from collections import deque
from pathlib import Path
from typing import get_args

import harbour
import hostile
import lxml.html
import pyoxigraph
import pytest
import sites
from conftest import Claims
from lxml.etree import _Element

from kg import published, query
from kg.analysis.disagreements import Field
from kg.analysis.positions import ShiftKind
from kg.analysis.tracing import EndKind
from kg.corpus.aftermath import FATES
from kg.corpus.level import Level
from kg.outputs import Refusal
from kg.rdf import graph
from kg.site import build, frame
from kg.site.addresses import ROWS
from kg.site.ask import page as ask
from kg.site.machines import exports
from kg.site.overviews import about
from kg.site.words import LANGUAGES, TERMS, catalogue

PICTURES = {"map.html", "timeline.html"}
"""Pages closed in themselves, with scripts, drawings and policies of their own, and with tests of their own."""
CORRECTIONS = ("withdrawn", *(fate.replace(" ", "-") for fate in FATES), "moved")
CHOSEN = {
    "ask.question": query.named(),
    "ask.field": {one.name for found in query.named().values() for one in found.parameters},
    "ask.group": ask.GROUPS,
    "ask.say": ask.SAID,
    "meant": TERMS["silence"],
    "corrections": CORRECTIONS,
    "corrected": CORRECTIONS,
    "glossary": about.VOCABULARIES,
    "method": about.METHOD,
    "method.term": about.METHOD,
    "named": about.ANSWER,
    "matrix": get_args(Level),
    "matrix.level": get_args(Level),
    "tour": ("charge", "number"),
    "data": exports.GROUPS,
    "data.meant": exports.GROUPS,
    "filter": ("topic", "side", "certainty", "answered"),
    "take": frame.TAKEN,
    "question": ("most", "unanswered", "each", "history", "when"),
    "about": ("scope", "method", "hands", "named", "glossary"),
    "hands": ("more", "less"),
}
"""Words whose keys are chosen by what is shown."""
SITES = {"shipped": sites.shipped, "every field": sites.every_field, "attacking": sites.attacking}


@pytest.mark.parametrize("name", SITES)
def test_that_every_link_leads_somewhere(name: str) -> None:
    files = SITES[name]()
    pages = sites.pages(files)
    anchors = {path: {element.get("id") for element in page.iter()} for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        for target, fragment in sites.targets(path, page):
            assert target in files, (path, target)
            assert not fragment or fragment in anchors[target], (path, target, fragment)
            checked += 1
    assert checked > 10 * len(pages)


@pytest.mark.parametrize("name", SITES)
def test_that_every_page_is_reached_from_the_start_and_leads_back(name: str) -> None:
    pages = sites.pages(SITES[name]())
    leads = {path: {target for target, _ in sites.targets(path, page) if target in pages} for path, page in pages.items()}
    seen = {"index.html"}
    queue = deque(seen)
    while queue:
        for target in leads[queue.popleft()] - seen:
            seen.add(target)
            queue.append(target)
    former = {path for path, page in pages.items() if page.xpath("//meta[@http-equiv='refresh']")}
    withdrawn = {f"statement/{s.id}.html" for s in harbour.corpus().statements.values() if s.withdrawn}
    withdrawn |= {path for path in pages if path.startswith("statement/gone-")}
    assert pages.keys() - seen <= former | withdrawn
    assert all("index.html" in found for found in leads.values())


@pytest.mark.parametrize(("name", "corpus"), [("shipped", harbour.shipped), ("every field", harbour.corpus)])
def test_that_every_record_has_a_page_and_its_own_triples_at_its_address(name: str, corpus: object) -> None:
    files, claims = SITES[name](), corpus()  # type: ignore[operator]
    assert isinstance(files, dict)
    whole = set(graph.ntriples(claims).splitlines())
    held: set[bytes] = set()
    for kind in ("actors", "sources", "topics", "allegations", "statements"):
        for id_ in getattr(claims, kind):
            path = f"{kind[:-1]}/{id_}"
            assert f"{path}.html" in files
            turtle = _triples(files[f"{path}.ttl"], pyoxigraph.RdfFormat.TURTLE)
            assert turtle == _triples(files[f"{path}.jsonld"], pyoxigraph.RdfFormat.JSON_LD)
            assert turtle
            assert {line.split(b" ")[0].removeprefix(f"<{claims.base}{path}".encode())[:1] for line in turtle} <= {b">", b"/"}
            held |= turtle
    former = {line for line in whole if line.startswith(b"<") and b"FormerAddress" in line}
    rest = {line.split(b" ")[0] for line in whole - held} - {line.split(b" ")[0] for line in former}
    assert rest <= {f"<{claims.base}{name}>".encode() for name in ("dataset", "topics")}


def _triples(data: bytes, form: pyoxigraph.RdfFormat) -> set[bytes]:
    return {f"{quad.triple} .".encode() for quad in pyoxigraph.parse(data, format=form)}


def test_that_a_former_id_leads_to_the_record() -> None:
    files, claims = sites.every_field(), harbour.corpus()
    former = [(record, old) for record in claims.whole() for old in record.was if record.kind != "dataset"]
    assert former
    for record, old in former:
        page = sites.pages({"p.html": files[f"{record.kind}/{old}.html"]})["p.html"]
        assert page.xpath("string(//meta[@http-equiv='refresh']/@content)") == f"0; url=../{record.kind}/{record.id}.html"


def test_that_a_withdrawn_statement_leaves_its_reason_and_nothing_of_what_it_said() -> None:
    files = sites.every_field()
    gone = [s for s in harbour.corpus().statements.values() if s.withdrawn]
    assert gone
    for statement in gone:
        text = str(lxml.html.fromstring(files[f"statement/{statement.id}.html"].decode()).text_content())
        assert statement.withdrawn is not None
        assert statement.withdrawn.reason in text
        assert statement.says is None or statement.says not in text


def test_that_an_allegation_is_never_shown_without_saying_that_it_is_one() -> None:
    files, claims = sites.shipped(), harbour.shipped()
    texts = {allegation.text for allegation in claims.allegations.values()}
    shown = 0
    for path, page in sites.pages(files).items():
        for element in page.iter("bdi", "a", "h1") if path not in PICTURES else ():
            if element.text in texts:
                shown += 1
                before = "".join(element.xpath("ancestor-or-self::*[self::li or self::span or self::h1 or self::div][1]//text()"))
                assert before.lstrip().startswith(("Alleged:", *(words for words in TERMS["holding"].values()))) or (
                    "as others say" in before or "finds on" in before
                ), (path, element.text, before)
        assert (page.findtext(".//title") or "").split(" · ")[0] not in texts
    assert shown > 500


def test_that_the_same_claims_give_the_same_bytes() -> None:
    assert sites.files(harbour.corpus(), base_url=sites.BASE_URL) == sites.every_field()


def test_that_no_page_grows_with_the_record(claims: Claims) -> None:
    many = 3 * ROWS + 7
    lines = "".join(
        f"  s-{n}: {{act: accuses, speaker: alba, allegation: raid, date: 2001-02-03, reports: [{{source: daily}}]}}\n"
        for n in range(many)
    )
    text = (
        "actors:\n  alba: {name: Alba, type: state}\n  borea: {name: Borea, type: state}\n"
        'sources:\n  daily: {title: The Daily, url: "https://example.org/"}\n'
        f"allegations:\n  raid: {{text: Borea raids Alba., accused: borea}}\nstatements:\n{lines}"
    )
    files = sites.files(claims(text).corpus)
    pages = sites.pages(files)
    assert all(len(page.xpath("//ol[@class='rows']/li")) <= 2 * ROWS for page in pages.values())
    assert max(len(files[path]) for path in pages if path not in PICTURES) < 150_000
    for first in ("allegation/raid", "source/daily", "actor/alba"):
        found = [page for path, page in pages.items() if path == f"{first}.html" or path.startswith(f"{first}/")]
        rows = {link for page in found for link in page.xpath("//ol[@class='rows']//div//a/@href")}
        assert len({link.rpartition("/")[2] for link in rows}) == many


def test_that_hostile_text_stays_text() -> None:
    files = sites.attacking()
    elements, links = set(), set()
    for path, page in sites.pages(files).items():
        for element in page.iter() if path not in PICTURES else ():
            elements |= _unlike_ours(element)
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], path
            links |= {urls for urls in (element.get("href"), element.get("src"), element.get("action")) if urls}
            if element.tag == "svg":
                assert {inner.tag for inner in element.iter()} <= {"svg", "a", "g", "path", "rect", "line", "text", "title"}
    assert elements.isdisjoint({"script", "iframe", "img", "object", "video", "base", "math", "input", "style", "use", "image"})
    assert all(re.match(r"https?://|[a-z0-9./#-]*$", link) for link in links), links
    assert any("&lt;script&gt;" in data.decode() for path, data in files.items() if path.startswith("actor/"))
    assert len(hostile.strings()) > 200


def _unlike_ours(element: _Element) -> set[str]:
    """The name of an element, unless it is a control or a script as our pages have them."""
    if element.tag == "script" and element.get("type") == "application/ld+json":
        assert json.loads(element.text or "")["@graph"][0]["@type"] == "Claim"
        return set()
    is_data = element.tag == "script" and element.get("type") == "application/json"
    is_file = element.tag == "script" and (element.get("src") or "").startswith(("assets/", "../")) and not element.text
    return set() if is_data or is_file or (element.tag == "input" and element.xpath("ancestor::form")) else {str(element.tag)}


def test_that_styles_have_every_value_that_they_use() -> None:
    styles = {name: sites.shipped()[f"assets/{name}.css"].decode() for name in ("site", "dark")}
    given = {name: set(re.findall(r"(--[a-z-]+):", text)) for name, text in styles.items()}
    assert set(re.findall(r"var\((--[a-z-]+)\)", styles["site"])) <= given["site"]
    assert given["dark"] <= given["site"]


def test_that_every_language_has_every_word() -> None:
    english = catalogue("en")
    terms = {f"{vocabulary}.{term}" for vocabulary, listed in TERMS.items() for term in listed}
    for lang in LANGUAGES[1:]:
        other = catalogue(lang)
        assert other.keys() == english.keys() | terms
        for key, text in other.items():
            source = english.get(key) or TERMS[key.partition(".")[0]][key.partition(".")[2]]
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", source)), key
    assert sites.shipped("de").keys() == sites.shipped().keys()


def test_that_no_word_is_unused() -> None:
    package = Path(build.__file__).parent.parent
    texts = [path.read_text("utf-8") for of in ("site/**/*.py", "web/*.j2", "web/*.js") for path in package.glob(of)]
    whole = "\n".join(texts)
    families = {"nav", "intro", "kind", "statement", "actor", "allegation", "source", "topic"}  # chosen by what a record is
    chosen = {f"chains.{kind}" for kind in get_args(EndKind)}
    chosen |= {f"differ.{name}" for name in get_args(Field)} | {f"turns.{kind}" for kind in get_args(ShiftKind)}
    families |= {"ranking"}
    chosen |= {f"{family}.{kind}" for family, of in CHOSEN.items() for kind in of}
    for key in catalogue("en"):
        stem = key.removesuffix(".one").removesuffix(".other")
        last = stem.rpartition(".")[2]
        assert (
            f'"{stem}"' in whole
            or f"'{stem}'" in whole
            or (stem.partition(".")[0] in families and f'"{last}"' in whole)
            or key == "thousands"
            or stem in chosen
            or stem in {"strip.counters", "strip.answers"}
        ), key


def test_that_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "public"
    with published.tree(place) as tree:
        tree.put("index.html", b"one")
        tree.put("actor/a.html", b"a")
        tree.put("actor/b/said-2.html", b"b")
        assert not (place / "index.html").exists()
        assert tree.commit() == (3, 0)
    (place / "CNAME").write_text("record.example")
    (place / "actor" / "own.txt").write_text("own")
    before = (place / "index.html").stat().st_mtime_ns
    with published.tree(place) as tree:
        tree.put("index.html", b"one")
        tree.put("actor/a.html", b"new")
        assert tree.commit() == (1, 1)
    assert (place / "index.html").stat().st_mtime_ns == before
    held = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert held == {published.LIST, "CNAME", "index.html", "actor/a.html", "actor/own.txt"}
    assert (place / "actor" / "a.html").read_bytes() == b"new"


def test_that_a_run_that_fails_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "public"
    with pytest.raises(KeyError):
        _fail(place, b"one")
    assert not place.exists()
    with published.tree(place) as tree:
        tree.put("index.html", b"one")
        tree.commit()
    with pytest.raises(KeyError):
        _fail(place, b"two")
    assert (place / "index.html").read_bytes() == b"one"
    assert {path.name for path in place.iterdir()} == {published.LIST, "index.html"}


def _fail(place: Path, data: bytes) -> None:
    with published.tree(place) as tree:
        tree.put("index.html", data)
        raise KeyError


def _write(place: Path, *paths: str) -> None:
    with published.tree(place) as tree:
        for path in paths:
            tree.put(path, b"two")
        tree.commit()


@pytest.mark.parametrize("kind", ["foreign folder", "foreign file", "foreign in place of a folder", "link in place of a folder"])
def test_that_nothing_foreign_is_replaced_or_followed(tmp_path: Path, kind: str) -> None:
    place, other = tmp_path / "public", tmp_path / "other"
    other.mkdir()
    if kind == "foreign folder":
        place.mkdir()
        (place / "notes.txt").write_text("mine")
    else:
        with published.tree(place) as tree:
            tree.put("index.html", b"one")
            tree.commit()
        if kind == "foreign file":
            (place / "about.html").write_text("mine")
        elif kind == "foreign in place of a folder":
            (place / "actor").write_text("mine")
        else:
            (place / "actor").symlink_to(other)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with pytest.raises(Refusal):
        _write(place, "index.html", "about.html", "actor/a.html")
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before
    assert list(other.iterdir()) == []


def test_that_a_list_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    place, victim = tmp_path / "public", tmp_path / "victim.txt"
    victim.write_text("mine")
    with published.tree(place) as tree:
        tree.put("index.html", b"one")
        tree.commit()
    with (place / published.LIST).open("a") as file:
        file.write(f"../victim.txt\n{victim}\n.git/config\nlink/victim.txt\n")
    (place / ".git").mkdir()
    (place / ".git" / "config").write_text("mine")
    (place / "link").symlink_to(tmp_path)
    with published.tree(place) as tree:
        tree.put("index.html", b"one")
        tree.commit()
    assert victim.read_text() == (place / ".git" / "config").read_text() == "mine"
