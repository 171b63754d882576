"""The same claims give the same bytes: whatever the hash seed, the time zone, the locale, the folder and where one stands."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import harbour
import pytest
from harbour import outputs

from kg import resources
from kg.check import check

pytestmark = pytest.mark.slow

PROGRAM: Final = """
import hashlib, json, pathlib, sys
sys.path.insert(0, sys.argv[1])
from harbour import outputs
from kg.check import check
def digests(folder, pages):
    files = outputs(check(pathlib.Path(folder)).corpus, pages=pages)
    return {name: hashlib.sha256(content).hexdigest() for name, content in files}
print(json.dumps({folder: digests(folder, not n) for n, folder in enumerate(sys.argv[2:])}))
"""
FOLDERS: Final = {"harbour": harbour.CLAIMS, "shipped": resources.folder("claims")}
WORLDS: Final = {
    "seed 0, far east, C": {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "seed 1, far west, Turkish": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Niue", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    "seed 2718, Latin-1, one thread": {"PYTHONHASHSEED": "2718", "LC_ALL": "de_DE.ISO-8859-1", "OPENBLAS_NUM_THREADS": "1"},
}


def copied(source: Path, target: Path, *, backwards: bool) -> Path:
    """A copy whose files were made in the order of their names or backwards, so that the system may list them otherwise."""
    files = [path for path in sorted(source.rglob("*")) if path.is_file()]
    for path in reversed(files) if backwards else files:
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (0, 0))
    return target


@pytest.fixture(scope="module")
def here() -> dict[str, dict[str, str]]:
    """The digests of the files made in this process."""
    found = {"harbour": outputs(harbour.corpus()), "shipped": outputs(harbour.shipped(), pages=False)}
    return {what: {name: hashlib.sha256(content).hexdigest() for name, content in files} for what, files in found.items()}


@pytest.mark.parametrize("world", WORLDS)
def test_two_builds_give_the_same_bytes(world: str, here: dict[str, dict[str, str]], tmp_path: Path) -> None:
    backwards = world.startswith("seed 1")
    folders = {what: copied(path, tmp_path / f"copy of {what}", backwards=backwards) for what, path in FOLDERS.items()}
    where = tmp_path / "elsewhere"
    where.mkdir()
    relative = [os.path.relpath(folder, where) if backwards else str(folder) for folder in folders.values()]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(Path(harbour.__file__).parent), *relative],
        cwd=where,
        env={**os.environ, **WORLDS[world]},
        capture_output=True,
        check=True,
        text=True,
    )
    found = dict(zip(folders, json.loads(run.stdout).values(), strict=True))
    assert found == here
    assert set(found["harbour"]) == {
        "graph.nt",
        "graph.ttl",
        "graph.jsonld",
        "map.html",
        "map.svg",
        "timeline.html",
        "timeline.svg",
    }
    assert list(where.iterdir()) == []


def test_the_order_of_the_files_does_not_matter(tmp_path: Path, here: dict[str, dict[str, str]]) -> None:
    root = tmp_path / "claims"
    root.mkdir()
    for n, path in enumerate(sorted(harbour.CLAIMS.glob("*.yaml"), reverse=True)):
        (root / f"{n}.yaml").write_bytes(path.read_bytes())
    built = outputs(check(root).corpus)
    assert {name: hashlib.sha256(content).hexdigest() for name, content in built} == here["harbour"]


def test_a_difference_in_the_claims_is_a_difference_in_every_file(tmp_path: Path, here: dict[str, dict[str, str]]) -> None:
    root = copied(harbour.CLAIMS, tmp_path / "claims", backwards=False)
    text = (root / "records.yaml").read_text("utf-8")
    (root / "records.yaml").write_text(text.replace("name: South,", "name: Söuth,"), "utf-8")
    built = {name: hashlib.sha256(content).hexdigest() for name, content in outputs(check(root).corpus)}
    assert {name for name, digest in built.items() if digest != here["harbour"][name]} == set(built)
