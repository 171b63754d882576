"""The map page as text: nothing from outside, nothing that runs, everything that was said, and the same bytes every time."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import harbour
import new_tracker
import pytest
from conftest import State
from harbour import shipped_map as shipped_page
from invented_world import EXCHANGE
from made import made
from page_tree import Element, read

from kg.analysis.graph import accusations
from kg.check import check
from kg.corpus import counting
from kg.corpus.corpus import Corpus
from kg.corpus.labels import agreeing, is_plural
from kg.model.acts import ACTS
from kg.model.parts import Report
from kg.model.records import Actor, Allegation, Dataset, Source, Statement
from kg.site import arrows, policy, template
from kg.site.map import views, vis
from kg.site.map.choice import everything
from kg.site.map.page import map_page
from kg.web import link

HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{% raw %}",
    "a\u2028b\u2029c",
    "\"'`><svg onload=alert(1)>",
    "&lt;b&gt;&amp;",
    "<a href='javascript:alert(1)'>x</a>",
    "</style></title></textarea><style>*{display:none}",
    "]]>\\u003cscript\\u003e",
)


@cache
def harbour_page() -> str:
    return map_page(harbour.corpus(), title="The harbour")


def data_of(page: Element) -> dict[str, Any]:
    (block,) = page.find("script", type="application/json")
    loaded: dict[str, Any] = json.loads(block.text)
    return loaded


def hostile_corpus(text: str, url: str = "https://example.org/a") -> Corpus:
    """An exchange in which every field of free text holds `text`, past every check of the reader."""

    actors = {
        "state": made(Actor, "state", name=text, type="state", aliases=[text], note=text),
        "person": made(Actor, "person", name=f"{text} P", type="person", roles=[{"position": text, "of": "state"}]),
        "crowd": made(Actor, "crowd", name=f"{text} (unnamed)", type="group"),
    }
    report = made(
        Report,
        source="source",
        at=text,
        quote=[text[:50]],
        named=text,
        says=text,
        via=["crowd"],
        certainty="possible",
        date="2017",
    )
    source = made(Source, "source", title=text, publisher=text, author=[text], date="2017")
    source = dataclasses.replace(source, url=url, archived=url)
    reports = (report,)
    statements = {
        "charge": made(
            Statement,
            "charge",
            act="accuses",
            speaker=["person", "crowd"],
            date="2016",
            allegation="charge-text",
            says=text,
            note=text,
        ),
        "denial": made(
            Statement, "denial", act="denies", speaker="state", date="2017", answers="charge", says=text, allegation="other-text"
        ),
        "counter": made(
            Statement, "counter", act="accuses", speaker="state", date="2017", answers="charge", against="crowd", says=text
        ),
        "free": made(
            Statement,
            "free",
            act="denies",
            speaker="crowd",
            date="2017",
            allegation="charge-text",
            says=text,
            may_answer="charge",
        ),
    }
    return Corpus(
        actors=actors,
        sources={"source": source},
        allegations={
            "charge-text": made(Allegation, "charge-text", text=text, accused="state"),
            "other-text": made(Allegation, "other-text", text=f"{text} other", accused="crowd"),
        },
        statements={id_: dataclasses.replace(s, reports=reports) for id_, s in statements.items()},
        dataset=made(Dataset, title=text, license=text, curators=[text]),
        kinds=dict.fromkeys(actors, "actor"),
    )


# Nothing from outside


@pytest.mark.parametrize("page", [harbour_page, shipped_page])
def test_the_page_refers_to_nothing_outside_but_the_links_to_sources(page: Any) -> None:
    root = read(page())
    fetching = {
        "src",
        "srcset",
        "data",
        "action",
        "formaction",
        "background",
        "poster",
        "ping",
        "manifest",
        "codebase",
        "xlink:href",
    }
    for element in root.all():
        assert not fetching & element.attributes.keys(), element
        assert "style" not in element.attributes
        assert not any(name.startswith("on") for name in element.attributes)
        if "href" in element.attributes:
            assert element.tag == "a"
            href = element.attributes["href"] or ""
            if not href.startswith("#"):
                assert re.match(r"https?://[a-z0-9.-]+", href)
                assert element.attributes["rel"] == "noopener noreferrer nofollow"
    allowed = {"charset", "viewport", "referrer", "color-scheme"}
    for meta in root.find("meta"):
        kind = "charset" if "charset" in meta.attributes else meta.attributes.get("name") or meta.attributes["http-equiv"]
        assert kind in allowed | {"Content-Security-Policy"}
    assert not {e.tag for e in root.all()} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "video",
        "audio",
        "template",
    }
    style = root.find("style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_links_lead_to_every_source_with_an_address() -> None:
    corpus = harbour.corpus()
    linked = {e.attributes.get("href") for e in read(harbour_page()).find("a")}
    told = {id_ for r in corpus.resolved.values() if r.act == "accuses" for id_ in [x.source for x in r.statement.reports]}
    urls = {corpus.sources[id_].url for id_ in told} - {None}
    assert urls
    assert urls <= linked


def test_the_policy_allows_just_the_scripts_and_the_style_that_are_there() -> None:
    page = harbour_page()
    root = read(page)
    (meta,) = root.find("meta", **{"http-equiv": "Content-Security-Policy"})
    given = dict(part.split(" ", 1) for part in (meta.attributes["content"] or "").split("; "))

    def hashes(elements: list[Element]) -> set[str]:
        return {f"'sha256-{base64.b64encode(hashlib.sha256(e.text.encode()).digest()).decode()}'" for e in elements}

    scripts = [e for e in root.find("script") if e.attributes.get("type") != "application/json"]
    assert set(given.pop("script-src").split()) == hashes(scripts)
    assert set(given.pop("style-src").split()) == hashes(root.find("style"))
    assert given == {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    assert len(scripts) == 2
    assert "\r" not in page
    head = page[: page.index("<style>")]
    assert head.index("Content-Security-Policy") < head.index("<title>")


def test_a_script_that_would_end_its_element_is_refused() -> None:
    for text in ("a</script>", "a</STYLE>", "<!-- a", "\0"):
        with pytest.raises(ValueError, match="holds markup"):
            policy.inline(text)
    assert policy.inline("a\r\nb\rc") == "a\nb\nc"


def test_data_is_ascii_without_markup_and_finite() -> None:
    value = {"a": "</script><!--\u2028é&", "b": [1, None, True]}
    written = policy.data(value)
    assert written.isascii()
    assert not set("<>&") & set(written)
    assert json.loads(written) == value
    with pytest.raises(ValueError, match="JSON"):
        policy.data({"a": float("nan")})


def test_the_script_of_the_wheel_is_taken_with_its_licence_and_evaluates_no_text() -> None:
    script = vis.script()
    assert "@license" in script[:1500]
    assert "eval(" not in script


# Strings that attack


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_field(text: str) -> None:
    harmless = read(map_page(hostile_corpus("harmless"), title="harmless"))
    page = map_page(hostile_corpus(text), title=text)
    root = read(page)
    assert [e.tag for e in root.all()] == [e.tag for e in harmless.all()]
    assert [sorted(e.attributes) for e in root.all()] == [sorted(e.attributes) for e in harmless.all()]
    shown = root.find("section", id="record")[0].text
    assert shown.count(text) > 20
    assert root.find("title")[0].text.startswith(text)
    assert text in root.find("footer")[0].text
    data = data_of(root)
    assert {node["label"] for node in data["views"]["actor"]["nodes"]} == {text, f"{text} P", f"{text} (unnamed)"}
    (block,) = root.find("script", type="application/json")
    assert not set("<>&\u2028\u2029") & set(block.text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:evil",
        "http://u:p@h.example",
        "\x01https://h.example",
    ],
)
def test_an_address_that_is_not_plain_http_is_no_link(url: str) -> None:
    root = read(map_page(hostile_corpus("x", url), title="x"))
    outward = [e for e in root.find("a") if not (e.attributes["href"] or "").startswith("#")]
    assert outward == []
    good = read(map_page(hostile_corpus("x", "http://h.example/?a=1&b=%22"), title="x"))
    assert good.find("a", href="http://h.example/?a=1&b=%22")


# What it says


def told(root: Element) -> dict[str, Element]:
    found = [e for e in root.find("section", id="record")[0].all() if (e.attributes.get("id") or "").startswith("s-")]
    assert len({e.attributes["id"] for e in found}) == len(found)
    return {(e.attributes["id"] or "")[2:]: e for e in found}


def answers_under(statement: Element) -> list[str]:
    """The ids of what stands right under a statement."""
    items = [child for child in statement.find("ol")[0].children if isinstance(child, Element)]
    return [item.attributes.get("data-entry") or (item.attributes["id"] or "")[2:] for item in items]


def test_every_accusation_and_answer_is_told_once_and_answers_stand_under_what_they_answer(state: State) -> None:
    corpus = state(EXCHANGE)
    root = read(map_page(corpus, title="x"))
    statements = told(root)
    expected = {id_ for id_, r in corpus.resolved.items() if r.act == "accuses" or r.answers}
    assert expected <= set(statements)
    for id_, resolved in corpus.resolved.items():
        for answered in resolved.answers:
            below = answers_under(statements[answered])
            assert below.count(id_) == 1, (id_, answered)
    assert {"support", "retraction", "correction"} < set(answers_under(statements["charge"]))


def test_the_shipped_page_tells_every_statement_that_accuses_or_answers() -> None:
    corpus = harbour.shipped()
    statements = told(read(shipped_page()))
    for id_, resolved in corpus.resolved.items():
        if resolved.act == "accuses" or resolved.answers:
            text = " ".join(statements[id_].text.split())
            for report in resolved.statement.reports:
                assert all(" ".join(quote.split()) in text for quote in report.quote)
            if resolved.statement.says:
                assert " ".join(resolved.statement.says.split()) in text
    assert not {id_ for id_, s in corpus.statements.items() if s.withdrawn} & set(statements)


def test_a_statement_shows_speaker_role_side_day_certainty_and_source(state: State) -> None:
    corpus = state(
        "  charge:\n"
        "    {act: accuses, speaker: sapt, to: gazette, date: 2016-05-03, allegation: blame, certainty: implied,\n"
        "    says: So he said.,\n"
        "    reports: [{source: s-2017-05, at: page 4, quote: blame us, named: a spokesman, date: 2016-05, via: herald}]}\n"
    )
    (row,) = told(read(map_page(corpus, title="x"))).values()
    text = " ".join(row.text.split())
    expected = (
        "Sapt|Spokesman|side: Ruritania|accuses|Glottenberg|3 May 2016|Puts forward Glottenberg shifts blame.|So he said.|"
        "implied, not said outright|Addressed to Strelsau Gazette.|blame us|“May”|May 2017|page 4|via State Herald|"
        "names the speaker as a spokesman|dates it May 2016|Answer: not looked for."
    )
    for part in expected.split("|"):
        assert part in text
    assert [t.attributes["datetime"] for t in row.find("time")] == ["2016-05-03"]


def test_labels_name_acts_and_never_what_is_alleged() -> None:
    for corpus in (harbour.corpus(), harbour.shipped()):
        chosen = everything(corpus)
        for graph in views.graphs(corpus, chosen).values():
            view = views.drawn(corpus, graph)
            text = json.dumps(view)
            assert not [a.text for a in corpus.allegations.values() if json.dumps(a.text)[1:-1] in text]
            assert {node["label"] for node in view["nodes"]} <= {actor.name for actor in corpus.actors.values()}
            for edge in view["edges"]:
                assert edge["label"] in {*ACTS, "answers", "attributed"}
                source, target = (view["nodes"][edge[end]]["label"] for end in ("from", "to"))
                many = is_plural(corpus, [view["nodes"][edge["from"]]["actor"]])
                answers, are = agreeing("answers", several=many), "are" if many else "is"
                said = {f"{source} {agreeing(act, several=many)} what {target} said" for act in ACTS}
                said |= {f"{source} {agreeing('accuses', several=many)} {target}", f"{source} {answers} {target}"}
                said |= {f"{source} {answers} {target} by accusing another"}
                words = re.sub(r": [\d–]+ statements?( · \d+ retracted)?$", "", edge["title"])
                if edge["kind"] == "attributed":
                    assert re.fullmatch(
                        rf"{re.escape(source)} {are} said by .+ to have (accused|spoken of) {re.escape(target)}",
                        words,
                    )
                else:
                    assert words in said
            assert {e["label"] for e in view["edges"] if e["kind"] == "accuses"} == {"accuses"}


def test_the_data_of_the_page_holds_no_allegation() -> None:
    for page, corpus in ((harbour_page(), harbour.corpus()), (shipped_page(), harbour.shipped())):
        text = json.dumps(data_of(read(page)))
        assert not [a.text for a in corpus.allegations.values() if json.dumps(a.text)[1:-1] in text]


def test_arrows_of_a_pair_are_one_for_each_act_and_hold_every_statement() -> None:
    corpus = harbour.shipped()
    graph = accusations(corpus)
    drawn = arrows.arrows(graph)
    assert len({(a.source, a.target, a.kind) for a in drawn}) == len(drawn)
    by_hand: dict[tuple[str, str], set[str]] = {}
    for r in corpus.resolved.values():
        for speaker in r.speakers if r.act == "accuses" and not (r.is_attributed or r.is_contested) else ():
            for accused in set(r.against) - {speaker}:
                by_hand.setdefault((speaker, accused), set()).add(r.id)
    assert {(a.source, a.target): set(a.statements) for a in drawn if a.kind == "accuses"} == by_hand
    others = {id_ for a in drawn if a.kind == "attributed" for id_ in a.statements}
    assert others
    assert all(corpus.resolved[id_].is_attributed for id_ in others)
    alone = [a for a in drawn if sum({b.source, b.target} == {a.source, a.target} for b in drawn) == 1]
    assert alone
    assert all(a.bend == 0 for a in alone)
    bends = [(a.source, a.target, a.bend) for a in drawn if a not in alone]
    assert len(set(bends)) == len(bends)


@pytest.mark.parametrize(
    ("name", "type_", "title"),
    [
        ("Some people", "group", "Some people accuse"),
        ("Two policemen", "group", "Two policemen accuse"),
        ("A harbour boss (unnamed)", "group", "A harbour boss (unnamed) accuses"),
        ("Three officials", "group", "Three officials accuse"),
        ("Harbour traders (unnamed)", "group", "Harbour traders (unnamed) accuse"),
        ("United States", "state", "United States accuses"),
    ],
)
def test_that_the_verb_over_an_arrow_agrees_with_who_accuses(name: str, type_: str, title: str, tmp_path: Path) -> None:
    path = new_tracker.put(tmp_path) / "claims" / "actors" / "actors.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"{text}  many: {{name: {name}, type: {type_}}}\n", "utf-8")
    tolls = tmp_path / "claims" / "harbour-dispute" / "tolls.yaml"
    tolls.write_text(tolls.read_text("utf-8").replace("speaker: ida-falk", "speaker: many", 1), "utf-8")
    corpus = check(tmp_path / "claims").corpus
    view = views.drawn(corpus, views.graphs(corpus, everything(corpus))["actor"])
    (arrow,) = [edge for edge in view["edges"] if view["nodes"][edge["from"]]["actor"] == "many"]
    assert arrow["title"].startswith(name)
    assert arrow["several"] == title.endswith("accuse")
    assert re.search(r"\baccuse\b" if arrow["several"] else r"\baccuses\b", arrow["title"])
    kept = data_of(read(map_page(corpus, title="x")))["views"]["actor"]["edges"]
    assert any("several" in edge for edge in kept) == arrow["several"]


def test_pyvis_keeps_what_it_is_given_and_the_page_too() -> None:
    corpus = harbour.corpus()
    graph = views.graphs(corpus, everything(corpus))["actor"]
    view = views.drawn(corpus, graph)
    assert [node["actor"] for node in view["nodes"]] == list(graph)
    assert [node["id"] for node in view["nodes"]] == list(range(len(graph)))
    assert view["options"]["physics"] == {"enabled": False}
    data = data_of(read(harbour_page()))
    nodes = data["views"]["actor"]["nodes"]
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in nodes)
    ids = data["statements"]["ids"]
    met = {node["actor"]: counting.statements(corpus, [ids[i] for i in node["said"][0]]).most for node in nodes}
    assert max(nodes, key=lambda node: met[node["actor"]])["size"] == max(node["size"] for node in nodes)
    for edge, kept in zip(view["edges"], data["views"]["actor"]["edges"], strict=True):
        assert (edge["from"], edge["to"], edge["kind"]) == (kept["from"], kept["to"], kept["kind"])
        assert edge["statements"] == [ids[i] for i in kept["statements"]]


def test_names_of_unnamed_groups_are_short_on_the_map_alone() -> None:
    data = data_of(read(map_page(hostile_corpus("Some people"), title="x")))
    (crowd,) = [node for node in data["views"]["actor"]["nodes"] if node["actor"] == "crowd"]
    assert (crowd["label"], crowd["lines"]) == ("Some people (unnamed)", ["Some people"])


def test_nothing_to_draw_is_still_a_page() -> None:
    root = read(map_page(Corpus(), title="Empty"))
    assert data_of(root)["views"]["actor"]["nodes"] == []
    assert "0 actors, 0 accusations" in root.find("header")[0].text


# Bytes


def test_the_shipped_page_is_small() -> None:
    assert len(shipped_page().encode()) < 1_200_000


def test_every_style_and_template_is_named_by_a_page() -> None:
    parts = [path for path in Path(link.__file__).parent.iterdir() if path.suffix in {".css", ".j2"}]
    sources = [*Path(template.__file__).parent.rglob("*.py"), *(path for path in parts if path.suffix == ".j2")]
    naming = "".join(path.read_text("utf-8") for path in sources)
    assert len(parts) > 10
    assert [path.name for path in parts if f'"{path.name}"' not in naming] == []
