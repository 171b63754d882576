"""The second half of the brief: the network, the sources, the standing of statements, and the balance of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kg.analysis.audit import Evidence, audit, missing
from kg.analysis.balance import BALANCED, TRIADS
from kg.analysis.disagreements import conflicts, disagreements
from kg.analysis.measures import Network
from kg.analysis.origins import Origins
from kg.analysis.positions import of_everyone
from kg.analysis.sides import Sides
from kg.analysis.standing import WORDS, Standing
from kg.corpus.corpus import Corpus
from kg.corpus.filters import Filter
from kg.corpus.labels import label, name, statement_label
from kg.render.audit import apart, counted, depths, quotes, value
from kg.render.origins import put_forward
from kg.render.positions import words
from kg.render.sides import SIGNS, TRIAD_WORDS, by_weight
from kg.render.standing import words as words_of
from kg.site.brief.section import Figure, Row, Section, number

SHOWN: Final = 12
"""How many nodes, ties and allegations the tables of the brief show."""


def centre(corpus: Corpus, found: Network) -> Section:
    """Who accuses and is accused most, and the place of each in the network."""
    rows: tuple[Row, ...] = tuple(
        (
            name(corpus, n.id),
            Figure(n.counts[0].bare, n.accuses),
            Figure(n.counts[1].bare, n.accused),
            ", ".join(name(corpus, other) for other in n.mutual),
            Figure(f"{n.pagerank:.3f}", (*n.accused, *n.accuses)),
            Figure(f"{n.betweenness:.3f}", (*n.accused, *n.accuses)),
        )
        for n in found.nodes[:SHOWN]
    )
    text = (
        "Sides, and speakers without one, by accusations made and met, counted in statements.",
        "PageRank is high for who is accused by those who are accused.",
        "Betweenness is high for who lies on the shortest chains of accusation. Neither is guilt or influence.",
        *(() if found.exact else ("Betweenness is estimated from a sample.",)),
    )
    columns = ("name", "accuses", "accused", "accuse each other", "PageRank", "betweenness")
    return Section("centre", "Who is at the centre", text, columns, rows, "kg network --level side")


def ties(corpus: Corpus, found: Sides) -> Section:
    """Who opposes whom and who sides with whom."""
    most = sorted(found.ties, key=by_weight)
    rows: tuple[Row, ...] = tuple(
        (
            name(corpus, t.one),
            name(corpus, t.other),
            SIGNS[t.sign],
            Figure(t.counts[0].bare, t.against),
            Figure(t.counts[1].bare, t.backing),
        )
        for t in most[:SHOWN]
    )
    text = ("What two said of each other, in statements: accusations against; praise and corroboration for. The ties with most.",)
    columns = ("side", "other side", "tie", "accusations", "support and praise")
    return Section("ties", "Who opposes whom", text, columns, rows, "kg sides")


def balance(found: Sides) -> Section:
    """The census of triads, and whether the whole falls into two camps."""
    behind = {(t.one, t.other): (*t.against, *t.backing) for t in found.ties}
    ids: dict[str, list[str]] = {kind: [] for kind in TRIADS}
    for (one, two, three), kind in found.triads:
        ids[kind] += [*behind[one, two], *behind[one, three], *behind[two, three]]
    counts = Counter(kind for _, kind in found.triads)
    rows: tuple[Row, ...] = tuple(
        (TRIAD_WORDS[kind], "balanced" if kind in BALANCED else "not balanced", Figure(str(counts[kind]), tuple(ids[kind])))
        for kind in TRIADS
    )
    whole = "does not fall" if found.camps is None else "falls"
    text = (
        "Three sides of whom each two are tied, by more words for than against or the other way round.",
        "A triad is balanced when the number of ties against is even: the enemy of an enemy is a friend.",
        f"The whole {whole} into two camps.",
    )
    return Section("balance", "How balanced the ties are", text, ("triad", "balance", "how many"), rows, "kg sides")


def origins(corpus: Corpus, found: tuple[Origins, ...]) -> Section:
    """The allegations with most reports, and on how many first-hand accounts each rests."""
    rows: tuple[Row, ...] = tuple(
        (
            label(corpus, corpus.allegations[o.id]),
            Figure(put_forward(o), (*o.statements, *o.retracted, *o.conceded)),
            Figure(f"{o.reports:,}", o.statements),
            *(
                Figure(f"{len(ends):,}", tuple(dict.fromkeys(c.statement for e in ends for c in e.chains)))
                for ends in (o.of_kind("first-hand"), tuple(end for end in o.ends if end.kind != "first-hand"))
            ),
        )
        for o in found[:SHOWN]
    )
    text = (
        "The allegations with most reports. An origin is a first-hand record at the end of a chain of reports.",
        "An end that nobody calls first-hand is unknown and never counted as independent.",
        "Who concedes an allegation does not put it forward: that is counted apart, and so is what was retracted.",
        "Few origins do not make a statement doubtful; many unknown ends say that the record does not know yet.",
    )
    columns = ("allegation", "statements", "reports", "origins", "unknown ends")
    return Section("origins", "On whose word", text, columns, rows, "kg origins")


def stands(corpus: Corpus, found: Iterable[Standing]) -> Section:
    """The standing of statements, where something speaks against a statement or its speaker took it back."""
    order = tuple(WORDS)
    spoken = [s for s in found if s.attackers or s.why in {"held to", "in part"}]
    rows: tuple[Row, ...] = tuple(
        (Figure(statement_label(corpus, corpus.resolved[s.id]), (s.id,)), words_of(s), Figure(f"{len(s.by):,}", s.by))
        for s in sorted(spoken, key=lambda s: (order.index(s.why), s.id))
    )
    text = (
        "The state of the recorded exchange, never what is true.",
        "A denial and what it answers are word against word. A rebuttal with no reply on record is only the last word on record.",
        "Left out is what no answer on record contradicts: of most such statements nobody looked for one.",
        "What is known only on the word of others takes no part, so nobody wins or loses on the word of a third party.",
    )
    return Section("standing", "State of the exchange", text, ("statement", "standing", "by statements"), rows, "kg standing")


def shifts(corpus: Corpus) -> Section:
    """Where a speaker's stance on an allegation, or certainty of it, shifted."""
    rows: list[Row] = []
    for speaker, positions in of_everyone(corpus, Filter()):
        for position in positions:
            alleged = corpus.allegations.get(position.allegation or "")
            for shift in position.shifts if alleged else ():
                if shift.kind in {"stance", "certainty"} and alleged:
                    described = Figure(words(corpus, shift, position.id, alleged.id), (shift.since, position.id))
                    rows.append((name(corpus, speaker), label(corpus, alleged), described))
    text = (
        "What one speaker said of one allegation, and otherwise later. Only what surely came later is compared.",
        "What a speaker retracted, corrected or gave up is a shift. A shift between records can be one between reporters.",
    )
    return Section("shifts", "Who shifted", text, ("speaker", "allegation", "shift"), tuple(rows), "kg positions ACTOR")


def sources(corpus: Corpus) -> Section:
    """In what the sources of one statement disagree."""
    found = disagreements(corpus, Filter())
    rows: list[Row] = []
    for field in ("date", "wording", "certainty", "name"):
        mine = [d for d in found if d.field == field]
        apart_ = [d.id for d in mine if any(version.apart for version in d.versions)]
        rows.append((field, number(d.id for d in mine), number(apart_) if field == "date" else ""))
    pairs = conflicts(corpus, Filter())
    rows.append(("in conflict with another statement", number(id_ for pair in pairs for id_ in pair), ""))
    text = ("Statements of which some source prints another date, wording, certainty or name than the record.",)
    columns = ("differs in", "statements", "no day in common")
    return Section("sources", "Where sources disagree", text, columns, tuple(rows), "kg positions --sources")


def hands(corpus: Corpus, evidence: Evidence) -> Section:
    """Where the record treats a side differently from the rest."""
    rows: list[Row] = []
    for finding in audit(corpus, evidence):
        if finding.leans:
            hits, units = (tuple(dict.fromkeys(u.split(" ")[0] for u in of)) for of in (finding.hits, finding.units))
            side = name(corpus, finding.side) if finding.side else "(no side)"
            figures = (Figure(text, units) for text in (value(finding), apart(finding)))
            rows.append((finding.measure, side, Figure(counted(finding), hits or units), *figures))
    everything = tuple(q.statement for q in evidence.quotes or ())
    rows += [("quotes in all", "", Figure(line, everything), "", "") for line in (*quotes(evidence), *depths(evidence))]
    text = (
        "Where the record treats a side differently from the rest, with 95% intervals.",
        "It is about the curators and their sources, not about the sides; one comparison in twenty leans by chance.",
        *(f"Not measured: {what}: {why}." for what, why in missing(evidence)),
    )
    columns = ("measure", "side", "counted", "value", "apart from the rest")
    return Section("hands", "Balance between the sides", text, columns, tuple(rows), "kg audit")
