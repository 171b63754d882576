"""What a search finds: words in any order at the beginnings of words, whatever their case, accents and forms of letters."""

from __future__ import annotations

import pytest

from kg.corpus.corpus import Corpus
from kg.corpus.identify import search
from kg.model.records import Actor

NAMES = {
    "borland": "Côte de Borland",
    "turk": "Özgür Şahin",
    "pole": "Łódź Council",
    "khan": "علي خان",
    "afghan": "Islamic Republic of Afghanistan",
    "ghani": "Ashraf Ghani",
}
CORPUS = Corpus(actors={id_: Actor(id=id_, name=name, type="person") for id_, name in NAMES.items()})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cote", ["borland"]),
        ("CÔTE", ["borland"]),
        ("co\u0302te borl", ["borland"]),
        ("ozgur sahin", ["turk"]),
        ("lodz", ["pole"]),
        ("علی", ["khan"]),
        ("ghani", ["ghani"]),
        ("republic isl", ["afghan"]),
        ("islamic ghani", []),
        ("stan", []),
    ],
)
def test_what_words_find(words: str, found: list[str]) -> None:
    assert [record.id for record in search(CORPUS, words, ("actor",))] == found
