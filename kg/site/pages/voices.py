"""Who holds what of an allegation: each speaker once under what was held, in the role of those days, with the first words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.corpus.belonging import held_in
from kg.corpus.counting import count
from kg.site import said
from kg.site.addresses import Link, Links, glossary, record
from kg.site.frame import Site

SHOWN: Final = 8
"""The speakers shown at once under a heading; some more are folded, and the lists of statements have them all."""
FOLDED: Final = 40
LIMITS: Final = "limited"
"""What is held where a statement grants a part and limits the rest."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, the roles in which this was said, when first, and how often."""

    speaker: Link
    roles: tuple[str, ...]
    first: Link
    number: str


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers who hold one thing of an allegation; `is_pale` where only others say so."""

    heading: str
    meaning: str
    shown: tuple[Voice, ...]
    folded: tuple[Voice, ...]
    more: int
    is_pale: bool


def voices(site: Site, links: Links, lists: Mapping[str, Sequence[str]]) -> tuple[Voices, ...]:
    """The speakers in the lists of an allegation, group by group."""
    return tuple(_group(site, links, key, ids) for key, ids in _split(site, lists) if ids)


def _split(site: Site, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """The lists, with what limits the allegation apart from what only speaks of it."""
    for key, ids in lists.items():
        if held_in(key) != "spoken of":
            yield key, ids
            continue
        limiting = [id_ for id_ in ids if site.corpus.resolved[id_].act == "qualifies"]
        yield key.replace("spoken of", LIMITS), limiting
        yield key, [id_ for id_ in ids if site.corpus.resolved[id_].act != "qualifies"]


def _group(site: Site, links: Links, key: str, ids: Sequence[str]) -> Voices:
    by: dict[str, list[str]] = {}
    for id_ in ids:
        for speaker in site.corpus.resolved[id_].makers or ("",):
            by.setdefault(speaker, []).append(id_)
    found = [_voice(site, links, speaker, of) for speaker, of in list(by.items())[: SHOWN + FOLDED]]
    held = key.removeprefix("others: ")
    word = site.words("allegation.limits") if held == LIMITS else site.words.term("holding", held)
    is_pale = key != held
    heading = site.words("statement.as_others_say", does=word) if is_pale else word
    shown = SHOWN if len(found) > SHOWN + 2 else len(found)
    meaning = glossary(links.root, *(("act", "qualifies") if held == LIMITS else ("holding", held)))
    return Voices(heading, meaning, tuple(found[:shown]), tuple(found[shown:]), len(by) - len(found), is_pale)


def _voice(site: Site, links: Links, speaker: str, ids: Sequence[str]) -> Voice:
    corpus = site.corpus
    roles = dict.fromkeys(said.speaker(corpus, speaker, corpus.resolved[id_]).role for id_ in ids)
    first = Link(site.rows.row(ids[0]).when, f"{links.root}{record('statement', ids[0])}")
    who = links.actor(speaker) if speaker else Link(site.words("statement.unnamed"))
    return Voice(who, tuple(filter(None, roles))[:3], first, count(corpus, ids).bare if len(ids) > 1 else "")
