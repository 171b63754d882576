"""Which record is meant where a name, a part of one or an address is in the place of an id.

It is known only once every file was read: the hint of such a fault is completed then.
"""

from __future__ import annotations

import dataclasses
import re
import shlex
from typing import Final

from kg import ids
from kg.address import same_page
from kg.corpus.corpus import Corpus
from kg.corpus.identify import find
from kg.corpus.resembling import Resembling
from kg.diagnostic import Diagnostic, Path, truncate
from kg.model.part import Part, descendants, fields_of
from kg.model.wrong import is_list_typed

_BETWEEN: Final = re.compile(r"\s*[,;&]\s*|\s+and\s+")
_FEW: Final = 3
"""So many records are named in a hint at most."""


def referred(cls: type[Part], path: Path) -> tuple[str, ...]:
    """The kinds of records that the field at `path` of a record may refer to."""
    names = [step for step in path if isinstance(step, str)]
    owners = [cls] if len(names) == 1 else list(descendants(Part))
    kinds = (
        kind for owner in owners if names[-1:] and names[-1] in fields_of(owner) for kind in fields_of(owner)[names[-1]].refers
    )
    return tuple(dict.fromkeys(kinds))


def with_record_meant(corpus: Corpus, found: Diagnostic, value: str, kinds: tuple[str, ...], actors: Resembling) -> Diagnostic:
    """The fault of a `value` that is not an id, with what was meant by it, or that no record has the name."""
    if is_list_typed(value):
        return found
    if value.startswith(("http://", "https://")):
        return _meant(corpus, found, value, _at(corpus, value)) if "source" in kinds else found
    which = _records(corpus, value, kinds)
    if which:
        return _meant(corpus, found, value, which)
    words, parts = value.split(), [part for part in _BETWEEN.split(value) if part]
    if len(words) > 1 and all(word in corpus.kinds for word in words):
        return dataclasses.replace(found, hint=truncate(f"write several as a list: [{', '.join(words)}]"))
    several = [_records(corpus, part, kinds) for part in parts] if len(parts) > 1 else []
    if several and all(len(one) == 1 for one in several):
        return dataclasses.replace(found, hint=truncate(f"write several as a list: [{', '.join(one for (one,) in several)}]"))
    if "actor" in kinds and 0 < len(alike := actors.to(value)) <= _FEW:
        return _meant(corpus, found, value, alike)
    slug = ids.slug(value)
    if slug and found.hint == f"did you mean '{slug}'?":
        return dataclasses.replace(
            found, hint=truncate(f"ids are in lower case, such as '{slug}'; no record has that id or name")
        )
    return found


def _records(corpus: Corpus, value: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the records that a value names: by its id in another spelling, by a name, or by whole words of one."""
    slug = ids.slug(value)
    if slug in corpus.kinds:
        return (slug,)
    return find(corpus, value, kinds)


def _at(corpus: Corpus, address: str) -> tuple[str, ...]:
    """The sources that are at an address, or whose archived copy is."""
    page = same_page(address)
    return tuple(
        id_ for id_, source in corpus.sources.items() if page in {same_page(url) for url in (source.url, source.archived) if url}
    )


def _meant(corpus: Corpus, found: Diagnostic, value: str, which: tuple[str, ...]) -> Diagnostic:
    if not which:
        return found
    if len(which) > _FEW:
        hint = f"name a record by its id; that is in the names of {len(which):,}: kg list {shlex.quote(truncate(value))}"
        return dataclasses.replace(found, hint=truncate(hint))
    names = " or ".join(f"'{id_}'" for id_ in which)
    hint = f"did you mean {names}?"
    return dataclasses.replace(found, hint=truncate(hint), related=tuple(corpus.mark(id_) for id_ in which))
