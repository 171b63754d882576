"""What a tracker sets for itself, in `rejoinder.toml` or in `pyproject.toml`: which rules report, and what its site links to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg import ids
from kg.rules.catalogue import RULES

NAMES: Final = ("rejoinder.toml", "pyproject.toml")
_LISTS: Final = ("select", "ignore")
_KEYS: Final = (*_LISTS, "strict", "site")
_SITE: Final = ("repository", "related")
_RELATIVE: Final = re.compile(r"(?:\.\./)+[A-Za-z0-9._~/-]*")
_MOST: Final = 2**20


class SettingsError(ValueError):
    """A mistake in the settings, in words for the user."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the site of a record links to: the web address of its repository, and other records, each by title and address."""

    repository: str = ""
    related: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Codes of rules, or their beginnings: those that are reported (all, where `select` is empty), less those that are not."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    site: SiteSettings = SiteSettings()

    def reports(self, code: str) -> bool:
        """Whether diagnostics with this code are reported."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))


def codes(values: Iterable[str], where: str) -> tuple[str, ...]:
    """`values` as codes or beginnings of codes, in capitals; `where` names their origin in an error.

    Raises:
        SettingsError: no rule's code begins so.
    """
    found = tuple(value.strip().upper() for value in values)
    for value in found:
        if not value or not any(rule.code.startswith(value) for rule in RULES):
            raise SettingsError(f"{where}: no rule has a code that begins with '{value}' (kg rule lists them)")
    return found


def find(folder: Path) -> Settings:
    """The settings of the nearest folder, from `folder` upwards to the root of its repository, that has any.

    Raises:
        SettingsError: a file of settings cannot be read, or holds something else than settings.
    """
    found = _nearest(folder)
    return Settings() if found is None else _settings(*found)


def is_set(folder: Path) -> bool:
    """Whether a tracker in this folder has settings, its own or those of a folder above.

    Raises:
        SettingsError: a file of settings cannot be read.
    """
    return _nearest(folder) is not None


def _nearest(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The nearest file of settings and what it holds; or None if there is none up to the root of the repository."""
    for place in (folder, *folder.parents):
        found = [(place / name, table) for name in NAMES if (table := _table(place / name)) is not None]
        if len(found) > 1:
            raise SettingsError(f"settings are both in '{found[0][0]}' and in '{found[1][0]}': keep one")
        if found:
            return found[0]
        if (place / ".git").exists():
            break
    return None


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file, or None."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            text = file.read(_MOST + 1)
        if len(text) > _MOST:
            raise SettingsError(f"'{path}' is larger than {_MOST:,} bytes")
        document = tomllib.loads(text.decode())
    except OSError as error:
        raise SettingsError(f"'{path}' could not be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, SettingsError):
            raise
        raise SettingsError(f"'{path}' is not TOML: {error}") from error
    if path.name == NAMES[0]:
        return document
    tool = document.get("tool", {})
    table = tool.get("rejoinder") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"'{path}': 'tool.rejoinder' is not a table")
    return table


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    if path.name != "pyproject.toml" and isinstance(table.get("tool"), dict):
        raise SettingsError(f"'{path}': write settings at the top level; the table [tool.rejoinder] is for pyproject.toml")
    for key in table:
        if key not in _KEYS:
            raise SettingsError(f"'{path}': unknown setting '{key}' ({ids.suggest(key, _KEYS) or 'one of ' + ', '.join(_KEYS)})")
    for key in _LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise SettingsError(f"'{path}': '{key}' is not a list of codes, such as [\"K205\"]")
    strict = table.get("strict", False)
    if not isinstance(strict, bool):
        raise SettingsError(f"'{path}': 'strict' is neither true nor false")
    select, ignore = (codes(table.get(key, []), f"'{path}': '{key}'") for key in _LISTS)
    return Settings(select, ignore, strict, _site(path, table.get("site", {})))


def _site(path: Path, table: object) -> SiteSettings:
    if not isinstance(table, dict):
        raise SettingsError(f"'{path}': 'site' is not a table")
    for key in table:
        if key not in _SITE:
            raise SettingsError(f"'{path}': unknown setting 'site.{key}' (one of {', '.join(_SITE)})")
    repository = table.get("repository", "")
    if not isinstance(repository, str) or (repository and ids.url_fault(repository) is not None):
        raise SettingsError(f"'{path}': 'site.repository' is not a web address")
    related = table.get("related", [])
    if not isinstance(related, list):
        raise SettingsError(f"'{path}': 'site.related' is not a list")
    return SiteSettings(repository, tuple(_related(path, one) for one in related))


def _related(path: Path, one: object) -> tuple[str, str]:
    """The title and the address of another record's site."""
    if isinstance(one, dict) and one.keys() == {"title", "url"}:
        title, url = one["title"], one["url"]
        if isinstance(title, str) and title.strip() and isinstance(url, str):
            if _RELATIVE.fullmatch(url) or ids.url_fault(url) is None:
                return title.strip(), url
            raise SettingsError(
                f"'{path}': 'site.related' has an address that is neither a web address nor begins with '../': {url!r}"
            )
    raise SettingsError(
        f"'{path}': each of 'site.related' has a title and a url, such as {{ title = \"…\", url = \"https://…\" }}"
    )
