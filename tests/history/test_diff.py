"""What a change says and what follows from it: small changes of an invented record, read as a reviewer would."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import harbour
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg import resources
from kg.analysis.origins import survey
from kg.analysis.who import who
from kg.corpus.filters import Filter
from kg.history import follows
from kg.history.diff import Diff, diff
from kg.history.states import of_files
from kg.history.written import Written
from kg.render.diff import markdown, text
from kg.render.diff_follows import sentence

ACTORS = """\
actors:
  alba: {name: Alba, type: state}
  borea: {name: Borea, type: state}
  corvia: {name: Corvia, type: state}
  ann: {name: Ann Ash, type: person, roles: [{position: minister, of: alba}]}
  bob: {name: Bob Birch, type: person, roles: [{position: envoy, of: borea}]}
  cy: {name: Cy Cole, type: person}
sources:
  daily: {title: The Daily, url: "https://example.org/daily"}
  weekly: {title: The Weekly, url: "https://example.org/weekly"}
"""
SAID = """\
allegations:
  dams: {text: Borea shuts the dams., accused: borea}
statements:
  charge: {act: accuses, speaker: ann, date: 2021-03-01, allegation: dams, reports: [{source: daily, quote: They shut them.}]}
  second: {act: accuses, speaker: cy, date: 2021-03-02, allegation: dams, reports: [{source: weekly}]}
  denial: {act: denies, speaker: bob, date: 2021-03-03, answers: charge, reports: [{source: daily}]}
"""


DAMS = "allegation “Borea shuts the dams.” (dams)"


def changed(old: str, new: str, *, said: str = SAID, actors: str = ACTORS) -> Diff:
    """The change of one passage of the record into another."""
    assert old in actors + said
    before = {"actors.yaml": actors.encode(), "said.yaml": said.encode()}
    return diff(of_files(before), of_files({name: data.replace(old.encode(), new.encode()) for name, data in before.items()}))


def sentences(found: Diff) -> list[str]:
    """What follows, a sentence each."""
    return [sentence(found, effect) for effect in found.follows]


def test_one_word_in_an_allegation_makes_all_who_put_it_forward_accuse_somebody_else() -> None:
    found = changed("accused: borea", "accused: [borea, corvia]")
    assert sentences(found) == [
        f"2 statements now also accuse Corvia, because {DAMS} names it",
        f"Corvia is accused for the first time in this record, by 2 statements, because {DAMS} names it",
        f"Alba accuses Corvia for the first time in this record, by 1 statement, because {DAMS} was changed",
    ]
    assert [effect.ids for effect in found.follows] == [("charge", "second"), ("charge", "second"), ("charge",)]
    assert "it now says more, or says it more firmly, and no report or quote changed with it" in text(found)


def test_what_is_known_on_the_word_of_others_is_in_no_number_with_what_is_not() -> None:
    told = SAID.replace("reports: [{source: weekly}]", "reports: [{source: weekly, via: bob}]")
    first, second = sentences(changed("accused: borea", "accused: [borea, corvia]", said=told))[:2]
    assert first.startswith("1 statement now also accuses Corvia, because")
    assert second.startswith("1 statement known only on the word of others now also accuses Corvia, because")


def test_nobody_is_accused_any_longer() -> None:
    found = changed("accused: borea", "concerns: borea")
    assert sentences(found)[:2] == [
        f"2 statements no longer accuse Borea, and nobody else by name, because {DAMS} no longer names it",
        f"Borea is no longer accused in this record; until now by 2 statements, because {DAMS} no longer names it",
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "answers: charge",
            "answers: second",
            "1 accusation is now “answered”; until now: “not looked for”, because the statement",
        ),
        (
            "  denial:",
            "  more: {act: rebuts, speaker: ann, date: 2021-04, answers: denial, reports: [{source: daily}]}\n  denial:",
            "1 statement now stands as “answered, no reply on record”; until now: “word against word”, because the statement “",
        ),
        (
            "act: denies, speaker: bob",
            "act: corroborates, speaker: bob",
            "1 statement now puts forward “Borea shuts the dams.”; until now it disputed it",
        ),
        (
            "position: minister, of: alba",
            "position: minister, of: corvia",
            "1 statement now counts for Corvia; until now: Alba, because Ann Ash (ann) was changed",
        ),
        (
            "position: minister, of: alba",
            "position: chancellor, of: alba",
            "in 1 statement, Ann Ash speaks as chancellor; until now: minister",
        ),
        (
            "accused: borea}",
            "accused: borea, status: [{step: charged, date: 2022, source: daily}]}",
            "“Borea shuts the dams.” is now: charged, 2022; until now: nothing on record",
        ),
        (
            "source: weekly}]",
            "source: weekly, firsthand: true}]",
            "“Borea shuts the dams.” now rests on 1 first-hand account, 1 unknown end, 2 reports; until now: 0 first-hand ",
        ),
        (
            "source: weekly}]",
            "source: weekly, via: bob}]",
            "1 statement: known only on the word of Bob Birch; until now: counted like any other",
        ),
    ],
)
def test_what_follows_is_said_with_its_reason(old: str, new: str, says: str) -> None:
    found = sentences(changed(old, new))
    assert any(one.startswith(says) for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("date: 2021-03-02", "date: 2021-03-05", "date: 2021-03-05; before: 2021-03-02 (re-dated)"),
        (
            "Borea shuts the dams.",
            "Borea shut the dams.",
            "text: “Borea shut the dams.”; before: “Borea shuts the dams.” (reworded)",
        ),
        ("speaker: cy, date", "certainty: possible, speaker: cy, date", "certainty: possible (softened)"),
        ("quote: They shut them.", "quote: They shut one.", "report The Daily: quote: now also “They shut one.”; no longer"),
        ("act: denies, speaker: bob", "act: accuses, allegation: dams, speaker: bob", "act: accuses; before: denies (hardened)"),
        ("answers: charge", "answers: [charge, second]", "answers: now also Cy Cole accuses Borea, 2021-03-02 (second)"),
        ("speaker: cy, date", "speaker: cy, withdrawn: {date: 2022, reason: Not said.}, date", "withdrawn: 2022, “Not said.”"),
        ("type: person}\n", "type: person, aliases: [C. Cole]}\n", "other name: “C. Cole”"),
    ],
)
def test_what_was_written_is_said_by_names(old: str, new: str, says: str) -> None:
    shown = text(changed(old, new)).replace("“The Daily”", "The Daily")
    assert says in shown, shown


def test_a_record_that_moved_or_was_renamed_is_the_same_record() -> None:
    before = {"actors.yaml": ACTORS.encode(), "said.yaml": SAID.encode()}
    moved = diff(of_files(before), of_files({"all/actors.yaml": ACTORS.encode(), "said.yaml": SAID.encode()}))
    assert (moved.follows, moved.counts) == ((), ())
    assert "8 records moved from actors.yaml to all/actors.yaml, otherwise unchanged" in text(moved)
    other = SAID.replace("charge", "first-charge").replace("first-charge: {", "first-charge: {was: charge, ", 1)
    renamed = diff(of_files(before), of_files({"actors.yaml": ACTORS.encode(), "said.yaml": other.encode()}))
    assert [(one.id, one.formerly, one.edits) for one in renamed.written] == [("first-charge", "charge", ())]
    assert (renamed.follows, renamed.counts) == ((), ())
    assert "its id was charge" in text(renamed)


def test_an_id_that_means_another_kind_of_record_now() -> None:
    found = changed("  weekly: {title", "topics:\n  weekly: {label: The Weekly}\nsources:\n  other: {title")
    assert ("weekly", "new") in [(one.id, one.how) for one in found.written]
    assert "Topic The Weekly (weekly): new" in text(found)


def test_two_records_that_became_one() -> None:
    gone = re.sub(r"  second: .*\n", "", SAID).replace("charge: {", "charge: {was: second, ")
    before = {"actors.yaml": ACTORS.encode(), "said.yaml": SAID.encode()}
    found = diff(of_files(before), of_files({"actors.yaml": ACTORS.encode(), "said.yaml": gone.encode()}))
    assert "Statement second: is part of Ann Ash accuses Borea, 2021-03-01 (charge) now" in text(found)


def test_what_cannot_be_read_is_said_and_nothing_of_it_is_called_gone() -> None:
    found = changed("type: person}\n", "typ: person}\n")
    shown = text(found)
    assert "the files as they are: 1 fault; what could not be read is left out" in shown
    assert "actors.yaml:7: K101 unknown field 'typ'" in shown
    assert "gone" not in shown


def test_nothing_changed_and_nothing_follows() -> None:
    found = changed("dams.", "dams.")
    assert (found.written, found.follows, found.counts) == ((), (), ())
    assert text(found).endswith("nothing in the records changed\n")


def test_whom_statements_accuse_agrees_with_the_table_of_who_accused_whom() -> None:
    """Random changes of the accused of the shipped record: the pairs that appear and vanish are those that `kg who` says."""
    shipped = resources.folder("claims")
    files = {str(path.relative_to(shipped)): path.read_bytes() for path in sorted(shipped.rglob("*.yaml"))}
    before = of_files(files)
    chance = random.Random(1)  # noqa: S311 - no secret
    states = [id_ for id_, actor in before.corpus.actors.items() if actor.type == "state"]
    for _ in range(6):
        data = files["allegations.yaml"].decode()
        places = [*re.finditer(r"accused: ([a-z-]+)\n", data)]
        place = chance.choice(places)
        new = f"accused: [{place[1]}, {chance.choice([one for one in states if one != place[1]])}]\n"
        if chance.random() < 0.3:
            new = (
                f"concerns: {place[1]}\n"
                if "concerns" not in data[place.start() : place.start() + 200].split("topic")[0]
                else new
            )
        found = diff(
            before, of_files({**files, "allegations.yaml": (data[: place.start()] + new + data[place.end() :]).encode()})
        )
        old, now = (
            {(p.accuser, p.accused, id_) for p in who(c, "actor", Filter()) for id_ in p.accusations}
            for c in (found.base, found.claims)
        )
        gained, lost = (
            {
                (speaker, effect.subject[0], id_)
                for effect in found.follows
                if effect.kind == kind
                for id_ in effect.ids
                for speaker in found.claims.resolved[id_].makers
            }
            for kind in ("accuses", "accuses no longer")
        )
        assert now - old == gained
        assert old - now == lost
        assert gained or lost


HOSTILE = (
    "@everyone <img src=x onerror=alert(1)> [a](https://evil.example) #12 GH-7 www.evil.example https://evil.example/ `x` **b** "
    "| a | ![i](https://evil.example/i.png) org/repo@0123456 ~~s~~ <!-- --> &copy; \\@a"
)


def test_markdown_holds_no_markup_mention_or_link_from_the_claims() -> None:
    quoted = HOSTILE.replace('"', "'").replace("\\", "\\\\")
    found = changed("Borea shuts the dams.", f'"{quoted}"'.replace(": ", " "), said=SAID)
    shown = markdown(found)
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    kinds = {token.type for token in _all(parser.parse(shown))}
    assert not kinds & {
        "link_open",
        "image",
        "html_inline",
        "html_block",
        "code_inline",
        "strong_open",
        "em_open",
        "s_open",
        "table_open",
    }
    words = "".join(token.content for token in _all(parser.parse(shown)) if token.type in {"text", "text_special"})
    assert "@everyone" not in words
    assert not re.search(r"@\w|#\d|://\w|www\.\w|GH-\d", words)
    assert re.sub("\u2060", "", words).count("@everyone") == 2  # told twice: in the heading and as the text


def _all(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *_all(token.children or []))]


def test_markdown_that_is_too_long_for_a_comment_is_cut_with_a_count() -> None:
    many = "".join(
        f"  s{n}: {{act: accuses, speaker: ann, date: 2021, allegation: dams, reports: [{{source: daily}}]}}\n"
        for n in range(600)
    )
    found = changed("  second:", f"{many}  second:")
    shown = markdown(found)
    assert len(shown) <= 60_100
    left = re.search(r"and ([\d,]+) more lines: run kg diff to read all\n\Z", shown)
    assert left is not None
    assert int(left[1].replace(",", "")) + len([line for line in shown.splitlines() if line]) - 1 == len(
        [line for line in text(found).splitlines() if line]
    )


def test_what_a_statement_rests_on_is_looked_for_where_it_can_differ() -> None:
    """Only allegations whose statements differ are traced again; tracing all of them finds the same."""
    whole = harbour.shipped()
    some_ids = sorted(whole.stated)[::23]
    assert len(some_ids) > 10
    before = {one.id: one for one in survey(whole, Filter())}
    found = 0
    for n, id_ in enumerate(some_ids):
        one = whole.statements[id_]
        others = {key: value for key, value in whole.statements.items() if key != id_}
        milder = replace(one, reports=one.reports[:1], act="denies" if one.act == "accuses" else one.act)
        kept = others if n % 2 else others | {id_: milder}
        kinds = {key: kind for key, kind in whole.kinds.items() if key in kept or kind != "statement"}
        after = replace(whole, statements=kept, kinds=kinds)
        now = {each.id: each for each in survey(after, Filter())}
        touched = (Written(id_, "gone" if n % 2 else "changed", one, kept.get(id_)),)
        expected = {key for key in now if key in before and follows._rests(before[key]) != follows._rests(now[key])}
        assert {effect.subject[0] for effect in follows._resting(whole, after, touched)} == expected
        found += len(expected)
    assert found > 5
