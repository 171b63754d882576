"""`kg validate` on graphs in every RDF format, good, spoilt, and hostile."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import harbour
import pytest
import rdflib
from forked import kg
from test_cli_fmt import KG

pytestmark = pytest.mark.slow

GOOD = harbour.ntriples()
FORMS = {"nt": "nt", "ttl": "turtle", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("ending", FORMS)
def test_a_good_graph_in_every_format(ending: str, tmp_path: Path) -> None:
    graph = rdflib.Dataset()
    graph.default_graph.parse(data=GOOD, format="nt")
    source = graph.default_graph if ending in {"nt", "ttl", "rdf"} else graph
    path = tmp_path / f"graph.{ending}"
    path.write_bytes(source.serialize(format=FORMS[ending], encoding="utf-8"))
    run = kg("validate", str(path))
    assert (run.returncode, run.stdout) == (0, "")
    triples = len(GOOD.splitlines())
    assert run.stderr.startswith("checked ")
    assert run.stderr.endswith(f" in {triples:,} triples: no faults\n")


def test_faults_are_reported_by_record(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    lines = GOOD.decode().splitlines(keepends=True)
    acts = [line for line in lines if "ns#act> " in line]
    path.write_text("".join(line for line in lines if line != acts[0]), "utf-8")
    run = kg("validate", str(path), "--format", "json")
    assert run.returncode == 1
    rows = json.loads(run.stdout)
    assert {row["id"] for row in rows} == {acts[0].split()[0].strip("<>")}
    assert {"id", "property", "value", "expected"} == set(rows[0])
    assert any(row["property"] == "kg:act" for row in rows)
    assert " in 1 record\n" in run.stderr
    assert acts[0].split()[0].strip("<>") in kg("validate", str(path)).stdout


def test_a_day_that_is_none_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    """rdflib logs an exception for each value that it cannot convert; a process of its own has no handler set up by tests."""
    path = tmp_path / "graph.nt"
    day = re.compile(rb'"\d{4}-\d\d-\d\d"(\^\^<http://www\.w3\.org/2001/XMLSchema#date>)')
    path.write_bytes(day.sub(rb'"2021-02-30"\1', GOOD))
    run = subprocess.run([*KG, "validate", str(path)], check=False, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "2021-02-30" in run.stdout
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("checked ")


def test_properties_are_shown_in_short(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://a.example/x> a <https://w3id.org/rejoinder/ns#Statement> .")
    rows = json.loads(kg("validate", "a.ttl", "--format", "json", cwd=tmp_path).stdout)
    assert {"rdf:type", "rdfs:label", "kg:act"} <= {row["property"] for row in rows}


BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", "<a> <b> ", "cannot be read as RDF: "),
        ("a.csv", "", "no RDF format ends in '.csv'"),
        ("a", "", "no RDF format ends in '.'"),
        ("a.ttl", "<http://a.example> <http://b.example> 1 .", "has no record of the vocabulary"),
        ("a.jsonld", '{"@context": "https://example.org/c", "@id": "http://a.example", "b": 1}', "cannot be read as RDF"),
        ("a.jsonld", "[" * 100_000, "cannot be read as RDF"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">{BOMB}]><r>&a9;</r>', "declares XML entities"),
    ],
)
def test_what_cannot_be_checked_is_never_passed(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    run = kg("validate", name, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    run = kg("validate", str(tmp_path / "none.ttl"))
    assert run.returncode == 2
    assert "could not read" in run.stderr
