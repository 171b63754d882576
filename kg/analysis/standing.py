"""Standing within the record: the state of the recorded exchange, and what would change it; never what is true.

What nothing on record speaks against is not answered here, which is not to have won: one more recorded answer can turn it. The
labels in, out and undecided are those of an argumentation framework; people read the words of `WORDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kg.analysis.attacks import Framework, framework, labelled
from kg.analysis.grounded import Attacks, Label, parts
from kg.corpus.aftermath import FATES, keeps
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import names
from kg.corpus.resolution import Resolved
from kg.corpus.silence import WORDS as SILENCES
from kg.corpus.silence import silence

Why: TypeAlias = Literal[
    "not answered",
    "none found",
    "denied elsewhere",
    "perhaps answered",
    "not contradicted",
    "word against word",
    "open",
    "rebutted",
    "replied",
    "let go",
    "retracted",
    "given up",
    "corrected",
    "held to",
    "in part",
    "attributed",
    "contested",
    "decided",
    "confirmed",
    "in question",
    "overturned",
]

WORDS: Final[Mapping[Why, str]] = {
    "not answered": "not answered here",
    "none found": "not answered here: looked for but not found",
    "denied elsewhere": SILENCES["denied elsewhere"],
    "perhaps answered": SILENCES["perhaps answered"],
    "not contradicted": "answered, and not contradicted",
    "word against word": "word against word",
    "open": "what speaks against it is itself disputed",
    "rebutted": "answered, no reply on record",
    "replied": "what speaks against it is answered, no reply on record",
    "let go": "what speaks against it was taken back by its speaker",
    "retracted": "retracted by its speaker",
    "given up": "given up by its speaker",
    "corrected": "corrected by its speaker",
    "held to": "corrected by its speaker, who holds to it",
    "in part": "taken back in part by its speaker",
    "attributed": "known only on the word of others",
    "contested": "its alleged speaker denies having said it",
    "decided": "a decision: only a review changes it",
    "confirmed": "a decision, confirmed on review",
    "in question": "a decision that was overturned in part, or perhaps",
    "overturned": "a decision that is no longer in force",
}
"""The standing of a statement in words: a closed set, which the page on methods explains."""

SILENT: Final = frozenset[Why]({"not answered", "none found", "denied elsewhere", "perhaps answered", "not contradicted"})
"""How a statement stands that nothing speaks against: what the record knows of an answer says as much."""

DECISIONS: Final = frozenset[Why]({"decided", "confirmed", "in question", "overturned"})
"""How a finding stands."""

SEARCHED: Final = 64
"""The largest exchange, in statements, in which every single added answer is tried."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that, added with nothing against it, would change a label: its act, what it answers, the result."""

    act: Literal["denies", "rebuts"]
    answers: str
    becomes: Label


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement's label, why, by which other statement, who else speaks against it, who supports it, and what would change it.

    `label` is None where the statement takes no part. `change` is None where no single rebuttal would change it, or where
    `searched` is false and none was evident. `whose` names those who took it back where they are not its speaker, but those for
    whom it was said.
    """

    id: str
    label: Label | None
    why: Why
    by: tuple[str, ...]
    attackers: tuple[str, ...]
    support: tuple[str, ...]
    change: Change | None
    searched: bool
    whose: str = ""


def standing(corpus: Corpus, wanted: Filter) -> tuple[Standing, ...]:
    """The standing of every statement that the filter admits, in the order of the files.

    The labels are worked out on the whole record; the filter only chooses what is shown.
    """
    frame = framework(corpus)
    attackers = _reverse(frame.attacks)
    labels, causes = frame.labels()
    changes, searched = _changes(frame, attackers, labels)
    found = []
    for id_, resolved in corpus.resolved.items():
        if wanted.admits(corpus, resolved):
            against = tuple(sorted(attackers.get(id_, ())))
            support = tuple(sorted(corpus.supported_by.get(id_, ())))
            if id_ not in labels:
                found.append(Standing(id_, None, _untaken(resolved), (), (), support, None, searched=True))
                continue
            why, by = _because(corpus, id_, labels, causes, frame, against)
            change = changes.get(id_) if against else Change("denies", id_, "undecided")
            if resolved.act == "finds":
                change = None
            whose = names(
                corpus, dict.fromkeys(one for later in corpus.aftermath.get(id_, ()) if later.by in by for one in later.whose)
            )
            found.append(Standing(id_, labels[id_], why, by, against, support, change, not against or id_ in searched, whose))
    return tuple(found)


def whys(corpus: Corpus) -> dict[str, Why]:
    """How every statement stands, without what would change it: for whoever compares two states of a record."""
    frame = framework(corpus)
    attackers = _reverse(frame.attacks)
    labels, causes = frame.labels()
    return {
        id_: _because(corpus, id_, labels, causes, frame, tuple(sorted(attackers.get(id_, ()))))[0]
        if id_ in labels
        else _untaken(resolved)
        for id_, resolved in corpus.resolved.items()
    }


def exchange(corpus: Corpus, id_: str) -> frozenset[str]:
    """The ids of the exchange of a statement: all that attacks join it to, and what it names or what names it as answered."""
    attacks = framework(corpus).attacks
    joined = next((part for part in parts(attacks) if id_ in part), ())
    named = (
        corpus.resolved[id_].statement.answers,
        corpus.answered_by,
        corpus.followed_by,
        corpus.supported_by,
        corpus.revised_by,
        corpus.reviewed_by,
    )
    linked = (other for links in named for other in (links.get(id_, ()) if isinstance(links, Mapping) else links))
    return frozenset({id_, *joined, *linked}).intersection(corpus.resolved)


def _untaken(resolved: Resolved) -> Why:
    """Why a statement takes no part."""
    return "contested" if resolved.is_contested else "attributed"


def _reverse(attacks: Attacks) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for attacker, targets in attacks.items():
        for target in targets:
            found.setdefault(target, []).append(attacker)
    return found


def _because(
    corpus: Corpus,
    id_: str,
    labels: Mapping[str, Label],
    causes: Mapping[str, str],
    frame: Framework,
    against: tuple[str, ...],
) -> tuple[Why, tuple[str, ...]]:
    """Why a statement has its label, and by which statements.

    What puts a statement out is never word against word with it: that could only be in once the statement is out already.
    """
    laters = frame.taken_back.get(id_, ())
    if laters:
        fate = min((later.fate for later in laters), key=FATES.index)
        by = tuple(later.by for later in laters if later.fate == fate)
        return ("retracted" if fate == "retracted in part" else fate), by  # several such that leave nothing
    if corpus.resolved[id_].act == "finds":
        return _decided(corpus, id_)
    if labels[id_] == "out":
        return "rebutted", (causes[id_],)
    if labels[id_] == "in":
        if against:
            return ("let go" if frame.taken_back.keys() >= set(against) else "replied"), against
        return _unattacked(corpus, id_)
    open_ = tuple(attacker for attacker in against if labels[attacker] == "undecided")
    opposed = tuple(attacker for attacker in open_ if attacker in frame.attacks.get(id_, ()))
    return ("word against word", opposed) if opposed else ("open", open_)


def _decided(corpus: Corpus, id_: str) -> tuple[Why, tuple[str, ...]]:
    """What became of a finding, and by which findings; what those concerned say of it changes nothing."""
    own = corpus.decisions.get(id_, ())
    reviews = [(review.effect == "confirmed", stages[review.by].statement) for stage, stages in own for review in stage.reviews]
    why: Why = "confirmed" if any(is_confirmed for is_confirmed, _ in reviews) else "decided"
    if own and not any(stage.holds for stage, _ in own):
        why = "overturned"
    elif any(stage.force in {"in force in part", "perhaps overturned"} for stage, _ in own):
        why = "in question"
    by = dict.fromkeys(later for is_confirmed, later in reviews if later and is_confirmed == (why == "confirmed"))
    return why, tuple(by)


def _unattacked(corpus: Corpus, id_: str) -> tuple[Why, tuple[str, ...]]:
    """The standing of an uncontested statement: what its speaker made of it, or which kind of silence it met."""
    laters = corpus.aftermath.get(id_, ())
    if laters:
        kept = all(later.fate == "corrected" and keeps(corpus.resolved[later.by], corpus.resolved[id_]) for later in laters)
        return ("held to" if kept else "in part"), tuple(dict.fromkeys(later.by for later in laters))
    match silence(corpus, id_):
        case "answered":
            return "not contradicted", corpus.answered_by[id_]
        case "perhaps answered":
            return "perhaps answered", tuple(sorted({*corpus.answered_by.get(id_, ()), *corpus.maybe_answered_by.get(id_, ())}))
        case "denied elsewhere":
            return "denied elsewhere", ()
        case "none found":
            return "none found", ()
        case "not looked for":
            return "not answered", ()


def _changes(
    frame: Framework, attackers: Mapping[str, list[str]], labels: Mapping[str, Label]
) -> tuple[dict[str, Change], set[str]]:
    """The change for each statement that is attacked or attacks, and the ids for which every rebuttal was tried.

    Only statements of one exchange touch each other. In exchanges of up to `SEARCHED` statements every rebuttal is tried, so
    that the work grows with the number of exchanges; in larger ones only that of a last attacker.
    """
    found: dict[str, Change] = {}
    searched: set[str] = set()
    for part in parts(frame.attacks):
        outcomes = _outcomes(part, frame) if len(part) <= SEARCHED else {}
        searched.update(part if outcomes else ())
        for id_ in part:
            if id_ in frame.taken_back:
                searched.add(id_)  # nothing that others say changes it
                continue
            change = _change(id_, labels, attackers.get(id_, []), outcomes, frame)
            if change is not None:
                found[id_] = change
    return found, searched


def _outcomes(part: tuple[str, ...], frame: Framework) -> dict[str, dict[str, Label]]:
    """For each statement of a part but decisions, all labels of the part once something that nobody answers rebuts it."""
    inner = {attacker: frame.attacks[attacker] for attacker in part if attacker in frame.attacks}
    targets = [target for target in part if target not in frame.decisions]
    return {target: labelled((*part, ""), {**inner, "": (target,)}, frame.taken_back)[0] for target in targets}


def _change(
    id_: str, labels: Mapping[str, Label], against: list[str], outcomes: Mapping[str, Mapping[str, Label]], frame: Framework
) -> Change | None:
    """The rebuttal that would change the label for the better, one of a direct attacker first; a denial where it is in."""
    if labels[id_] == "in":
        return Change("denies", id_, "undecided")
    if not outcomes:
        left = [attacker for attacker in against if labels[attacker] != "out"]
        return Change("rebuts", left[0], "in") if len(left) == 1 and left[0] not in frame.decisions else None
    better = ("in",) if labels[id_] == "undecided" else ("in", "undecided")
    options = [(better.index(new), b not in against, b) for b, after in outcomes.items() if (new := after[id_]) in better]
    if not options:
        return None
    place, _, target = min(options)
    return Change("rebuts", target, "in" if place == 0 else "undecided")
