"""The metadata of a new source: what was given as options, and what its document declares where somebody says yes to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kg.cli.output.terminal import say

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.evidence.capture import Captured


def fields_of(claims: Corpus, captured: Captured, options: dict[str, list[str]], *, yes: bool) -> dict[str, list[str]]:
    """The fields of the new source, each with its values; those in `options` are taken before what the document declares."""
    from kg.cli.input.proposing import proposed
    from kg.evidence.capture import settled

    left = tuple(one for one in captured.proposals if one.field not in options)
    if sys.stdin.isatty() and not yes:
        found = proposed(left)
    else:
        found, open_ = settled(left, every=yes)
        for one in left:
            taken = one.value in found.get(one.field, ())
            say(f"{'took' if taken else 'declared'}: {one.field} '{one.value}' ({one.origin})")
        for field in open_:
            say(f"kg: the document declares two values of '{field}', so neither was taken: give --{field}")
        if not yes and left:
            say("take what is declared with --yes, or give the fields as options")
    if captured.document.url and "url" not in options:
        found["url"] = [captured.document.url]
    return {**_matched(claims, found), **_matched(claims, options, given=True)}


def _matched(claims: Corpus, fields: dict[str, list[str]], *, given: bool = False) -> dict[str, list[str]]:
    """The fields with the id of the one actor in the place of a publisher's name."""
    from kg import ids
    from kg.corpus.labels import names_of

    for name in fields.get("publisher", [])[:1]:
        wanted = ids.skeleton(name)
        meant = [a.id for a in claims.actors.values() if a.type != "person" and wanted in set(map(ids.skeleton, names_of(a)))]
        if len(meant) == 1:
            say(f"publisher '{name}' is the actor '{meant[0]}'")
            fields["publisher"] = meant
        elif ids.is_id(name) and name not in claims.actors and not given:
            del fields["publisher"]
            say(f"kg: publisher '{name}' looks like the id of an actor, but no actor has it: give --publisher")
    return fields
