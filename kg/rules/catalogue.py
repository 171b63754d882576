"""All rules, in one tuple sorted by code, and a function that runs all their checks over a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.corpus.corpus import Corpus
from kg.diagnostic import Diagnostic, Severity
from kg.rules import (
    accusations,
    affiliation,
    answers,
    capacity,
    changes,
    chronology,
    concessions,
    counts,
    cycles,
    dates,
    demands,
    duplicates,
    evidence,
    existence,
    findings,
    identifiers,
    levels,
    names,
    references,
    sourcing,
    stance,
    twins,
)
from kg.rules.fairness import FAIRNESS
from kg.rules.files import FILES
from kg.rules.record import RECORD
from kg.rules.rule import Rule, checked
from kg.rules.syntax import SYNTAX
from kg.rules.waivers import WAIVERS

_ERROR: Final = Severity.ERROR
_WARNING: Final = Severity.WARNING

RULES: Final[tuple[Rule, ...]] = (
    *sorted((*FILES, *SYNTAX), key=lambda found: found.code),
    *RECORD,
    checked("K201", _ERROR, references.check_references, references.unknown_reference),
    checked("K202", _ERROR, references.check_references, references.wrong_kind),
    identifiers.DUPLICATE_ID,
    checked("K204", _ERROR, cycles.cycle),
    checked("K205", _WARNING, references.check_references, references.unused_record),
    checked("K206", _WARNING, names.shared_name),
    checked("K207", _ERROR, cycles.unusable_occasion),
    checked("K208", _ERROR, identifiers.former_id_in_use),
    identifiers.ID_REUSED,
    identifiers.ID_GONE,
    checked("K211", _ERROR, references.part_of_a_person),
    checked("K214", _WARNING, duplicates.source_twice),
    checked("K215", _ERROR, duplicates.same_elsewhere),
    checked("K216", _WARNING, duplicates.printed_name_of_an_actor),
    checked("K217", _ERROR, levels.too_many_levels, example="words"),
    checked("K218", _WARNING, identifiers.former_id_in_note),
    checked("K301", _ERROR, chronology.answer_too_early),
    checked("K302", _ERROR, chronology.said_after_source),
    checked("K303", _ERROR, accusations.accuses_nobody),
    checked("K304", _ERROR, answers.not_own_words),
    checked("K305", _ERROR, answers.unanswerable),
    checked("K306", _ERROR, counts.too_few),
    checked("K307", _WARNING, affiliation.no_role_then),
    checked("K308", _WARNING, affiliation.several_sides),
    checked("K309", _WARNING, accusations.accused_of_nothing),
    checked("K310", _WARNING, answers.misses_the_charge),
    checked("K311", _WARNING, stance.answers_both_sides),
    checked("K312", _WARNING, stance.part_left_open),
    checked("K313", _WARNING, stance.correction_without_stance),
    checked("K314", _WARNING, stance.needless_stance),
    checked("K315", _WARNING, affiliation.no_side),
    checked("K316", _WARNING, existence.out_of_its_time),
    checked("K317", _WARNING, existence.succeeds_backwards),
    checked("K318", _ERROR, findings.jointly_alone),
    checked("K319", _WARNING, findings.settles_alone),
    checked("K320", _WARNING, findings.finding_of_another),
    checked("K321", _WARNING, dates.contradicting_dates),
    checked("K322", _WARNING, dates.another_calendar),
    checked("K323", _WARNING, demands.demand_about_others),
    checked("K324", _WARNING, twins.said_in_other_words),
    checked("K325", _WARNING, capacity.open_capacity),
    checked("K326", _WARNING, concessions.granted_for_others),
    checked("K401", _ERROR, evidence.no_report),
    checked("K402", _WARNING, evidence.nowhere_to_look),
    evidence.QUOTE_NOT_FOUND,
    checked("K404", _WARNING, evidence.quoted_twice),
    checked("K405", _WARNING, evidence.entered_twice),
    checked("K406", _WARNING, sourcing.anonymous_charge),
    *FAIRNESS,
    changes.EVIDENCE_CHANGED,
    changes.NEWLY_ACCUSED,
    changes.HARDENED,
    changes.ACCUSED_CHANGED,
    *WAIVERS,
)


def rule(code: str) -> Rule | None:
    """The rule with this code, or None."""
    return next((found for found in RULES if found.code == code), None)


def diagnose(corpus: Corpus) -> Iterator[Diagnostic]:
    """What every check finds in `corpus`, rule by rule; `Diagnostic.order` sorts it by place."""
    for check in dict.fromkeys(found.check for found in RULES if found.check is not None):
        yield from check(corpus)
