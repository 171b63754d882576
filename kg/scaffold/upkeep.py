"""What an older tracker's repository lacks, or has in a form that is out of date: each file, what is wrong, and what to type.

Files are read as text, for services and hooks allow more forms than one reader of YAML knows: only what the text says plainly is
judged, such as an option that is nowhere in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal

from kg.git import GitError, setting
from kg.installed import Unpinned, requirement
from kg.load import load
from kg.scaffold import repository
from kg.scaffold.installs import faults as install_faults
from kg.scaffold.present import read, serving, workflows
from kg.scaffold.repository import DRIVER, DRIVER_SET, HOOKS, LICENCE, SCHEMA, SETTINGS, WORKFLOWS, File, Forge, Place
from kg.settings import is_set

_SCHEMA_LINE: Final = re.compile(r"#\s*yaml-language-server:\s*\$schema=(\S+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """What there is to say of a file: whether it is as it should be, missing or out of date, why, and what to do."""

    file: str
    state: Literal["ok", "missing", "out of date"]
    detail: str = ""
    remedy: str = ""


def examine_claims(where: Place, claims: Path) -> tuple[Finding, ...]:
    """What is found for each file around the claims, which `claims` leads to, in turn.

    Raises:
        SettingsError: a file of settings cannot be read.
    """
    loaded = load(claims)
    return tuple(examine(where, requirement(), loaded.texts, loaded.corpus.kinds, has_settings=is_set(where.tracker)))


def examine(
    where: Place, needed: str | Unpinned, texts: Mapping[str, bytes], kinds: Mapping[str, str], *, has_settings: bool
) -> Iterator[Finding]:
    """What is found for each file in turn; `texts` are the claim files, `has_settings` says whether `kg check` has any."""
    root = where.root or where.tracker
    forge: Forge = "gitlab" if (root / WORKFLOWS["gitlab"]).exists() and not workflows(root, "github") else "github"
    if where.root is None:
        yield Finding(".git", "missing", "the claims are in no git repository", f"git init {where.tracker}")
    for file in repository.files(where, needed, kinds, forge, "CC-BY-4.0"):
        shown = _shown(where, file)
        if file.path == SETTINGS and has_settings:
            yield Finding(shown, "ok", "settings were found")
            continue
        there = serving(where, file, forge)
        if not there:
            yield Finding(shown, "missing", "", _command(where, forge))
        for path in there:
            name = path.relative_to(root).as_posix()
            wrong = [Finding(name, "out of date", *fault) for fault in _faults(path, file, where, needed, forge)]
            yield from wrong or [Finding(name, "ok")]
    yield from _schema_lines(where, texts)


def without_driver(where: Place) -> str | None:
    """What to type where this clone merges claim files by lines; None where it does not, or is none.

    It is a setting of a clone and not of the repository, so that it is no finding, and a machine that only checks needs none.
    """
    try:
        found = setting(where.tracker, DRIVER)
    except GitError:
        return None
    return None if found else f"this clone merges claim files by lines, until you type: {DRIVER_SET}"


def _command(where: Place, forge: Forge) -> str:
    """What writes the files that are missing."""
    claims = f"{where.inside}/{where.claims.name}" if where.inside else where.claims.name
    named = "" if claims == "claims" else f" --root {claims}"
    return f"kg init --repo{named}{' --gitlab' if forge == 'gitlab' else ''}"


def _shown(where: Place, file: File) -> str:
    return file.path.as_posix() if file.at_root or not where.inside else f"{where.inside}/{file.path}"


def _faults(path: Path, file: File, where: Place, needed: str | Unpinned, forge: Forge) -> Iterator[tuple[str, str]]:
    """What is out of date in a file, each with what to do."""
    text = read(path)
    match file.path.as_posix():
        case name if name == WORKFLOWS[forge].as_posix():
            yield from chain(_other_folder(text, where), _workflow(text, forge), install_faults(text, needed))
        case "README.md":
            yield from install_faults(text, needed)
        case name if name == HOOKS.as_posix():
            yield from chain(_other_folder(text, where), _hooks(text, needed))
        case ".gitattributes" if not re.search(r"^\s*\*(?:\.ya?ml)?\s.*\beol=lf\b", text, re.MULTILINE):
            yield "claim files may get other line ends in a clone", "add the line: *.yaml text eol=lf"
        case ".gitattributes" if not re.search(r"^[^#\n]*\bmerge=kg\b", text, re.MULTILINE):
            yield "claim files are merged by lines and not by record", f"add the line: {_last_line(file)}"
        case ".prettierignore" if _missing_line(text, file):
            yield "Prettier would format the claim files differently from kg fmt", f"add the line: {_last_line(file)}"
        case ".vscode/settings.json" if SCHEMA.name not in text:
            yield "it names no schema for claim files", f'add to "yaml.schemas": {_schemas(file)}'
        case name if name == SCHEMA.as_posix() and _without_ids(text) != _without_ids(file.data.decode()):
            yield "it was written by another version of kg", f"kg schema --root {_claims(where)} -o {SCHEMA}"
        case name if name == LICENCE.as_posix() and not text.strip():
            yield "it is empty", "say under which licence the claims are"


def _claims(where: Place) -> str:
    return f"{where.inside}/{where.claims.name}" if where.inside else where.claims.name


def _last_line(file: File) -> str:
    return file.data.decode().splitlines()[-1]


def _missing_line(text: str, file: File) -> bool:
    wanted = _last_line(file).strip("/")
    return wanted not in {line.strip().strip("/").removesuffix("/**") for line in text.splitlines()}


def _schemas(file: File) -> str:
    return json.dumps(json.loads(file.data)["yaml.schemas"])


def _other_folder(text: str, where: Place) -> Iterator[tuple[str, str]]:
    """Whether a file at the root of the repository says nothing of the tracker's folder."""
    if where.inside and where.inside not in text:
        yield f"it checks nothing in '{where.inside}'", f"add to it what checks '{where.inside}' (docs/ci.md)"


def _workflow(text: str, forge: Forge) -> Iterator[tuple[str, str]]:
    plain = _without_comments(text)
    if re.search(r"--output-(?:format|file)\b", plain):
        yield "it uses options that are gone: --output-format, --output-file", "write --format and --output instead"
    if not re.search(r"\bkg diff\b|\buses:\s*\S+/rejoinder@", plain):
        yield "it does not say what a change does to the claims (kg diff)", _AS_IN
        return
    if not re.search(r"--changed-since\b|\bchanged-since:", plain):
        yield "it checks without --changed-since, so that a pull request does not show whether ids stay", _AS_IN
        return
    if forge == "github" and not re.search(r"\bfetch-depth:\s*0\b", plain):
        yield (
            "--changed-since needs the history, and actions/checkout fetches one commit",
            "give actions/checkout: fetch-depth: 0",
        )


_AS_IN: Final = "write the step as 'kg init' does: delete the file, then kg init --repo"


def _without_comments(text: str) -> str:
    return re.sub(r"(?:^|(?<=\s))#.*$", "", text, flags=re.MULTILINE)


def _hooks(text: str, needed: str | Unpinned) -> Iterator[tuple[str, str]]:
    plain = _without_comments(text)
    if re.search(r"--output-(?:format|file)\b", plain):
        yield "it uses options that are gone: --output-format, --output-file", "write --format and --output instead"
    repos = re.split(r"^\s*-\s*(?=repo:)", plain, flags=re.MULTILINE)[1:]
    ours = [repo for repo in repos if re.search(r"\bkg[- ](?:check|fmt)\b", repo)]
    if not any(re.search(r"\bkg[- ]check\b", repo) for repo in ours):
        yield "no hook checks the claims", "add the hooks of docs/ci.md: kg-fmt and kg-check"
    for repo in ours:
        if re.match(r"repo:\s*['\"]?local\b", repo):
            hooks = re.split(r"^\s*-\s*(?=id:)", repo, flags=re.MULTILINE)[1:]
            if any(re.search(r"\bkg[- ]check\b", hook) and not re.search(r"\balways_run:\s*true\b", hook) for hook in hooks):
                yield "the hook kg-check is skipped where a commit only deletes", "add to it: always_run: true"
        elif fault := _revision(repo, needed):
            yield fault


def _revision(repo: str, needed: str | Unpinned) -> tuple[str, str] | None:
    """What is wrong with the version of hooks that pre-commit installs itself."""
    found = re.search(r"^\s*rev:\s*['\"]?([^\s'\"]+)", repo, re.MULTILINE)
    if found is None:
        return "its hooks have no rev", "add to it: rev: COMMIT"
    rev = found[1]
    if isinstance(needed, Unpinned):
        is_fixed = re.fullmatch(r"[0-9a-f]{40}|.*\d.*", rev)
        return None if is_fixed else (f"its hooks are at '{rev}', which moves", "write in its place: rev: COMMIT")
    version = needed.partition("==")[2]
    commit = re.search(r"@([0-9a-f]{40,64})(?:#|$)", needed)
    wanted = commit[1] if commit else version
    if rev.removeprefix("v") == wanted or not wanted:
        return None
    return f"its hooks are at '{rev}', and kg here is {needed}", f"write in its place: rev: {wanted if commit else f'v{wanted}'}"


def _without_ids(text: str) -> Any:
    """A schema without the ids that it offers, which change with every record; or None if it is not a schema."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict) and isinstance(found.get("definitions"), dict):
        for definition in found["definitions"].values():
            if isinstance(definition, dict):
                definition.pop("examples", None)
                definition.pop("defaultSnippets", None)
    return found


def _schema_lines(where: Place, texts: Mapping[str, bytes]) -> Iterator[Finding]:
    """The claim files whose first line sends an editor to another schema than that of the repository, or to none."""
    schema = (where.root or where.tracker) / SCHEMA
    for shown, data in texts.items():
        found = _SCHEMA_LINE.match(data[:1024].decode("utf-8", "replace").removeprefix("\ufeff"))
        if found is None:
            continue
        path = Path(shown).resolve()
        target = found[1]
        if "://" not in target and (path.parent / target).resolve() == schema and schema.is_file():
            continue
        up = len(path.parent.relative_to((where.root or where.tracker).resolve()).parts)
        right = PurePosixPath(*[".."] * up, *SCHEMA.parts)
        why = "another schema" if "://" in target or (path.parent / target).exists() else "a schema that is not there"
        yield Finding(
            shown,
            "out of date",
            f"its first line sends editors to {why}: {target}",
            f"delete the line, or write: # yaml-language-server: $schema={right}",
        )
