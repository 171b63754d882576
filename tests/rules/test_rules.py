"""The rules themselves: their pages and examples, and what they find against independent counts on random data sets.

What each rule finds, and where, is in the folders of `cases/`, which `test_cases` runs.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx
import pytest
from counting import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from made import made

from kg import check as checking
from kg.check import check
from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.model.records import SECTIONS, Actor, Allegation, Source, Statement, Topic
from kg.model.references import references
from kg.rules import affiliation, catalogue, chronology, cycles
from kg.rules import references as reference_rules
from kg.rules.catalogue import RULES, diagnose
from kg.rules.rule import Rule, parse

KG = Path(catalogue.__file__).parent.parent
SHOWN = [rule for rule in RULES if rule.example == "claim file"]
_Records: TypeAlias = Actor | Source | Topic | Allegation | Statement


def corpus(*records: _Records) -> Corpus:
    """The data set of these records, without marks."""
    of: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for section, cls in SECTIONS.items():
        of[section] |= {one.id: one for one in records if isinstance(one, cls)}
    kinds = {one.id: one.kind for one in records}
    return Corpus(of["actors"], of["sources"], of["topics"], of["allegations"], of["statements"], kinds=kinds)


def record(cls: type[Any], id_: str, **fields: Any) -> Any:
    return made(cls, id_, **fields)


def checked_text(text: str, folder: Path) -> tuple[Diagnostic, ...]:
    (folder / "claims.yaml").write_text(text, "utf-8")
    return check(folder).diagnostics


# The catalogue and its pages.


def test_that_codes_are_sorted_and_codes_and_names_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"K[0-9]{3}", code) for code in codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name) for rule in RULES)


def test_that_a_rule_is_found_by_its_code() -> None:
    assert all(catalogue.rule(rule.code) is rule for rule in RULES)
    assert catalogue.rule("K999") is None


def test_that_codes_in_the_source_are_those_of_the_catalogue() -> None:
    codes = {rule.code for rule in RULES}
    texts = {path: path.read_text("utf-8") for path in KG.rglob("*.py")}
    assert set(re.findall(r"\bK[0-9]{3}\b", "\n".join(texts.values()))) == codes
    pages = {KG / "rules" / f"{name}.py" for name in ("catalogue", "files", "record", "waivers")}
    issued = Counter(
        node.value
        for path, text in texts.items()
        if path not in pages
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in codes
    )
    assert set(issued) == codes
    assert issued["K203"] > 1  # its page stands among the references; reading finds it


def test_that_only_pages_of_what_reading_finds_have_no_check() -> None:
    without = {rule.code for rule in RULES if rule.check is None}
    elsewhere = {"K203", "K209", "K210", "K403", "K901"}
    assert without == {rule.code for rule in RULES if rule.code < "K2" or rule.is_passing or rule.code in elsewhere}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_page(rule: Rule) -> None:
    assert rule.summary.endswith((".", "`)."))
    assert len(rule.summary) < 130
    assert rule.why.endswith(".")
    assert rule.fail.endswith("\n")
    assert rule.passes.endswith("\n")
    assert rule.fail != rule.passes
    assert "FAIL:" not in rule.why


def test_that_a_page_without_text_is_empty() -> None:
    page = parse("")
    assert (page.summary, page.why, page.fail, page.passes) == ("", "", "", "")


def test_that_a_page_is_taken_apart() -> None:
    page = parse("A.\n\n    B\n    C.\n\n    D.\n\n    FAIL:\n          e:\n        f\n\n    PASS:\n        X\n    ")
    assert (page.summary, page.why, page.fail, page.passes) == ("A.", "B\nC.\n\nD.", "  e:\nf\n", "X\n")


def judged(rule: Rule, example: str, folder: Path) -> list[Diagnostic]:
    """What an example of a rule is judged by: errors, and what the rule itself finds."""
    return [d for d in checked_text(example, folder) if d.severity is Severity.ERROR or d.code == rule.code]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: str(rule.code))
def test_that_the_fail_example_breaks_its_rule_alone(rule: Rule, tmp_path: Path) -> None:
    found = judged(rule, rule.fail, tmp_path)
    assert {(d.code, d.severity) for d in found} == {(rule.code, rule.severity)}
    assert all(d.message for d in found)
    assert all(d.hint for d in found) or rule.code == "K101"


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: str(rule.code))
def test_that_the_pass_example_keeps_to_it(rule: Rule, tmp_path: Path) -> None:
    assert judged(rule, rule.passes, tmp_path) == []


def test_that_a_new_warning_touches_no_example_of_another_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {(rule.code, text): judged(rule, text, tmp_path) for rule in SHOWN for text in (rule.fail, rule.passes)}

    def more(corpus: Corpus) -> Iterator[Diagnostic]:
        yield from diagnose(corpus)
        for one in corpus.whole():
            yield Diagnostic(corpus.mark(one.id), "K399", Severity.WARNING, "there is something to say of every record")

    monkeypatch.setattr(checking, "diagnose", more)
    assert "K399" in {d.code for d in checked_text(SHOWN[-1].passes, tmp_path)}
    assert before == {(rule.code, text): judged(rule, text, tmp_path) for rule in SHOWN for text in (rule.fail, rule.passes)}


# What hints and secondary places say.


@pytest.mark.parametrize(
    ("publisher", "hint"),
    [
        ("the-dialy", "did you mean 'the-daily'? a name as printed keeps its capitals"),
        ("old-daily", "it is now 'the-daily'"),
        ("quarterly", "add it under 'actors'; a name as printed keeps its capitals"),
    ],
)
def test_hint_for_an_unknown_publisher(publisher: str, hint: str, tmp_path: Path) -> None:
    text = f"actors:\n  the-daily: {{name: The Daily, type: media, was: old-daily}}\nsources:\n  s: {{publisher: {publisher}}}\n"
    (found,) = (d for d in checked_text(text, tmp_path) if d.code == "K201")
    assert found.hint == hint
    assert [mark.line for mark in found.related] == ([] if publisher == "quarterly" else [2])
    assert found.record == ("source", "s")


def test_that_hints_end_where_comparisons_would_take_long() -> None:
    known = corpus(*(record(Topic, f"topic-{i}", label=f"Topic {i}") for i in range(10)))
    nearest = reference_rules._Nearest(known, left=2 * (10 + reference_rules._EACH))
    mentions = [references(record(Topic, "t", label="T", broader=f"topik-{i}"))[0] for i in (1, 2, 1, 3)]
    assert [nearest.to(mention) for mention in mentions] == ["topic-1", "topic-2", "topic-1", None]


def test_that_a_circle_points_at_each_of_its_links(tmp_path: Path) -> None:
    text = "topics:\n  a: {label: A, broader: b}\n  b: {label: B, broader: c}\n  c: {label: C, broader: a}\n"
    (found,) = checked_text(text, tmp_path)
    assert found.mark.line == 2
    assert [mark.line for mark in found.related] == [3, 4]


def test_that_a_long_circle_is_named_in_short() -> None:
    topics = [record(Topic, f"t{i}", label=f"T{i}", broader=f"t{(i + 1) % 5000}") for i in range(5000)]
    (found,) = cycles.cycle(corpus(*topics))
    assert found.message == "cycle of 'broader': 't0' → 't1' → 't2' → 't3' → 't4' → 't5' → 4,994 more → 't0'"
    assert len(found.related) == 5
    (found,) = cycles.cycle(corpus(*topics[:5], record(Topic, "t5", label="T5", broader="t0")))
    assert found.message == "cycle of 'broader': 't0' → 't1' → 't2' → 't3' → 't4' → 't5' → 't0'"


def test_that_one_wrong_date_is_one_diagnostic(tmp_path: Path) -> None:
    reports = "reports: [{source: a}, {source: b}]"
    text = f"""\
actors:
  alba: {{name: Alba, type: state}}
sources:
  a: {{title: A, date: 2021-01, url: "https://a.example"}}
  b: {{title: B, date: 2021-02, url: "https://b.example"}}
statements:
  late: {{act: asserts, speaker: alba, date: 2022, says: Something., {reports}}}
  x: {{act: asserts, speaker: alba, date: 2021-01, says: Something., {reports}}}
  y: {{act: asserts, speaker: alba, date: 2021-01, says: Something., {reports}}}
  early: {{act: asserts, speaker: alba, date: 2019, answers: [x, y], {reports}}}
"""
    late, early = checked_text(text, tmp_path)
    assert (late.code, [mark.line for mark in late.related]) == ("K302", [4, 5])
    assert (early.code, [mark.line for mark in early.related]) == ("K301", [8, 9])


# Against independent counts.

graphs = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghx"), max_size=4, unique=True).map(tuple))


@settings(deadline=None)
@given(graphs)
def test_that_cycles_are_those_of_networkx(links: dict[str, tuple[str, ...]]) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph([(id_, to) for id_, targets in links.items() for to in targets])
    found = list(cycles.cycles(links))
    for members in found:
        assert len(set(members)) == len(members)
        assert all(graph.has_edge(a, b) for a, b in pairwise((*members, members[0])))
    components = [
        component
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or graph.has_edge(*list(component) * 2)
    ]
    assert len(found) == len(components)
    assert all(sum(set(members) <= component for members in found) == 1 for component in components)
    for members in found:
        back = nx.shortest_path_length(graph, target=members[0])
        assert len(members) == min(1 + back[to] for to in graph[members[0]] if to in back)


@settings(deadline=None)
@given(graphs)
def test_that_cycles_of_broader_topics_are_errors(links: dict[str, tuple[str, ...]]) -> None:
    topics = [record(Topic, id_, label=id_, **({"broader": to[0]} if to else {})) for id_, to in links.items()]
    found = cycles.cycle(corpus(*topics))
    graph = nx.DiGraph([(id_, to[0]) for id_, to in links.items() if to])
    named = {frozenset(re.findall(r"'([a-z])'", d.message)) for d in found}
    circles = {frozenset(circle) for circle in nx.simple_cycles(graph)}
    assert named == circles


POOL = tuple(f"{kind}{i}" for kind in "aosglm" for i in range(3))
IDS = st.sampled_from((*POOL, "nobody"))


@st.composite
def data_sets(draw: st.DrawFn) -> Corpus:
    """Records of all kinds that mention each other, rightly or not, in every field there is."""

    def some(most: int = 2) -> list[str]:
        return draw(st.lists(IDS, max_size=most, unique=True))

    def fields(**given: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if value not in ([], None)}

    maybe = st.one_of(st.none(), IDS)
    made: list[_Records] = []
    present = draw(st.sets(st.sampled_from(POOL)))
    for id_ in sorted(present):
        match id_[0]:
            case "a":
                roles = fields(roles=[{"position": "P", "of": of}] if (of := some()) else [])
                made.append(record(Actor, id_, name=id_, type="person", **fields(part_of=some()), **roles))
            case "o":
                made.append(record(Source, id_, title=id_, **fields(publisher=draw(maybe), author=some(), relies_on=some())))
            case "s":
                made.append(record(Topic, id_, label=id_, **fields(broader=draw(maybe))))
            case "g":
                links = fields(accused=some(), concerns=some(), topic=some(), broader=some())
                made.append(record(Allegation, id_, text=id_, **links))
            case _:
                names = "speaker for to allegation against toward topic answers may_answer may_be conflicts_with".split()
                links = fields(**{name: some() for name in names}, occasion=draw(maybe))
                many = range(draw(st.integers(0, 2)))
                reports = [fields(source=draw(IDS), via=some(), taken_from=draw(maybe), at=f"page {n}") for n in many]
                withdrawn = fields(date="2021", reason="R", source=draw(maybe)) if draw(st.booleans()) else None
                made.append(record(Statement, id_, act="accuses", **links, **fields(reports=reports, withdrawn=withdrawn)))
    return corpus(*made)


@settings(deadline=None)
@given(data_sets())
def test_that_unknown_wrong_and_unused_ids_are_all_found(data_set: Corpus) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    mentioned: set[str] = set()
    dangling: set[str] = set()
    for one in data_set.whole():
        for mention in references(one):
            kind = data_set.kinds.get(mention.id)
            if kind not in mention.kinds:
                expected["K201" if kind is None else "K202", one.id, mention.id] += 1
                dangling |= mention.kinds
            elif mention.id != one.id:
                mentioned.add(mention.id)
    for one in data_set.whole():
        if not isinstance(one, Statement) and one.id not in mentioned and one.kind not in dangling:
            expected["K205", one.id, one.id] += 1
    found = Counter(
        (d.code, d.record[1] if d.record else "", re.findall(r"'([a-z0-9]+)'", d.message)[0])
        for d in reference_rules.check_references(data_set)
    )
    assert found == expected


MENTIONS: dict[str, Any] = {
    "speaker": "a0",
    "for": "a1",
    "to": "a2",
    "against": "a3",
    "toward": "a4",
    "allegation": "g0",
    "topic": "t0",
    "answers": "m0",
    "may_answer": "m1",
    "may_be": "m2",
    "conflicts_with": "m3",
    "occasion": "m4",
    "source": "o0",
    "via": ["a5", "o1", "m5"],
}
MORE = {"taken_from": "o2", "withdrawn": "o3"}


def mentioning(**given: Any) -> list[Diagnostic]:
    """What is wrong with the mentions of one statement, beside records that it alone mentions."""
    reports = [{name: given.pop(name) for name in ("source", "via", "taken_from") if name in given}]
    if "withdrawn" in given:
        given["withdrawn"] = {"date": "2021", "reason": "R", "source": given["withdrawn"]}
    said = record(Statement, "s", act="accuses", reports=reports, **given)
    others = [record(Statement, f"m{i}", act="declines") for i in range(6)]
    actors = [record(Actor, f"a{i}", name=f"A {i}", type="state") for i in range(6)]
    sources = [record(Source, f"o{i}", title="O") for i in range(2 + 2 * ("withdrawn" in given))]
    topics = [record(Topic, "t0", label="T"), record(Allegation, "g0", text="G")]
    return list(reference_rules.check_references(corpus(said, *others, *actors, *sources, *topics)))


def test_that_the_mentions_of_a_statement_are_found_each_by_itself() -> None:
    assert mentioning(**MENTIONS) == []
    assert mentioning(**MENTIONS | MORE) == []
    assert mentioning(**MENTIONS | {"for": "self"})[0].message == "unused actor 'a1'"
    for field in MENTIONS | MORE:
        assert [d.code for d in mentioning(**MENTIONS | {field: "nobody"}) if d.code != "K205"] == ["K201"], field
        wrong = "g0" if field != "allegation" else "t0"
        assert [d.code for d in mentioning(**MENTIONS | {field: wrong}) if d.code != "K205"] == ["K202"], field


@settings(deadline=None)
@given(data_sets())
def test_that_no_rule_fails_on_any_links(data_set: Corpus) -> None:
    found = list(diagnose(data_set))
    assert {d.code for d in found} <= {rule.code for rule in RULES if rule.check is not None}
    severities = {rule.code: rule.severity for rule in RULES}
    assert all(d.severity is severities[d.code] for d in found)


# Where nothing can be told, nothing is said.


def test_that_nothing_is_called_unused_while_a_record_cannot_be_read(tmp_path: Path) -> None:
    text = "actors:\n  alba: {name: Alba, type: state}\ntopics:\n  war: {label: The war, brooder: peace}\n"
    assert [d.code for d in checked_text(text, tmp_path)] == ["K101"]


def test_that_counts_wait_for_records_with_faults(tmp_path: Path) -> None:
    text = """\
dataset: {title: Alba, base: "https://example.org/", expect: {statements: 2, reports: 2, by_act: {asserts: 2}}}
actors:
  alba: {name: Alba, type: state}
sources:
  a: {title: A, url: "https://example.org/a"}
statements:
  x: {act: asserts, speaker: alba, date: 2021-13, says: Something., reports: [{source: a}]}
  y: {act: asserts, speaker: alba, date: 2021-12, says: Something., reports: [{source: a}]}
"""
    assert [d.code for d in checked_text(text, tmp_path)] == ["K106"]


def test_that_a_role_counts_on_any_day_it_may_cover() -> None:
    person = record(Actor, "p", name="P", type="person", roles=[{"position": "P", "of": "o", "from": "2021", "to": "2021-06"}])
    silent = ("2021-06-30", "2021", "2020-12-31/2021-01-01", "2021-06~", "unknown")
    loud = ("2021-07-01", "2020-12", "2020-12~", "2021-07/..")
    for date in (*silent, *loud):
        said = record(Statement, "s", act="asserts", speaker="p", date=date, says="S")
        found = list(affiliation.no_role_then(corpus(person, said)))
        assert len(found) == (date in loud), date


def test_that_dates_are_compared_only_where_certain() -> None:
    source = record(Source, "o", title="O", date="2021-06-10")
    for date, count in (
        ("2021-06-12", 1),
        ("2021-06-11", 0),
        ("2021-06", 0),
        ("2021-07?", 0),
        ("2021-07", 1),
        ("2021/2022", 0),
        ("2022/..", 1),
    ):
        said = record(Statement, "s", act="asserts", speaker="p", date=date, says="S", reports=[{"source": "o"}])
        assert len(list(chronology.said_after_source(corpus(source, said)))) == count, date


# Size.


def many(count: int) -> Corpus:
    """A chain of denials of one another, each with its report."""
    actors = [record(Actor, f"a{i}", name=f"A {i}", type="state") for i in range(count // 20)]
    sources = [
        record(Source, f"o{i}", title=f"O {i}", date="2021-06", url=f"https://example.org/{i}") for i in range(count // 20)
    ]
    allegation = record(Allegation, "g", text="G", accused="a0")
    said = [
        record(
            Statement,
            f"s{i}",
            act="denies" if i else "accuses",
            speaker=f"a{i % len(actors)}",
            date="2021-05",
            **({"answers": f"s{i - 1}"} if i else {"allegation": "g"}),
            reports=[{"source": f"o{i % len(sources)}", "via": [f"s{i - 1}"] if i else ["a0"]}],
        )
        for i in range(count)
    ]
    return corpus(*actors, *sources, allegation, *said)


def diagnosing(count: int) -> Callable[[], None]:
    data_set = many(count)
    assert list(data_set.resolved)

    def find() -> None:
        assert list(diagnose(data_set)) == []

    return find


def test_that_the_work_grows_with_the_statements() -> None:
    assert growth(diagnosing, 500) < 2.5


def test_that_a_retraction_by_somebody_unknown_is_not_judged(tmp_path: Path) -> None:
    rule = catalogue.rule("K304")
    assert rule is not None
    assert [d.code for d in checked_text(rule.fail, tmp_path) if d.code.startswith("K3")] == ["K304"]
    lines = re.findall(r"speaker: (\S+?)[,\n}]", rule.fail)
    unknown = rule.fail[::-1].replace(lines[-1][::-1], "nobody-known"[::-1], 1)[::-1]
    assert [d.code for d in checked_text(unknown, tmp_path) if d.severity is Severity.ERROR] == ["K201"]


@pytest.mark.parametrize(("for_", "codes"), [("borea", []), ("self", ["K304"])])
def test_that_who_speaks_for_the_same_later_takes_back_what_was_said_for_it(for_: str, codes: list[str], tmp_path: Path) -> None:
    text = f"""
actors:
  alba: {{name: Alba, type: state}}
  borea: {{name: Ministry of Borea, type: organization, side: true}}
  first: {{name: First Minister, type: person}}
  second: {{name: Second Minister, type: person}}
sources:
  daily: {{title: The Daily, url: "https://example.org/daily"}}
statements:
  charge:
    {{act: accuses, speaker: first, for: borea, against: alba, date: 2021-03-05, says: Blamed., reports: [{{source: daily}}]}}
  again: {{act: retracts, speaker: second, for: {for_}, date: 2021-03-09, answers: charge, reports: [{{source: daily}}]}}
"""
    assert [d.code for d in checked_text(text, tmp_path) if d.severity is Severity.ERROR] == codes


def test_that_a_body_which_takes_back_words_of_a_person_is_asked_for_whom_they_were(tmp_path: Path) -> None:
    rule = catalogue.rule("K304")
    assert rule is not None
    text = rule.fail.replace("  alba: {name: Alba, type: state}", "  alba: {name: Al Ba, type: person}")
    assert "alba" in text
    (found,) = [d for d in checked_text(text, tmp_path) if d.code == "K304"]
    assert found.hint.startswith("add 'for: borea' to 'charge' if it was said for it; to contradict someone else is")


def test_that_the_only_id_that_goes_on_is_suggested(tmp_path: Path) -> None:
    rule = catalogue.rule("K303")
    assert rule is not None
    source = 'sources:\n  reuters-2017-04-25: {title: R, url: "https://example.org/r"}\n  x: {title: X, relies_on: reuters}\n'
    (error,) = (d for d in checked_text(source, tmp_path) if d.code == "K201")
    assert error.hint == "did you mean 'reuters-2017-04-25'?"
    twice = source + '  reuters-2017-05-01: {title: S, url: "https://example.org/s"}\n'
    (error,) = (d for d in checked_text(twice, tmp_path) if d.code == "K201")
    assert "reuters-" not in error.hint
