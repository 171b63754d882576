"""From files to a corpus: one bad file hides no other, ids, what is salvaged, and where each diagnostic points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Claims
from counting import growth
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ids
from kg.diagnostic import Diagnostic, Mark
from kg.load import load
from kg.reading.gatherer import Gatherer, Loaded


def actor(id_: str) -> str:
    return f"actors:\n  {id_}: {{name: N {id_}, type: state}}\n"


def faults(loaded: Loaded) -> list[tuple[str, int, int, str]]:
    return [(Path(d.mark.file).name, d.mark.line, d.mark.column, d.code) for d in loaded.diagnostics]


def codes(loaded: Loaded) -> dict[str, str]:
    return {Path(d.mark.file).name: d.code for d in loaded.diagnostics}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(actor("good"))
    return tmp_path


# One bad file hides no other


def test_one_bad_file_hides_no_other(claims: Claims) -> None:
    bad = {"b1": "actors: [", "b2": "- x", "b3": "\x00", "b4": "a: &x b", "b5": "[" * 50_000, "b6": "", "b7": "actors: x"}
    loaded = claims({"a.yaml": actor("first")} | {f"{name}.yaml": text for name, text in bad.items()} | {"c.yaml": actor("last")})
    assert list(loaded.corpus.actors) == ["first", "last"]
    assert {name.removesuffix(".yaml") for name in codes(loaded)} == set(bad)


def test_paths_are_shown_as_the_root_was_given(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "dossier").mkdir()
    (root / "dossier" / "a.yaml").write_text("x: y\n")
    monkeypatch.chdir(root.parent)
    loaded = load(Path(root.name))
    assert [str(d.mark.file) for d in loaded.diagnostics] == [f"{root.name}/dossier/a.yaml"]
    assert set(loaded.texts) == {f"{root.name}/dossier/a.yaml", f"{root.name}/good.yaml"}


def test_sections(claims: Claims) -> None:
    loaded = claims("actor:\n  a: {name: A, type: state}\nactors:\n  - b\nsources: x\ntopics: {}\nDataset: {}\n")
    assert faults(loaded) == [
        ("a.yaml", 1, 1, "K014"),
        ("a.yaml", 4, 3, "K104"),
        ("a.yaml", 5, 10, "K104"),
        ("a.yaml", 7, 1, "K014"),
    ]
    assert loaded.diagnostics[0].hint == "did you mean 'actors'?"
    assert loaded.corpus.unread == {"a"}


# Ids


def test_ids_are_unique_across_files_and_kinds(claims: Claims) -> None:
    loaded = claims(
        {
            "a.yaml": "actors:\n  x: {name: X, type: state}\n",
            "b.yaml": "topics:\n  y: {label: Y}\n  x: {label: X}\n",
            "c.yaml": "actors:\n  y: {name: Y, type: zzz}\ndataset: {title: T, base: 'https://example.org/'}\n",
            "d.yaml": "dataset: {title: T, base: 'https://example.org/'}\n",
        }
    )
    found = [(Path(d.mark.file).name, d.mark.line, d.code, d.record) for d in loaded.diagnostics]
    assert found == [
        ("b.yaml", 3, "K203", ("topic", "x")),
        ("c.yaml", 2, "K203", ("actor", "y")),
        ("d.yaml", 1, "K203", ("dataset", "dataset")),
    ]
    related = [[(Path(mark.file).name, mark.line, mark.column) for mark in d.related] for d in loaded.diagnostics]
    assert related == [[("a.yaml", 2, 3)], [("b.yaml", 2, 3)], [("c.yaml", 3, 1)]]
    assert loaded.corpus.kinds == {"x": "actor", "y": "topic"}
    assert loaded.corpus.unread >= {"x", "y"}


@pytest.mark.parametrize("id_", ["Bad Id", "x_y", "-x", "x-", "x--y", "é", "x" * 81, "dataset", "self", "x/../y"])
def test_a_bad_id_hides_no_other_fault_of_its_record(claims: Claims, id_: str) -> None:
    loaded = claims(f"actors:\n  {id_}: {{name: N, type: zzz, part_of: ruritania}}\n  good: {{name: G, type: state}}\n")
    assert faults(loaded) == [("a.yaml", 2, 3, "K105"), ("a.yaml", 2, 3 + len(id_) + 18, "K108")]
    assert list(loaded.corpus.kinds) == ["good"]
    assert ids.slug(id_) in loaded.corpus.unread
    (flawed,) = loaded.corpus.flawed
    assert flawed.id == id_
    assert loaded.corpus.mark(id_, ("part_of", 0, "of")) == Mark(loaded.diagnostics[0].mark.file, 2, 3 + len(id_) + 32)


def test_a_flawed_record_is_present_and_not_whole(claims: Claims) -> None:
    loaded = claims("actors:\n  a: {name: A, type: zzz}\n  b: text\n  c:\n  d: {name: D, type: state}\n")
    corpus = loaded.corpus
    assert list(corpus.actors) == ["d"]
    assert dict(corpus.kinds) == dict.fromkeys("abcd", "actor")
    assert [record.id for record in corpus.flawed] == ["a"]
    assert [record.id for record in corpus.present()] == ["d", "a"]
    assert corpus.get("a") is None
    assert faults(loaded) == [("a.yaml", 2, 22, "K108"), ("a.yaml", 3, 3, "K104"), ("a.yaml", 4, 5, "K109")]


def test_ids_are_salvaged_from_what_could_not_be_read(claims: Claims) -> None:
    loaded = claims(
        {
            "a.yaml": actor("a1") + "  a2:\n    name: [\n  a-3:\n    name: C\n  'a4':\n  \"a5\" :\n  Bad: x\n",
            "b.yaml": "topics:\n  b1: {label: B}\ntopics:\n  b2: {label: C}\n",
            "c.yaml": "topics:\n  c1: {label: B}\n---\ntopics:\n  c2: {label: C}\n",
            "d.yaml": "topics:\r  d1: {label: [\r  d2: {label: C}\r",
        }
    )
    assert set(loaded.corpus.kinds) == {"a1", "b1", "c1"}
    assert {id_ for id_ in loaded.corpus.unread if id_[-1].isdigit()} == {"a2", "a-3", "a4", "a5", "b2", "c2", "d1", "d2"}
    assert [(name, code) for name, _, _, code in faults(loaded)] == [
        ("a.yaml", "K006"),
        ("b.yaml", "K007"),
        ("c.yaml", "K012"),
        ("d.yaml", "K006"),
    ]


def test_ids_are_salvaged_from_a_file_in_another_encoding(root: Path) -> None:
    (root / "latin.yaml").write_bytes("actors:\n  köln: {name: Köln}\n  bonn: {name: Bonn}\n".encode("latin-1"))
    loaded = load(root)
    assert faults(loaded) == [("latin.yaml", 2, 4, "K005")]
    assert "bonn" in loaded.corpus.unread


# Diagnostics carry the record


def record_of(claims: Claims, text: str) -> list[tuple[str, tuple[str, str] | None]]:
    return [(d.code, d.record) for d in claims(text).diagnostics]


A, B = ("actor", "a"), ("actor", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actors:\n  a: {name: !x A, type: state}\n  b: {name: B, type: zzz}\n", [("K010", A), ("K108", B)]),
        ("actors: {a: {name: !x A, type: state}, b: {name: !x B, type: state}}\n", [("K010", A), ("K010", B)]),
        ("actors:\n  a:\n    name: A\n    type: state\n    name: B\n  b: {name: B, type: state}\n", [("K007", A)]),
        ("actors:\n  a: {name: A, type: state}\n  b: {name: B, type: state}\n  a: {name: B}\n", [("K007", A)]),
        ("actors:\n  a: {name: A, type: state}\nactors:\n  b: {name: B, type: state}\n", [("K007", None)]),
        ("actors:\n  a: {name: A, type: state}\ntopics: &x\n  t: {label: T}\n", [("K008", None)]),
        ("actors:\n  a: {name: A, type: state}\n  b:\n    name: [\n", [("K006", None)]),
        ("actors:\n  a: {name: A, type: state}\n  b: {name: [[[[[[[[[[[[[[[[[[[[[[[x", [("K004", None)]),
        ("actors:\n  a: {name: A, type: state}\n---\nx: y\n", [("K012", None)]),
        ("%YAML 1.2\n---\nactors:\n  a: {name: A, type: state}\n", [("K011", None)]),
        ("actors:\n  a: {name: A, type: zzz}\nzzz: {}\n", [("K108", A), ("K014", None)]),
        ("dataset:\n  title: &x T\n  base: 'https://example.org/'\n", [("K008", ("dataset", "dataset"))]),
    ],
)
def test_a_diagnostic_names_the_record_it_belongs_to(claims: Claims, text: str, expected: list[Any]) -> None:
    assert record_of(claims, text) == expected


def test_diagnostics_come_by_place(claims: Claims) -> None:
    loaded = claims({"b.yaml": "x: y\nactors:\n  a: {name: A, type: zzz, zzz: x}\n  b: {name: &x B}\n", "a.yaml": "y: z\n"})
    assert faults(loaded) == [
        ("a.yaml", 1, 1, "K014"),
        ("b.yaml", 1, 1, "K014"),
        ("b.yaml", 3, 22, "K108"),
        ("b.yaml", 3, 27, "K101"),
        ("b.yaml", 4, 3, "K102"),
        ("b.yaml", 4, 13, "K008"),
    ]


def test_faults_of_a_record_at_the_places_of_key_and_value(claims: Claims) -> None:
    loaded = claims(
        "statements:\n"
        "  s:\n"
        "    act: denies\n"
        "    speaker: [a, B B]\n"
        "    date: 2017-02-30\n"
        "    answers: {a: b}\n"
        "    toward: a\n"
        "    reports:\n"
        "      - at: x\n"
        "      - source: y\n"
        "        quot: x\n"
    )
    assert [(line, column, code) for _, line, column, code in faults(loaded)] == [
        (4, 18, "K105"),
        (5, 11, "K106"),
        (6, 14, "K104"),
        (7, 5, "K103"),
        (9, 9, "K102"),
        (11, 9, "K101"),
    ]


# Any claim file

_KEYS = st.sampled_from(
    "actors statements dataset a b name type part_of of act speaker reports source roles expect by_act".split()
)
_TREE = st.recursive(
    st.sampled_from(["a", "A A", "state", "denies", "2017", "~"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=examples(150), deadline=None)
@given(st.dictionaries(_KEYS, st.dictionaries(_KEYS, _TREE, max_size=3), max_size=3))
def test_no_tree_of_values_raises_and_every_mark_is_in_the_file(value: dict[str, Any]) -> None:
    gatherer = Gatherer()
    text = yaml.dump(value, sort_keys=False)
    gatherer.file("a.yaml", text.encode())
    loaded = gatherer.loaded()
    lines = text.split("\n")
    for diagnostic in loaded.diagnostics:
        assert isinstance(diagnostic, Diagnostic)
        assert diagnostic.mark.column <= len(lines[diagnostic.mark.line - 1]) + 1
    assert len(loaded.corpus.resolved) == len(loaded.corpus.stated)


def test_a_file_of_many_records_takes_steps_in_proportion() -> None:
    def loading(size: int) -> Callable[[], None]:
        text = "actors:\n" + "".join(f"  a{i}: {{name: {{}}, type: x}}\n" for i in range(size))

        def load_them() -> None:
            gatherer = Gatherer()
            gatherer.file("a.yaml", text.encode())
            assert len(gatherer.loaded().diagnostics) == 2 * size

        return load_them

    assert growth(loading, 500) < 2.5


NEWER = """\
dataset: {title: A, base: "https://example.org/a/", format: 12, whatever: new}
actors:
  alba: {name: Alba, type: a type of a later format}
"""


def test_that_claims_of_a_newer_format_are_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("people: {ann: {name: Ann}}\nactors: [\n")
    (tmp_path / "b.yaml").write_text(NEWER)
    found = load(tmp_path)
    (only,) = found.diagnostics
    assert (only.code, only.mark.file, only.mark.line) == ("K019", f"{tmp_path}/b.yaml", 1)
    assert "format 12" in only.message
    assert "'kg doctor --repo' shows where this one was installed from" in only.hint
    assert list(found.corpus.whole()) == []


@pytest.mark.parametrize("written", ["1", "'1'", "!!int 1"])
def test_that_format_1_is_what_is_understood(written: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(NEWER.replace("12, whatever: new", written).replace("a type of a later format", "state"))
    found = load(tmp_path)
    assert [d.code for d in found.diagnostics] == (["K010"] if "!" in written else [])
    assert found.corpus.dataset is None or found.corpus.dataset.format == 1


@pytest.mark.parametrize("written", ["0", "two", "1.5", "-1", "[1]", "{a: b}", "01", "9999999999", "''"])
def test_that_what_is_no_number_of_a_format_is_an_ordinary_fault(written: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(NEWER.replace("12, whatever: new", written))
    assert {d.code for d in load(tmp_path).diagnostics} <= {"K104", "K108", "K109"}
    assert len(load(tmp_path).diagnostics) == 2


def test_that_drafts_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "sources:\n  daily: {title: The Daily}\n"
        "drafts:\n  d: {source: daily, quote: we did, speaker: not-yet-there, act: accuses, against: []}\n"
    )
    found = load(tmp_path)
    assert found.diagnostics == []
    assert list(found.corpus.drafts) == ["d"]
    assert (dict(found.corpus.statements), dict(found.corpus.resolved)) == ({}, {})
    assert found.corpus.kinds["d"] == "draft"


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "x"}\n',
        '"@id": x\n',
        "headline-2: {a: b, c: [d]}\n",
    ],
)
def test_a_hint_on_indentation_is_for_names_of_fields_and_records(claims: Claims, text: str) -> None:
    found = [d for d in claims(text).diagnostics if d.code == "K014"]
    assert found
    assert not [d.hint for d in found if "@" in d.message and "spaces" in d.hint]
