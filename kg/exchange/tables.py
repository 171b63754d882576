"""The claims as flat tables: one for each kind of record, one for what a record holds many of, one for all links of statements.

Tables hold what was said and by whom, with all that follows worked out (sides, stances, bounds of dates, what was taken back);
findings have a table of their own, since they are not accusations. Withdrawn statements have one too, with the reason and nothing
else. Rows are in the order of their ids.
"""

from __future__ import annotations

from kg.corpus.corpus import Corpus
from kg.exchange import findings, records, statements
from kg.exchange.table import Table


def tables(corpus: Corpus) -> tuple[Table, ...]:
    """All tables of the data set, in the order in which they are documented."""
    return (
        records.dataset(corpus),
        records.actors(corpus),
        records.aliases(corpus),
        records.roles(corpus),
        records.parts(corpus),
        records.sources(corpus),
        records.evidence(corpus),
        records.topics(corpus),
        records.allegations(corpus),
        records.capacities(corpus),
        findings.statuses(corpus),
        findings.findings(corpus),
        statements.statements(corpus),
        statements.links(corpus),
        statements.reports(corpus),
        statements.quotes(corpus),
        statements.withdrawn(corpus),
    )
