"""Settings: where they are found, what they select, and that a mistake in them is said and never guessed away."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import Settings, SettingsError, SiteSettings, codes, find


@pytest.mark.parametrize(
    ("select", "ignore", "reported"),
    [
        ((), (), {"K101", "K201", "K205", "K501"}),
        (("K2",), (), {"K201", "K205"}),
        ((), ("K2",), {"K101", "K501"}),
        (("K2", "K501"), ("K205",), {"K201", "K501"}),
        (("K205",), ("K2",), set()),
    ],
)
def test_what_is_selected(select: tuple[str, ...], ignore: tuple[str, ...], reported: set[str]) -> None:
    settings = Settings(select, ignore)
    assert {code for code in ("K101", "K201", "K205", "K501") if settings.reports(code)} == reported


def test_settings_are_those_of_the_nearest_folder_inside_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "rejoinder.toml").write_text("strict = true\n")
    assert find(inner) == Settings(strict=True)
    (tmp_path / "repository" / ".git").mkdir()
    assert find(inner) == Settings()
    (tmp_path / "repository" / "pyproject.toml").write_text('[tool.rejoinder]\nselect = ["k2", "K401"]\n')
    assert find(inner) == Settings(select=("K2", "K401"))
    (inner.parent / "pyproject.toml").write_text("[tool.other]\nselect = 1\n")
    assert find(inner) == Settings(select=("K2", "K401"))
    (inner / "rejoinder.toml").write_text('ignore = ["K5"]\n')
    assert find(inner) == Settings(ignore=("K5",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = []", "unknown setting 'selct' (did you mean 'select'?)"),
        ("zzz = 1", "unknown setting 'zzz' (one of select, ignore, strict, site)"),
        ('select = "K2"', "'select' is not a list of codes"),
        ("ignore = [2]", "'ignore' is not a list of codes"),
        ('ignore = ["K77"]', "'ignore': no rule has a code that begins with 'K77'"),
        ('ignore = [""]', "no rule has a code that begins with ''"),
        ("[tool.rejoinder]\nstrict = true", "write settings at the top level; the table [tool.rejoinder] is for pyproject.toml"),
        ('strict = "yes"', "'strict' is neither true nor false"),
        ("site = 1", "'site' is not a table"),
        ("[site]\nzzz = 1", "unknown setting 'site.zzz' (one of repository, related)"),
        ('[site]\nrepository = "x"', "'site.repository' is not a web address"),
        ("[site]\nrelated = 1", "'site.related' is not a list"),
        ("[site]\nrelated = [1]", "each of 'site.related' has a title and a url"),
        ('[site]\nrelated = [{title = "A", url = "javascript:x"}]', "neither a web address nor begins with '../'"),
        ("strict = ", "is not TOML: Invalid value (at end of document)"),
        ("x = " + "[" * 20_000, "is not TOML"),
        ("#" * 2**20 + "#", "is larger than 1,048,576 bytes"),
    ],
)
def test_a_mistake_is_said(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "rejoinder.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        find(tmp_path)
    assert said in str(error.value)
    assert "rejoinder.toml" in str(error.value)


def test_bytes_that_are_no_text_and_tables_that_are_none_are_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    for data in (b"\xff", b"tool.rejoinder = 1"):
        path.write_bytes(data)
        with pytest.raises(SettingsError, match=r"pyproject\.toml"):
            find(tmp_path)
    path.write_text("tool = 1")
    (tmp_path / ".git").mkdir()
    assert find(tmp_path) == Settings()


def test_settings_in_two_files_of_one_folder_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "rejoinder.toml").write_text("")
    (tmp_path / "pyproject.toml").write_text("[tool.rejoinder]\n")
    with pytest.raises(SettingsError, match="keep one"):
        find(tmp_path)


def test_codes_are_known() -> None:
    assert codes(["k201", " K4 "], "--select") == ("K201", "K4")
    with pytest.raises(SettingsError, match="--select: no rule"):
        codes(["K2011"], "--select")


def test_what_a_site_links_to(tmp_path: Path) -> None:
    (tmp_path / "rejoinder.toml").write_text(
        '[site]\nrepository = "https://github.com/a/b"\nrelated = [{title = "Other", url = "../other/index.html"}]\n'
    )
    assert find(tmp_path).site == SiteSettings("https://github.com/a/b", (("Other", "../other/index.html"),))
