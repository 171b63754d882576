"""The data set and its downloads for catalogues of open data: DCAT 3 with what DCAT-AP asks for, in Turtle and RDF/XML.

A catalogue needs to know where the data are, so it is written only where the address of the site is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.engine import oxigraph
from kg.model.records import Dataset
from kg.rdf import vocab
from kg.rdf.terms import Names, text, typed
from kg.site.frame import File, Site
from kg.site.machines.exports import FOLDER, MEDIA, group

_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_IANA: Final = "http://www.iana.org/assignments/media-types/"
_PACKAGE: Final = "https://specs.frictionlessdata.io/tabular-data-package/"
_WHOLE: Final = {"csv": "csv", "jsonl": "jsonl"}
"""The folders in which all files together are one distribution, and the ending of their tables."""
_PREFIXES: Final = {
    "dcat": vocab.DCAT,
    "dcterms": vocab.DCTERMS,
    "foaf": _FOAF,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_Triple = tuple[str, str, str]


def catalogue(site: Site, sizes: Mapping[str, int]) -> Iterator[File]:
    """The description of the exports whose paths and sizes are given."""
    if not site.base_url:
        return
    lines = sorted({f"{s} <{p}> {o} .\n" for s, p, o in _triples(site, sizes)})
    ntriples = "".join(lines).encode()
    yield f"{FOLDER}dcat.ttl", oxigraph.turtle(ntriples, _PREFIXES)
    yield f"{FOLDER}dcat.rdf", oxigraph.rdfxml(ntriples, _PREFIXES)


def _triples(site: Site, sizes: Mapping[str, int]) -> Iterator[_Triple]:
    own, dataset = f"{site.base_url}data.html#", Names(site.corpus.base).dataset()
    record = site.corpus.dataset or Dataset(title="Claims")
    described = text(record.description or site.words("start.what"))
    publisher, catalogue_ = f"<{own}publisher>", f"<{own}catalogue>"
    yield publisher, vocab.RDF_TYPE, f"<{_FOAF}Agent>"
    yield publisher, f"{_FOAF}name", text(", ".join(record.curators) or record.title)
    for iri, kind in ((catalogue_, "Catalog"), (dataset, "Dataset")):
        yield iri, vocab.RDF_TYPE, f"<{vocab.DCAT}{kind}>"
        yield iri, vocab.DCTERMS_TITLE, text(record.title)
        yield iri, f"{vocab.DCTERMS}description", described
        yield iri, f"{vocab.DCTERMS}publisher", publisher
        if site.edition.day:
            yield iri, f"{vocab.DCTERMS}modified", typed(site.edition.day, vocab.XSD_DATE)
        if site.licence and site.licence.href:
            yield iri, vocab.DCTERMS_LICENSE, f"<{site.licence.href}>"
    yield catalogue_, f"{vocab.DCAT}dataset", dataset
    yield catalogue_, f"{_FOAF}homepage", f"<{site.base_url}>"
    yield dataset, f"{vocab.DCAT}landingPage", f"<{site.base_url}index.html>"
    yield dataset, f"{vocab.DCTERMS}identifier", text(dataset[1:-1])
    if record.version:
        yield dataset, f"{vocab.DCAT}version", text(record.version)
    for folder, ending in _WHOLE.items():
        if size := sum(bytes_ for path, bytes_ in sizes.items() if group(path) == folder):
            yield from _distribution(site, dataset, f"{own}{folder}", MEDIA[ending], size)
            if folder == "csv":
                yield f"<{own}{folder}>", f"{vocab.DCTERMS}conformsTo", f"<{_PACKAGE}>"
    for path, size in sizes.items():
        if group(path) not in _WHOLE and not path.endswith(".metadata.json"):
            url = f"{site.base_url}{path}"
            yield from _distribution(site, dataset, url, MEDIA[path.rpartition(".")[2]], size)
            yield f"<{url}>", f"{vocab.DCAT}downloadURL", f"<{url}>"


def _distribution(site: Site, dataset: str, url: str, media: str, size: int) -> Iterator[_Triple]:
    """One form of the data, which is called by its address."""
    iri = f"<{url}>"
    yield dataset, f"{vocab.DCAT}distribution", iri
    yield iri, vocab.RDF_TYPE, f"<{vocab.DCAT}Distribution>"
    yield iri, f"{vocab.DCAT}accessURL", iri
    yield iri, f"{vocab.DCAT}mediaType", f"<{_IANA}{media}>"
    yield iri, f"{vocab.DCAT}byteSize", typed(size, f"{_PREFIXES['xsd']}nonNegativeInteger")
    if site.licence and site.licence.href:
        yield iri, vocab.DCTERMS_LICENSE, f"<{site.licence.href}>"
