"""One question, one number: every count that two places share, drawn from both, as text, as JSON and from the graph."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import harbour
import pytest
from charges import accusations
from many_readings import TEXT

from kg.analysis.audit import audit
from kg.analysis.graph import accusations as graph_of
from kg.analysis.measures import measure
from kg.analysis.stats import stats
from kg.analysis.windows import windows
from kg.check import check
from kg.cli.input import claims as claims_read
from kg.cli.program import commands
from kg.corpus.corpus import Corpus
from kg.corpus.counting import Count, Range, count
from kg.corpus.level import Level
from kg.corpus.silence import WORDS, counted, silence
from kg.engine import oxigraph
from kg.query import bind, named, prefixes
from kg.rdf.graph import ntriples
from kg.site.brief.section import Figure, Section
from kg.site.brief.sections import sections
from kg.site.said import alleged
from kg.site.summary import accusations as summary

LEVELS: Final[tuple[Level, ...]] = ("actor", "side")
PROPERTIES: Final = {"actor": ("kg:speaker", "kg:against"), "side": ("kg:side", "kg:accusedSide")}
UNDENIED: Final = "FILTER NOT EXISTS { ?s kg:contestedBy"
PERIODS: Final = ("2017", "2031")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dairies")
    (root / "claims.yaml").write_text(TEXT, "utf-8")
    return root


@pytest.fixture(scope="module", params=["small", "shipped"])
def record(request: pytest.FixtureRequest, small: Path) -> tuple[Corpus, tuple[str, ...]]:
    """A record and what names it on the command line."""
    if request.param == "shipped":
        return harbour.shipped(), ("--demo",)
    checked = check(small)
    assert {d.severity.value for d in checked.diagnostics} <= {"warning"}
    return checked.corpus, ("--root", str(small))


Record = tuple[Corpus, tuple[str, ...]]


def test_the_small_record_leaves_every_kind_of_reading(small: Path) -> None:
    corpus = check(small).corpus
    number = count(corpus, accusations(corpus))
    assert str(number) == "11–16 statements · 1 retracted"
    resolved = corpus.resolved.values()
    assert any(r.is_attributed for r in resolved)
    assert any(r.is_contested for r in resolved)
    assert any(r.is_joint and r.act == "accuses" for r in resolved)
    assert {silence(corpus, id_) for id_ in accusations(corpus)} == set(WORDS)


# ---- All accusations ----


def test_all_accusations_are_as_many_wherever_they_are_counted(record: Record) -> None:
    corpus, where = record
    number = count(corpus, accusations(corpus))
    for level in LEVELS:
        total = printed("who", "--level", level, *where)[-1]
        assert ends(total["accusations"]) == number
        network = printed("network", "--level", level, *where)[-1]
        assert ends(network["accusations"]) == number
        assert f"{number} of accusation" in text("network", "--level", level, *where)
        assert text("who", "--level", level, *where).startswith(f"{number.of(' of accusation')}:")
        assert measure(corpus, graph_of(corpus, level=level)).number == number
    totals = printed("answers", *where)[-1]
    assert ends(totals["accusations"]) == number
    assert text("answers", *where).startswith(f"{number.of(' of accusation')}, on ")
    (act,) = (t for t in printed("stats", *where) if (t["by"], t["id"]) == ("act", "accuses"))
    assert ends(act["statements"]) == ends(act["accusations"]) == number
    assert row(brief(corpus)["glance"], "statements that accuse").text == number.bare
    assert summary(corpus, tuple(corpus.resolved)).startswith(f"{count(corpus, accusations(corpus), unit='accusation')} (")
    assert number.number.most == len(asked(corpus, "?s a kg:Accusation"))
    assert set(number.retracted) == everything(corpus, "?s a kg:Accusation ; kg:retractedBy ?r")


def test_the_five_silences_are_the_same_five_numbers(record: Record) -> None:
    corpus, where = record
    numbers = counted(corpus, accusations(corpus))
    totals = printed("answers", *where)[-1]
    for name, number in numbers.items():
        assert ends(totals[name.replace(" ", "_")]) == number
        assert set(totals[name.replace(" ", "_")]["statements"]) == set(printed("who", *where)[-1]["silences"][name])
        assert f"{number.bare} {WORDS[name]}" in text("answers", *where).splitlines()[1]
        assert f"{number.bare} {WORDS[name]}" in text("who", *where).splitlines()[0]
        assert row(brief(corpus)["glance"], f"statements of accusation, {WORDS[name]}").text == number.bare
        if number.number.most:
            assert f"{WORDS[name]}: {number.bare}" in summary(corpus, tuple(corpus.resolved))
    answered = "?s a kg:Accusation . ?a kg:answers ?s"
    sure = {s for s, a in asked_pairs(corpus, answered) if not apart(corpus, a) and not marked(corpus, a)}
    assert numbers["answered"].number.most == len({s for s in sure if not apart(corpus, s)})


def test_every_accusation_says_which_of_the_five_it_is(record: Record) -> None:
    corpus, where = record
    ledger = {r["id"]: r for r in printed("answers", *where) if r["kind"] == "statement" and r["accusation"]}
    assert {id_: r["answered"] for id_, r in ledger.items()} == {id_: silence(corpus, id_) for id_ in accusations(corpus)}
    shown = [id_ for name in WORDS for id_ in accusations(corpus) if silence(corpus, id_) == name][:: max(1, len(ledger) // 8)]
    for id_ in shown:
        if silence(corpus, id_) != "answered" and not corpus.resolved[id_].is_contested:
            assert WORDS[silence(corpus, id_)] in text("show", id_, *where)


# ---- Who made them, and whom they are against ----


@pytest.mark.parametrize("level", LEVELS)
def test_what_one_party_said_and_met_is_one_number(record: Record, level: Level) -> None:
    corpus, where = record
    network = {r["id"]: r for r in printed("network", "--level", level, *where) if r["kind"] == "node"}
    pairs = [r for r in printed("who", "--level", level, *where) if r["kind"] == "pair"]
    by_property, against_property = PROPERTIES[level]
    assert len(network) > 5
    for party, node in network.items():
        made, met = accusations(corpus, by=party, level=level), accusations(corpus, against=party, level=level)
        assert ends(node["accuses"]) == count(corpus, made)
        assert ends(node["accused"]) == count(corpus, met)
        assert set(node["accuses"]["statements"]) == set(made)
        for place, ids in ((0, made), (1, met)):
            mine = [pair["accusations"]["statements"] for pair in pairs if pair["ids"][place] == party]
            named_ = [id_ for id_ in ids if corpus.resolved[id_].against]
            assert {id_ for said in mine for id_ in said} == set(named_)
        if level == "actor" or is_side(corpus, party):
            for property_, ids in ((by_property, made), (against_property, met)):
                theirs = f"{UNDENIED} actor:{party} }}" if property_ == "kg:speaker" else ""
                found = asked(corpus, f"?s a kg:Accusation ; {property_} actor:{party} {theirs}")
                assert len(found) == count(corpus, ids).number.most


def test_what_a_side_said_and_met_is_one_number_in_every_report(record: Record) -> None:
    corpus, where = record
    tallies = {t.id: t for t in stats(corpus) if t.by == "side"}
    audited = {f.side: f for f in audit(corpus) if f.measure.startswith("answer recorded to")}
    recorded = {r["id"]: r for r in printed("stats", "--by", "side", *where)}
    answers = brief(corpus)["answers"]
    checked = 0
    for side in [id_ for id_ in corpus.actors if is_side(corpus, id_)]:
        made, met = (accusations(corpus, **{end: side}, level="side") for end in ("by", "against"))
        if made:
            number = count(corpus, made)
            assert set(tallies[side].accusations) == set(made)
            assert ends(recorded[side]["accusations"]) == number
            assert ends(printed("who", "--level", "side", "--accuser", side, *where)[-1]["accusations"]) == number
        if met:
            number = count(corpus, met)
            assert len(audited[side].units) == number.number.most
            assert set(audited[side].hits) == {
                id_ for id_ in met if silence(corpus, id_) == "answered" and id_ not in corpus.uncounted
            }
            assert ends(printed("who", "--level", "side", "--accused", side, *where)[-1]["accusations"]) == number
            five = counted(corpus, met)
            figures = row(answers, corpus.actors[side].name, every=True)
            assert [figure.text for figure in figures[:6]] == [number.bare, *(five[name].bare for name in WORDS)]
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("level", LEVELS)
def test_what_two_said_of_each_other_is_one_number(record: Record, level: Level) -> None:
    corpus, where = record
    pairs = {tuple(r["ids"]): r for r in printed("who", "--level", level, *where) if r["kind"] == "pair"}
    for (one, other), pair in pairs.items():
        assert ends(pair["accusations"]) == count(corpus, accusations(corpus, by=one, against=other, level=level))
        if level == "actor" or (is_side(corpus, one) and is_side(corpus, other)):
            by, against = PROPERTIES[level]
            theirs = f"{UNDENIED} actor:{one} }}" if level == "actor" else ""
            found = asked(corpus, f"?s a kg:Accusation ; {by} actor:{one} ; {against} actor:{other} {theirs}")
            assert len(found) == pair["accusations"]["most"]
    for tie in (r for r in printed("sides", "--level", level, *where) if r["kind"] == "tie"):
        one, other = tie["ids"]
        said = {i for way in ((one, other), (other, one)) for i in pairs.get(way, EMPTY)["accusations"]["statements"]}
        assert ends(tie["against"]) == count(corpus, sorted(said))
    if level == "side":
        rows = {(str(row_[0]), str(row_[1])): row_ for row_ in brief(corpus)["who"].rows}
        names = {id_: actor.name for id_, actor in corpus.actors.items()}
        for (one, other), pair in pairs.items():
            figure = rows[names[one], names[other]][2]
            assert isinstance(figure, Figure)
            assert figure.text == ends(pair["accusations"]).bare


def test_the_named_queries_hold_the_same_statements(record: Record) -> None:
    corpus, _ = record
    names = named()
    most = max(corpus.actors, key=lambda id_: len(accusations(corpus, against=id_)))
    for name, parameters, said in (
        ("accusations-against", {"accused": most}, accusations(corpus, against=most)),
        ("who-accused-whom", {"accused": most}, accusations(corpus, against=most)),
        ("between-sides", {"accused_side": most}, accusations(corpus, against=most, level="side")),
    ):
        query = bind(names[name], corpus, parameters)
        assert isinstance(query, str)
        column = query.partition("SELECT ")[2].split("\n")[0].split().index("?statement")
        found = {line[column] for line in _rows(corpus, query)}
        ids = set(said)
        if name == "between-sides":  # leaves out what others alone report, as it says
            ids = {id_ for id_ in said if corpus.resolved[id_].sides and not marked(corpus, id_)}
        assert {id_ for id_ in found if not apart(corpus, id_)} == {id_ for id_ in ids if not apart(corpus, id_)}


# ---- Who puts forward, concedes and disputes what ----


def listed(shown: str, heading: str) -> set[str]:
    """The ids of the statements that `kg show` lists under a heading."""
    found = re.search(rf"^{re.escape(heading)}\n((?:  .*\n)*)", shown, re.MULTILINE)
    return set(re.findall(r"\(([a-z0-9-]+)\)$", found[1], re.MULTILINE)) if found else set()


def tagged(corpus: Corpus, allegation: str) -> dict[str, set[str]]:
    """The statements by what a page says that they hold of the allegation."""
    found: dict[str, set[str]] = {}
    for resolved in corpus.resolved.values():
        for tag, text_ in alleged(corpus, resolved, resolved.allegations):
            if text_ == corpus.allegations[allegation].text:
                found.setdefault(tag, set()).add(resolved.id)
    return found


def test_what_is_put_forward_and_conceded_is_the_same_everywhere(record: Record) -> None:
    corpus, where = record
    surveyed = {r["id"]: r for r in printed("origins", *where)}
    classes = "VALUES ?c { kg:Concession kg:Apology kg:Settlement }"
    graph = {
        "put forward": asked_pairs(corpus, f"?s kg:affirms ?a FILTER NOT EXISTS {{ {classes} ?s a ?c }}"),
        "conceded": asked_pairs(corpus, f"?s kg:affirms ?a ; a ?c . {classes}"),
    }
    left_out = {id_ for id_, r in corpus.resolved.items() if r.act == "finds"} | everything(corpus, "?s kg:contested true")
    taken_back: dict[str, set[str]] = {s: set() for s, _ in graph["put forward"] | graph["conceded"]}
    for s, a in asked_pairs(corpus, "?s kg:affirms ?a ; kg:retractedBy|kg:retractedInPartBy ?r . ?r kg:allegation ?a"):
        taken_back[s].add(a)
    rows = {row_[0]: row_[1] for row_ in brief(corpus)["origins"].rows}
    checked = 0
    for allegation, found in surveyed.items():
        (alone,) = printed("origins", allegation, *where)
        assert {part: alone[part] for part in ("statements", "conceded", "retracted")} == {
            part: found[part] for part in ("statements", "conceded", "retracted")
        }
        holding = {part: {s for s, a in pairs if a == allegation} - left_out for part, pairs in graph.items()}
        gone = {s for s, of in taken_back.items() if allegation in of}
        assert set(found["statements"]) == holding["put forward"] - gone
        assert set(found["retracted"]) == holding["put forward"] & gone
        assert set(found["conceded"]) == holding["conceded"] - gone
        shown, tags = text("show", allegation, *where), tagged(corpus, allegation)
        assert listed(shown, "Put forward by") == holding["put forward"] == tags.get("Puts forward", set())
        assert listed(shown, "Conceded by") == holding["conceded"] == tags.get("Concedes", set())
        caption = text("origins", allegation, *where)
        number = len(found["statements"])
        assert f"put forward in {number:,} statement{'' if number == 1 else 's'}" in caption
        assert ("conceded in" in caption) == bool(found["conceded"])
        apart_ = [f" · {len(found[word])} {word}" for word in ("retracted", "conceded") if found[word]]
        if (called := f"Allegation: {corpus.allegations[allegation].text}") in rows:
            figure = rows[called]
            assert isinstance(figure, Figure)
            assert figure.text == f"{number}{''.join(apart_)}"
            checked += 1
    assert checked >= 5
    assert any(found["conceded"] for found in surveyed.values())


def test_positions_say_who_concedes(record: Record) -> None:
    corpus, where = record
    conceding = {(s, a) for s, a in asked_pairs(corpus, "?s kg:affirms ?a ; a kg:Concession")}
    found = set()
    for speaker in {speaker for s, _ in conceding for speaker in corpus.resolved[s].speakers}:
        for position in printed("positions", speaker, *where):
            if position["holds"] == "concedes":
                assert position["stance"] == "affirms"
                found.add((position["id"], position["allegation"]))
    assert found == conceding != set()


# ---- Periods ----


def test_a_year_holds_the_same_number_for_a_filter_and_a_window(record: Record) -> None:
    corpus, where = record
    found = [w for w in windows(corpus, graph_of(corpus), "year").windows if w.name in PERIODS]
    assert found
    for window in found:
        period = ("--from", window.name, "--to", window.name)
        surely = printed("who", *period, *where)[-1]
        maybe = printed("who", *period, "--maybe", *where)[-1]
        assert set(surely["accusations"]["statements"]) >= set(window.whole.surely)
        assert ends(maybe["accusations"]) == window.whole.count
        assert set(surely["more"]) == set(maybe["accusations"]["perhaps"])
        for command in ("answers", "network"):
            last = printed(command, *period, *where)[-1]
            assert ends(last["accusations"]) == ends(surely["accusations"])
            assert ends(printed(command, *period, "--maybe", *where)[-1]["accusations"]) == ends(maybe["accusations"])
            charges = {id_ for id_ in last["more"] if corpus.resolved[id_].act == "accuses"}
            assert charges == set(surely["more"])
        more = len(surely["more"])
        for command in ("who", "network", "answers"):
            assert re.search(
                rf"^{'[0-9,]+' if command == 'answers' else f'{more:,}'} more statements? may lie in the period",
                text(command, *period, *where),
                re.MULTILINE,
            )


def test_qualified_dates_are_surely_in_no_period(small: Path) -> None:
    where = ("--root", str(small))
    january = printed("who", "--from", "2031-01", "--to", "2031-01", *where)[-1]
    assert set(january["accusations"]["statements"]) == {"charge", "counter", "again"}
    assert set(january["more"]) == {"third-time", "nobody", "undated"}


# ---- How the numbers are got ----

_READER: Final = claims_read.corpus_and_texts
EMPTY: Final[dict[str, Any]] = {"accusations": {"statements": []}}


@cache
def output(*args: str) -> str:
    """What a command prints; the claims are read once for all of them."""
    kept, claims_read.corpus_and_texts = claims_read.corpus_and_texts, _read_once
    buffer = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(buffer):
            commands.app(args)(args, standalone_mode=False)
    finally:
        claims_read.corpus_and_texts = kept
    buffer.flush()
    buffer.seek(0)
    return buffer.read()


_READ: Final[dict[tuple[Path, bool], Any]] = {}


def _read_once(root: Path, *, demo: bool, allow_errors: bool) -> Any:
    if (root, demo) not in _READ:
        _READ[root, demo] = _READER(root, demo=demo, allow_errors=allow_errors)
    return _READ[root, demo]


def printed(*args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output(*args, "--format", "json"))
    return found


def text(*args: str) -> str:
    return output(*args)


def ends(number: dict[str, Any]) -> Count:
    """A count of the JSON as one of the corpus."""
    return Count(Range(number["least"], number["most"]), tuple(number["retracted"]))


_BRIEFS: dict[int, dict[str, Section]] = {}


def brief(corpus: Corpus) -> dict[str, Section]:
    if id(corpus) not in _BRIEFS:
        _BRIEFS[id(corpus)] = {section.id: section for section in sections(corpus)}
    return _BRIEFS[id(corpus)]


def row(section: Section, title: str, *, every: bool = False) -> Any:
    """The figure of a row, or all of them, by the text of its first cell."""
    (found,) = (row_ for row_ in section.rows if row_[0] == title)
    figures = [cell for cell in found if isinstance(cell, Figure)]
    return figures if every else figures[0]


def is_side(corpus: Corpus, id_: str) -> bool:
    actor = corpus.actors[id_]
    sides = {"state", "alliance", "armed-group", "company", "court"}
    return actor.type in sides if actor.side is None else actor.side


def apart(corpus: Corpus, id_: str) -> bool:
    """Whether the graph says that a statement was retracted, or that its speaker denies having made it."""
    return id_ in _all(
        corpus, "apart", lambda: everything(corpus, "?s kg:retractedBy ?r") | everything(corpus, "?s kg:contested true")
    )


def marked(corpus: Corpus, id_: str) -> bool:
    return id_ in _all(corpus, "attributed", lambda: everything(corpus, "?s kg:attributed true"))


_FOUND: dict[tuple[int, str], set[str]] = {}


def _all(corpus: Corpus, what: str, find: Callable[[], set[str]]) -> set[str]:
    key = (id(corpus), what)
    if key not in _FOUND:
        _FOUND[key] = find()
    return _FOUND[key]


def everything(corpus: Corpus, pattern: str) -> set[str]:
    return {row_[0] for row_ in _rows(corpus, f"SELECT DISTINCT ?s WHERE {{ {pattern} }}")}


def asked(corpus: Corpus, pattern: str) -> set[str]:
    """The statements that the graph has and that count at the upper end."""
    left_out = "FILTER NOT EXISTS { ?s kg:retractedBy ?r } FILTER NOT EXISTS { ?s kg:contested true }"
    return everything(corpus, f"{pattern} . {left_out}")


def asked_pairs(corpus: Corpus, pattern: str) -> set[tuple[str, ...]]:
    return set(_rows(corpus, f"SELECT DISTINCT ?s ?a WHERE {{ {pattern} }}"))


_STORES: dict[int, Any] = {}


def _rows(corpus: Corpus, query: str) -> list[tuple[str, ...]]:
    """The rows of a query, each term as the id of its record."""
    if id(corpus) not in _STORES:
        _STORES[id(corpus)] = oxigraph.memory(ntriples(corpus))
    lines = list(oxigraph.answer(_STORES[id(corpus)], query, prefixes(corpus.base), 1_000_000))
    return [tuple((term or "").rstrip(">").rpartition("/")[2] for term in line["row"]) for line in lines[1:-1]]
