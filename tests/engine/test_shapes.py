"""The contract: our graphs keep it, and whoever breaks it is told where and how."""

from __future__ import annotations

import builtins
import socket
from collections.abc import Mapping, Sequence
from typing import Any

import harbour
import pytest

from kg.engine import shapes
from kg.engine.shapes import Result
from kg.rdf import vocab
from kg.sparql.answer import Failure

BASE = harbour.BASE


ACT, OF, PUBLISHER = map(vocab.expanded, ("kg:act", "kg:of", "dc:publisher"))


def test_the_graph_in_which_every_field_is_in_use_keeps_the_contract() -> None:
    assert shapes.validate(harbour.ntriples()) == ()


def test_the_graph_of_the_shipped_claims_keeps_the_contract() -> None:
    assert shapes.validate(harbour.shipped_ntriples()) == ()


def spoilt(old: str, new: str) -> tuple[Result, ...]:
    """What is wrong with the graph once a piece of it is replaced."""
    good = harbour.ntriples().decode()
    assert old in good
    found = shapes.validate(good.replace(old, new).encode())
    assert isinstance(found, tuple)
    return found


def test_a_result_names_the_node_the_property_the_value_and_what_should_be_so() -> None:
    line = f"<{BASE}statement/denial> <{vocab.expanded('kg:act')}> "
    assert spoilt(f'{line}"denies"', f'{line}"refutes"') == (
        Result(f"{BASE}statement/denial", ACT, "", 'The kg:act of a kg:Denial is "denies".'),
        Result(f"{BASE}statement/denial", ACT, "refutes", "A statement has exactly one kg:act, from the list."),
    )


def test_results_are_sorted_and_a_property_followed_backwards_is_marked() -> None:
    report = f"{BASE}statement/denial/report/minutes"
    found = spoilt(f"<{BASE}statement/denial> <{vocab.REPORT}> <{report}> .\n", "")
    assert found == (Result(report, f"^{vocab.REPORT}", "", "A report belongs to exactly one statement."),)
    several = spoilt(f"<{vocab.SPEAKER}>", "<urn:x:speaker>")
    assert list(several) == sorted(several)
    assert {result.path for result in several} >= {vocab.SPEAKER, "urn:x:speaker"}


def test_a_blank_node_has_no_name_that_changes_from_run_to_run() -> None:
    blank = (
        harbour.ntriples() + f"_:b <{vocab.RDF_TYPE}> <{vocab.CLASS_PART}> .\n_:b <{vocab.expanded('kg:of')}> _:c .\n".encode()
    )
    found = shapes.validate(blank)
    assert isinstance(found, tuple)
    assert {result.node for result in found} == {"[]"}
    assert Result("[]", "", "[]", "Every node has an IRI: there are no blank nodes.") in found
    assert Result("[]", OF, "[]", "A dated part is kg:of exactly one actor.") in found


def test_a_path_of_several_properties_is_left_to_the_message() -> None:
    title = f"<{BASE}source/wire> <{vocab.expanded('dc:publisher')}>"
    found = spoilt(title, f"<{BASE}source/wire> <{vocab.NOTE}>")
    assert found == (Result(f"{BASE}source/wire", "", "", "A source has a title, a publisher or a URL."),)


@pytest.mark.parametrize("document", [b"nonsense", b"<urn:a> <urn:b>", b'<urn:a> <urn:b> "\xff" .', b"@prefix a: <urn:a> ."])
def test_what_is_not_n_triples_is_refused(document: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        shapes.validate(document)


def test_an_import_named_in_the_data_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    imports = "<urn:o> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/x> .\n"
    ontology = f"<urn:o> <{vocab.RDF_TYPE}> <http://www.w3.org/2002/07/owl#Ontology> .\n"
    assert shapes.validate(harbour.ntriples() + (imports + ontology).encode()) == ()


def test_without_pyshacl_the_failure_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> Any:
        if name == "pyshacl":
            raise ModuleNotFoundError(name="pyshacl")
        return original(name, globals_, locals_, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    found = shapes.validate(harbour.ntriples())
    assert isinstance(found, Failure)
    assert "pip install pyshacl" in found.reason
