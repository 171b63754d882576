"""What a site has for programs, held against parsers, vocabularies and schemas that are not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import frictionless
import harbour
import pyoxigraph
import pyshacl
import pytest
import rdflib
import sites
from lxml import etree

from kg.commits import Change
from kg.exchange import files as exported
from kg.site import build
from kg.site.edition import Edition
from kg.site.first_recorded import Recorded
from kg.site.frame import Known
from kg.site.machines import exports, feeds, schema_org, sitemap

ORACLES = Path(__file__).parent.parent / "oracles"
ATOM = "{http://www.w3.org/2005/Atom}"
SITES = {"shipped": sites.shipped, "every field": sites.every_field, "attacking": sites.attacking}


def claims(page: str) -> list[dict[str, Any]]:
    """The graph in the block of data of a page."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    found = json.loads(block)
    assert found.keys() == {"@context", "@graph"}
    graph: list[dict[str, Any]] = found["@graph"]
    return graph


def test_that_allegations_are_claims_in_the_words_of_schema_org() -> None:
    shown, reviews = 0, []
    for name in ("shipped", "every field"):
        for path, data in SITES[name]().items():
            if path.startswith("allegation/") and path.count("/") == 1 and path.endswith(".html") and b"ld+json" in data:
                claim, *others = claims(data.decode())
                shown += claim["@type"] == "Claim"
                assert claim["name"] == f"Alleged: {claim['text']}"
                reviews += others
                text = json.dumps({"@context": {"@vocab": str(rdflib.SDO)}, "@graph": [claim, *others]})
                for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD):
                    terms = [quad.predicate.value, *([quad.object.value] if quad.predicate.value.endswith("#type") else [])]
                    known = [term.removeprefix(str(rdflib.SDO)) for term in terms if term.startswith(str(rdflib.SDO))]
                    assert all(term in rdflib.SDO for term in known), known
    assert shown == len(harbour.shipped().allegations) + len(harbour.corpus().allegations)
    assert reviews


def test_that_a_review_is_a_finding_in_force_with_its_own_word_and_no_rating() -> None:
    corpus = harbour.corpus()
    expected = {
        (allegation, stage.statement, stage.verdict)
        for allegation, stages in corpus.status.items()
        for stage in stages
        if stage.verdict and stage.statement and stage.holds and not corpus.resolved[stage.statement].is_attributed
    }
    found = set()
    for allegation in corpus.allegations:
        for review in claims(sites.every_field()[f"allegation/{allegation}.html"].decode())[1:]:
            assert review["@type"] == "ClaimReview"
            assert review["reviewRating"].keys() == {"@type", "alternateName"}
            found.add((allegation, review["@id"].rpartition("/")[2], review["reviewRating"]["alternateName"]))
    assert found == expected
    made = build.site(corpus, sites.EDITION)
    overturned = {id_: tuple(replace(one, force="overturned") for one in stages) for id_, stages in corpus.status.items()}
    vars(made.corpus)["status"] = overturned
    assert all(len(json.loads(schema_org.claim(made, one))["@graph"]) == 1 for one in corpus.allegations.values())


@pytest.mark.parametrize("name", SITES)
def test_that_feeds_are_read_without_complaint_and_lead_to_pages(name: str) -> None:
    files = SITES[name]()
    found = {path: data for path, data in files.items() if path.endswith(".atom")}
    assert {feeds.NEW, feeds.CORRECTED} < found.keys()
    entries = 0
    for path, data in found.items():
        read = feedparser.parse(data)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert read.feed.id, read.feed.title
        root = etree.fromstring(data)
        ids = [element.text for element in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        for element in (root, *root.iter(f"{ATOM}entry")):
            own = {child.tag.removeprefix(ATOM) for child in element}
            assert {"id", "title", "updated"} <= own
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
            href = next(link.get("href") for link in element.iter(f"{ATOM}link") if link.get("rel") == "alternate")
            assert urlsplit(urljoin(f"{sites.BASE_URL}{path}", href)).path.removeprefix("/record/") in files, (path, href)
        entries += len(read.entries)
        assert len(read.entries) <= feeds.MOST
    assert entries > 50


def test_that_days_in_feeds_are_those_of_commits() -> None:
    corpus = harbour.corpus()
    first, last = (Change(f"{n}" * 40, (), f"2020-01-0{n}", "A. Curator", "") for n in (1, 2))
    history = {id_: Recorded(first, first) for id_ in corpus.resolved}
    history["charge"] = Recorded(last, last)
    history["blame"] = Recorded(first, last)
    assert history.keys() == corpus.resolved.keys()
    made = build.site(corpus, sites.EDITION, base_url=sites.BASE_URL, known=Known(history))
    found = dict(feeds.feeds(made))
    entries = feedparser.parse(found[feeds.NEW]).entries
    assert entries[0].id == f"{corpus.base}statement/charge"
    assert [entry.updated[:10] for entry in entries[:2]] == ["2020-01-02", "2020-01-01"]
    changed = [entry for entry in feedparser.parse(found[feeds.CORRECTED]).entries if "#changed" in entry.id]
    assert [(entry.id, entry.updated[:10]) for entry in changed] == [
        (f"{corpus.base}statement/blame#changed-{last.hash[:10]}", "2020-01-02")
    ]
    undated = feeds.feeds(replace(made, edition=Edition("ab" * 32)))
    assert b"<updated>2020-01-02T00:00:00Z" in dict(undated)[feeds.NEW]


def test_that_a_feed_holds_what_its_record_has_and_marks_what_others_report() -> None:
    corpus, files = harbour.corpus(), sites.every_field()
    others = {id_ for id_, one in corpus.resolved.items() if one.is_attributed}
    marked = 0
    for allegation in corpus.allegations:
        read = feedparser.parse(files[f"allegation/{allegation}.atom"])
        assert read.feed.title.startswith("New on: Alleged: ")
        held = {entry.id.rpartition("/")[2]: entry for entry in read.entries}
        assert held.keys() == {id_ for id_, one in corpus.resolved.items() if allegation in one.allegations}
        marked += sum("said by" in held[id_].title for id_ in others & held.keys())
    assert marked


def test_that_the_site_map_has_every_page_and_is_split() -> None:
    schema = etree.XMLSchema(etree.parse(ORACLES / "sitemap.xsd"))
    files = sites.every_field()
    root = etree.fromstring(files["sitemap.xml"])
    schema.assertValid(root)
    listed = [element.text for element in root.iter("{*}loc")]
    pages = sites.pages(files)
    hidden = {path for path, page in pages.items() if page.xpath("//meta[@name='robots']")}
    assert sorted(listed) == sorted(f"{sites.BASE_URL}{path}" for path in pages.keys() - hidden)
    assert hidden
    for path, page in pages.items():
        if path not in {"map.html", "timeline.html"}:
            assert page.xpath("string(//link[@rel='canonical']/@href)") == f"{sites.BASE_URL}{path.removeprefix('embed/')}"
    made = build.site(harbour.corpus(), sites.EDITION, base_url=sites.BASE_URL)
    parts = dict(sitemap.sitemap(made, [f"{n}.html" for n in range(7)], 3))
    assert list(parts) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    for data in parts.values():
        schema.assertValid(etree.fromstring(data))
    assert [element.text for element in etree.fromstring(parts["sitemap.xml"]).iter("{*}loc")] == [
        f"{sites.BASE_URL}{name}" for name in list(parts)[1:]
    ]
    assert sitemap.MOST == 50_000
    assert "sitemap.xml" not in sites.shipped()


def test_that_the_catalogue_has_what_catalogues_of_open_data_ask_for() -> None:
    files = sites.every_field()
    turtle = rdflib.Graph().parse(data=files["data/dcat.ttl"], format="turtle")
    assert set(turtle) == set(rdflib.Graph().parse(data=files["data/dcat.rdf"], format="xml"))
    shapes = rdflib.Graph().parse(ORACLES / "dcat.ttl")
    conforms, _, text = pyshacl.validate(turtle, shacl_graph=shapes)
    assert conforms, text
    for url in turtle.objects(None, rdflib.DCAT.downloadURL):
        path = str(url).removeprefix(sites.BASE_URL)
        (size,) = turtle.objects(url, rdflib.DCAT.byteSize)
        assert int(str(size)) == len(files[path])
    assert len(list(turtle.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution))) == 8
    turtle.remove((None, rdflib.DCTERMS.title, None))
    assert not pyshacl.validate(turtle, shacl_graph=shapes)[0]
    assert "data/dcat.ttl" not in sites.shipped()


def test_that_exports_are_those_of_the_commands(tmp_path: Path) -> None:
    corpus, files = harbour.corpus(), sites.every_field()
    for name, data in exported.csv_files(corpus):
        assert files[f"data/csv/{name}"] == data
        (tmp_path / name).write_bytes(data)
    assert frictionless.Package(str(tmp_path / "datapackage.json")).resource_names
    page = sites.pages({"data.html": files["data.html"]})["data.html"]
    links = {link for link in page.xpath("//ul[@class='files']//a/@href") if link.startswith("data/")}
    assert links == {path for path in files if path.startswith("data/")}
    assert {exports.group(path) for path in links} == set(exports.GROUPS)
    assert {path.rpartition(".")[2] for path in files if not path.endswith((".html", ".css", ".js", ".xml", ".htaccess"))} <= {
        *exports.MEDIA
    }
