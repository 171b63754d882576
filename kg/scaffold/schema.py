"""The text of the JSON Schema of claim files: as it is committed, or with the ids that a data set has in use."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from kg.model.schema import schema


def text(kinds: Mapping[str, str] | None = None) -> str:
    """The schema as JSON; `kinds` maps each id in use to the kind of its record."""
    in_use: dict[str, list[str]] = defaultdict(list)
    for id_, kind in (kinds or {}).items():
        in_use[kind].append(id_)
    return json.dumps(schema(in_use), indent=2, ensure_ascii=False) + "\n"
