"""The files that travel with the package are found in a checkout and in a wheel, and a broken installation says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources


@pytest.mark.parametrize("name", ["ontology", "claims"])
def test_the_folders_of_this_installation(name: str) -> None:
    assert any(resources.folder(name).iterdir())


def test_text_is_read_as_utf_8() -> None:
    assert resources.text("ontology/rejoinder.ttl").startswith(("#", "@prefix", "PREFIX"))


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kg"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    with pytest.raises(FileNotFoundError, match="claims"):
        resources.folder("claims")
    (tmp_path / "claims").mkdir()
    assert resources.folder("claims") == tmp_path / "claims"
    (package / "_data" / "claims" / "a").mkdir(parents=True)
    assert resources.folder("claims") == package / "_data" / "claims"
    (package / "_data" / "claims" / "a" / "x.txt").write_bytes("é\n".encode())
    assert resources.text("claims/a/x.txt") == "é\n"
    with pytest.raises(FileNotFoundError):
        resources.text("claims/none.txt")
