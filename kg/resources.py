"""Where the files that travel with the package are: ontology, shapes, named queries, the shipped claims.

In a wheel they lie inside the package; in an editable install the checkout itself serves.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` ("ontology" or "claims") of this installation.

    Raises:
        FileNotFoundError: the installation is broken: the folder is in neither place.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(name)


def text(name: str) -> str:
    """The text of the file `name`, such as "ontology/shapes.ttl"."""
    head, _, tail = name.partition("/")
    return (folder(head) / tail).read_text(encoding="utf-8")
