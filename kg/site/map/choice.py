"""Which statements a page holds when it is made for one exchange, one actor or one topic.

Nothing is shown without its context: what a statement answers comes along, and so do the answers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import name, source_label
from kg.corpus.resolution import Resolved
from kg.model.acts import family

KINDS: Final = ("statement", "actor", "allegation", "source")
"""The kinds of record that a map can be drawn around."""


@dataclass(frozen=True, slots=True)
class Choice(Filter):
    """The statements `ids`, in words what they have in common, and the state in which their page opens."""

    ids: frozenset[str] = frozenset()
    words: str = ""
    opens: tuple[tuple[str, str], ...] = ()

    def admits(self, corpus: Corpus, resolved: Resolved) -> bool:  # noqa: ARG002 - the ids were chosen from this corpus
        """Whether the statement is among those chosen."""
        return resolved.id in self.ids


def everything(corpus: Corpus) -> Choice:
    """All statements that are not withdrawn."""
    return Choice(ids=frozenset(corpus.resolved))


def around(corpus: Corpus, id_: str) -> Choice:
    """What a record touches, in its context, by the kind of record that `id_` names.

    Of a statement the whole exchange that it is part of; of an actor all that it said, was accused of or was answered; of an
    allegation what was said of it or of a narrower one; of a source what it reports.
    """
    if id_ in corpus.resolved:
        ids = _below(corpus, _above(corpus, (id_,)))
        return Choice(ids=ids, words="one exchange", opens=(("view", "answers"), ("chosen", f"s:{id_}")))
    if id_ in corpus.allegations:
        narrower = _narrower(corpus, id_)
        on = [r.id for r in corpus.resolved.values() if narrower.intersection(r.allegations)]
        return Choice(ids=_in_context(corpus, on), words=f"around the allegation “{corpus.allegations[id_].text}”")
    if id_ in corpus.sources:
        reported = [r.id for r in corpus.resolved.values() if any(report.source == id_ for report in r.statement.reports)]
        return Choice(ids=_in_context(corpus, reported), words=f"around {source_label(corpus, corpus.sources[id_])}")
    touched = [r.id for r in corpus.resolved.values() if id_ in {*r.speakers, *r.against, *_answered(corpus, r)}]
    return Choice(ids=_in_context(corpus, touched), words=f"around {name(corpus, id_)}", opens=(("chosen", f"n:{id_}"),))


def _narrower(corpus: Corpus, id_: str) -> frozenset[str]:
    """The allegation and those that are cases of it, or of such."""
    found, todo = {id_}, [id_]
    while todo:
        wider = todo.pop()
        cases = [a.id for a in corpus.allegations.values() if wider in a.broader and a.id not in found]
        found.update(cases)
        todo += cases
    return frozenset(found)


def on_topic(corpus: Corpus, id_: str) -> Choice:
    """The statements on a topic, or on one within it."""
    wanted = Filter(topic=id_)
    on = [r.id for r in corpus.resolved.values() if wanted.admits(corpus, r)]
    return Choice(ids=_in_context(corpus, on), words=corpus.topics[id_].label)


def is_drawn(corpus: Corpus, choice: Choice) -> bool:
    """Whether an accusation or an answer is among the statements: what maps are made of."""
    found = (corpus.resolved[id_] for id_ in choice.ids)
    return any(r.act == "accuses" or r.answers or family(r.act) == "answer" for r in found)


def _answered(corpus: Corpus, resolved: Resolved) -> set[str]:
    """Whose words it answers."""
    return {speaker for id_ in resolved.answers if id_ in corpus.resolved for speaker in corpus.resolved[id_].speakers}


def _in_context(corpus: Corpus, ids: Iterable[str]) -> frozenset[str]:
    return _above(corpus, _below(corpus, ids))


def _above(corpus: Corpus, ids: Iterable[str]) -> frozenset[str]:
    """The statements and all that they answer, back or revise, and so on upwards."""
    return _reached(corpus, ids, lambda id_: corpus.resolved[id_].met)


def _below(corpus: Corpus, ids: Iterable[str]) -> frozenset[str]:
    """The statements and all that answer, perhaps answer, back or revise them, and so on downwards."""
    linked = (corpus.supported_by, corpus.revised_by, corpus.reviewed_by)
    links = (corpus.answered_by, corpus.maybe_answered_by, corpus.followed_by, *linked)
    return _reached(corpus, ids, lambda id_: tuple(found for link in links for found in link.get(id_, ())))


def _reached(corpus: Corpus, ids: Iterable[str], onward: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    todo = list(ids)
    while todo:
        id_ = todo.pop()
        if id_ in corpus.resolved and id_ not in found:
            found.add(id_)
            todo += onward(id_)
    return frozenset(found)
