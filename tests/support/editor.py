"""Reads YAML as editors do, by the core schema of YAML 1.2: numbers, true, false and null are no text."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml


class Core(yaml.SafeLoader):
    """PyYAML with the plain scalars of YAML 1.2: no dates, and `NO` is text."""


Core.yaml_implicit_resolvers = {}
_RESOLVERS: Final[list[tuple[str, str, str | None]]] = [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", None),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", None),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", None),
]
for _name, _pattern, _first in _RESOLVERS:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"^(?:{_pattern})$"), list(_first) if _first else None)


def _integer(_loader: Core, node: yaml.ScalarNode) -> int:
    text = node.value.lower()
    return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))


def _float(_loader: Core, node: yaml.ScalarNode) -> float:
    return float(node.value.replace(".inf", "inf").replace(".nan", "nan").replace(".Inf", "inf").replace(".NaN", "nan"))


Core.add_constructor("tag:yaml.org,2002:int", _integer)
Core.add_constructor("tag:yaml.org,2002:float", _float)


def read(text: str) -> Any:
    """What an editor takes `text` to be."""
    return yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader
