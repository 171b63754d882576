"""A site behind Apache: from the IRI of a record to its page or its data, from former addresses, and what is gone."""

from __future__ import annotations

import http.client
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import harbour
import pytest
import servers
import sites

from kg import published
from kg.site import build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server with the site of all fields; its files are where a server that is not root can read them."""
    with tempfile.TemporaryDirectory(prefix="kg-site-") as name:
        top = Path(name).resolve()
        top.chmod(0o755)
        place = top / "record"
        (top / "server").mkdir()
        with servers.apache(top / "server", top) as address:
            corpus = harbour.corpus()
            made = build.site(corpus, sites.EDITION, folder="claims", base_url=f"{address}/record/")
            with published.tree(place) as tree:
                for path, data in build.files(made, corpus):
                    if not path.startswith("data/csv"):
                        tree.put(path, data)
                tree.commit()
            for file in (place, *place.rglob("*")):
                file.chmod(0o755 if file.is_dir() else 0o644)
            yield f"{address}/record/"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    location: str | None
    type: str
    vary: str
    text: str


def ask(url: str, accept: str | None = None) -> Answer:
    """The answer to a request that follows no redirect."""
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as connection:
        connection.request("GET", parts.path, headers={"Accept": accept} if accept else {})
        found = connection.getresponse()
        headers, text = found.headers, found.read().decode()
    return Answer(found.status, headers["Location"], headers["Content-Type"] or "", headers["Vary"] or "", text)


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        (None, "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,*/*;q=0.3", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/ld+json, text/turtle;q=0.5", "jsonld"),
        ("application/rdf+xml, text/turtle;q=0.9, */*;q=0.1", "ttl"),
        ("text/html, text/turtle;q=0.5", "html"),
        ("text/turtle;q=0, */*", "html"),
        ("application/ld+json;q=0.0, text/html;q=0.5", "html"),
    ],
)
def test_that_an_iri_leads_to_what_was_asked_for(server: str, accept: str | None, ending: str) -> None:
    answer = ask(f"{server}statement/charge", accept)
    assert (answer.status, answer.location) == (303, f"{server}statement/charge.{ending}")
    assert "Accept" in answer.vary
    document = ask(f"{server}statement/charge.{ending}")
    assert document.status == 200
    types = {"html": "text/html", "ttl": "text/turtle", "jsonld": "application/ld+json"}
    assert document.type.startswith(types[ending])


def test_that_former_addresses_lead_on_and_withdrawn_statements_are_gone(server: str) -> None:
    corpus = harbour.corpus()
    former = [(one.kind, old, one.id) for one in corpus.whole() if one.kind != "dataset" for old in one.was]
    withdrawn = {one.id for one in corpus.statements.values() if one.withdrawn}
    assert former
    assert withdrawn
    for kind, old, new in former:
        answer = ask(f"{server}{kind}/{old}", "text/turtle")
        if new in withdrawn:
            assert answer.status == 303, old
        else:
            assert (answer.status, answer.location) == (303, f"{server}{kind}/{new}.ttl")
    for id_ in withdrawn:
        answer = ask(f"{server}statement/{id_}")
        assert answer.status == 410
        assert f"href={server}corrections.html#withdrawn" in answer.text
        assert ask(f"{server}statement/{id_}.html").status == 200


def test_that_every_kind_of_record_and_every_file_is_served_as_what_it_is(server: str) -> None:
    corpus = harbour.corpus()
    for kind in ("actor", "source", "topic", "allegation"):
        id_ = next(iter(getattr(corpus, f"{kind}s")))
        assert ask(f"{server}{kind}/{id_}").location == f"{server}{kind}/{id_}.html"
    assert ask(f"{server}dataset").location == f"{server}data.html"
    assert ask(f"{server}new.atom").type.startswith("application/atom+xml")
    assert ask(f"{server}data/graph.nt").type.startswith("application/n-triples")
    assert ask(f"{server}statement/no-such").status == 303
    assert ask(f"{server}statement/no-such.html").status == 404
    assert ask(f"{server}nothing").status == 404
