"""The documentation site: its pages have the paths that they have in the repository, so that one relative link works in both.

MkDocs takes pages from one folder and allows no link out of it; our pages link to `ontology/`, `claims/` and `bench/` too.
The files of the site are therefore chosen here. The API reference is a page made from the public names of `kg.api`, and
`docs/rules/` and `docs/decisions/` in the navigation mean all of their pages.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT: Final = Path(__file__).resolve().parent.parent
SHOWN: Final = (
    *("*.md", "docs/**/*.md", "docs/images/*.png", "docs/images/*.svg", "claims/README.md", "claims/LICENSE", "bench/README.md"),
    *("LICENSE", "CITATION.cff", "ontology/*.ttl", "ontology/*.json", "pyproject.toml", "docs/second-coding/*.csv"),
)
"""What the site shows, or offers because a page leads to it."""
REFERENCE: Final = "docs/reference.md"
HEAD: Final = """\
# API reference

Every public name of `kg`, made from the signatures and docstrings of the code. [The Python API](api.md) explains by examples how
they work together and which promises of stability they come with.
"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the pages of each folder that the navigation names."""
    config.nav = _filled(config.nav or [])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace the files of `docs_dir` by those of the repository, and keep what the theme and plugins bring."""
    brought = [file for file in files if file.src_dir != config.docs_dir]
    places = sorted({path.relative_to(ROOT).as_posix() for shown in SHOWN for path in ROOT.glob(shown)})
    shown = [File(place, str(ROOT), config.site_dir, config.use_directory_urls) for place in places]
    return Files([*brought, *shown, File.generated(config, REFERENCE, content=reference())])


def _filled(entries: list[Any]) -> list[Any]:
    filled: list[Any] = []
    for entry in entries:
        if isinstance(entry, str) and entry.endswith("/"):
            pages = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / entry).glob("*.md"))
            filled += sorted(pages, key=lambda page: not page.endswith("README.md"))
        elif isinstance(entry, dict):
            filled.append({title: _filled(below) if isinstance(below, list) else below for title, below in entry.items()})
        else:
            filled.append(entry)
    return filled


def reference() -> str:
    """The page of the API reference: a heading for each public name, in the order of the alphabet."""
    module = ast.parse((ROOT / "kg" / "api" / "__init__.py").read_text("utf-8"))
    (names,) = (
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return HEAD + "".join(f"\n::: kg.api.{name}\n" for name in names)
