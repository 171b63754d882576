"""The modules of a page's script put into one text: a page holds all that it runs and fetches nothing.

Each module becomes a function that returns what it exports, in the order of the imports, so that nothing in one module sees the
names of another. Only the forms of import and export below are read, and a cycle of imports is an error.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from importlib import resources
from typing import Final

_IMPORT: Final = re.compile(
    r'^import (?:(?:\* as (?P<whole>\w+)|\{(?P<names>\s*\w+(?:,\s*\w+)*,?\s*)\}) from )?"\./(?P<file>\w+)\.js";\n', re.MULTILINE
)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?function (?P<function>\w+)|const (?P<constant>\w+) =)", re.MULTILINE)
_UNREAD: Final = re.compile(r"^\s*(?:import|export)\b.*|\bimport\s*\(.*|\bimport\.meta\b.*", re.MULTILINE)


def text(name: str) -> str:
    """A file of this folder."""
    return resources.files("kg.web").joinpath(name).read_text(encoding="utf-8")


def script(entry: str) -> str:
    """The module `entry`, such as `map.js`, and all that it imports, as one script.

    Raises:
        ValueError: modules import each other in a cycle, or one has an import or export in a form that is not read.
    """
    read: dict[str, str] = {}
    order: TopologicalSorter[str] = TopologicalSorter()
    todo = [entry.removesuffix(".js")]
    while todo:
        name = todo.pop()
        if name in read:
            continue
        read[name] = text(f"{name}.js")
        imported = [found["file"] for found in _IMPORT.finditer(read[name])]
        order.add(name, *imported)
        todo += imported
    functions = (_function(name, read[name]) for name in order.static_order())
    return "\n".join(("(() => {", '"use strict";', *functions, "})();"))


def imports(name: str) -> dict[str, tuple[str, ...] | None]:
    """The modules that one imports, each with the names that it takes from it, or with None where it takes the whole."""
    found = _IMPORT.finditer(text(f"{name}.js"))
    return {one["file"]: None if one["whole"] else tuple(re.findall(r"\w+", one["names"] or "")) for one in found}


def exports(name: str) -> tuple[str, ...]:
    """The names that a module exports."""
    return _exported(text(f"{name}.js"))


def _exported(source: str) -> tuple[str, ...]:
    return tuple(found["function"] or found["constant"] for found in _EXPORT.finditer(source))


def _function(name: str, source: str) -> str:
    """A module as a constant: what a function returns that has the module's text as its body."""
    body = _EXPORT.sub("", _IMPORT.sub(_binding, source))
    if unread := _UNREAD.search(body):
        raise ValueError(f"{name}.js: '{unread[0].strip()}' is not a form of import or export that the linker reads")
    return f"const ${name} = (() => {{\n{body}return {{ {', '.join(_exported(source))} }};\n}})();"


def _binding(found: re.Match[str]) -> str:
    """An import as a constant of the module; nothing where the other module is only run."""
    names = found["whole"] or (f"{{{found['names']}}}" if found["names"] else "")
    return f"const {names} = ${found['file']};\n" if names else ""
