"""Which files of a folder are opened: regular ones with plain names inside it, none in silence left out, none waited for."""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_load import actor, codes, faults

from kg.claimfile import MAX_BYTES
from kg.load import load
from kg.reading import folder


@pytest.fixture
def impatient() -> Iterator[None]:
    """Fails a test that waits on a pipe, instead of letting it wait for ever."""

    def ring(*_: object) -> None:
        raise AssertionError("waited on a pipe")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(actor("good"))
    return tmp_path


def test_links_are_refused_and_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.yaml").write_text(actor("secret"))
    (root / "file.yaml").symlink_to(outside / "secret.yaml")
    (root / "system.yaml").symlink_to("/etc/passwd")
    (root / "endless.yaml").symlink_to("/dev/zero")
    (root / "loop.yaml").symlink_to("loop.yaml")
    (root / "dangling.yaml").symlink_to("nowhere")
    (root / "folder").symlink_to(outside)
    (root / "up").symlink_to("..")
    (root / "loop").symlink_to("loop")
    (root / "notes").symlink_to(outside / "secret.yaml")
    (root / "notes.txt").symlink_to("/etc/passwd")
    loaded = load(root)
    assert list(loaded.corpus.actors) == ["good"]
    names = ("dangling.yaml", "endless.yaml", "file.yaml", "folder", "loop.yaml", "system.yaml", "up")
    assert codes(loaded) == dict.fromkeys(names, "K001")
    assert all(d.message == "this is a link" for d in loaded.diagnostics)
    assert list(loaded.texts) == [f"{root}/good.yaml"]


@pytest.mark.usefixtures("impatient")
def test_pipes_sockets_and_folders_are_refused_without_being_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.yaml")
    os.mkfifo(root / "pipe.txt")
    (root / "folder.yaml").mkdir()
    (root / "folder.yaml" / "inner.yaml").write_text(actor("inner"))
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(root)  # the path of a socket has little room
        try:
            listener.bind("socket.yaml")
        finally:
            os.chdir(here)
        loaded = load(root)
    assert codes(loaded) == {"folder.yaml": "K001", "pipe.yaml": "K001", "socket.yaml": "K001"}
    assert {d.message for d in loaded.diagnostics} == {"this is a folder", "this is not a regular file"}
    assert list(loaded.corpus.actors) == ["good"]


@pytest.mark.usefixtures("impatient")
def test_a_file_that_turns_into_a_pipe_or_a_link_is_not_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "a.yaml")
    (root / "b.yaml").symlink_to("good.yaml")
    monkeypatch.setattr(folder, "_refused", lambda _: None)
    loaded = load(root)
    assert codes(loaded) == {"a.yaml": "K017", "b.yaml": "K017"}
    assert list(loaded.corpus.actors) == ["good"]


@pytest.mark.parametrize("name", ["a.yml", "a.YAML", "a.Yaml", "a.YML", "a.b.yml"])
def test_other_endings_are_never_skipped_in_silence(root: Path, name: str) -> None:
    (root / name).write_text(actor("x"))
    loaded = load(root)
    assert codes(loaded) == {name: "K002"}
    assert ".yaml" in loaded.diagnostics[0].hint
    assert "x" in loaded.corpus.unread  # so that a mention of it is not called unknown
    assert list(loaded.corpus.actors) == ["good"]


def test_what_is_hidden_or_no_claim_file_is_left_out(root: Path) -> None:
    for name in (".a.yaml", ".yaml", ".kg-tmp-x", "README.md", "a.yaml.bak", "a.yaml~", "b.yamlx", "yaml"):
        (root / name).write_text(": not YAML [")
    (root / ".git").mkdir()
    (root / ".git" / "x.yaml").write_text(actor("x"))
    loaded = load(root)
    assert loaded.diagnostics == []
    assert list(loaded.corpus.actors) == ["good"]


@pytest.mark.parametrize(
    "name",
    [
        "caf\u00e9",
        "cafe\u0301",
        os.fsdecode(b"caf\xe9"),
        "a\nb",
        "::error::x\n",
        "a b",
        "-rf",
        "\u202egnp",
        "x\x1b[31m",
        "x" * 120,
        "a'b",
    ],
    ids=ascii,
)
def test_bad_names_of_files_and_folders(root: Path, name: str) -> None:
    (root / f"{name}.yaml").write_text(actor("file"))
    (root / name).mkdir()
    (root / name / "inner.yaml").write_text(actor("inner"))
    loaded = load(root)
    assert [d.code for d in loaded.diagnostics] == ["K003", "K003"]
    assert {d.mark.file for d in loaded.diagnostics} == {f"{root}/{name}", f"{root}/{name}.yaml"}
    assert list(loaded.corpus.actors) == ["good"]


def test_names_that_differ_in_case_alone(root: Path) -> None:
    for name in ("Good.yaml", "dossier/a.yaml", "Dossier/b.yaml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(actor(Path(name).stem.lower()))
    loaded = load(root)
    assert [(d.mark.file, d.code) for d in loaded.diagnostics] == [(f"{root}/dossier", "K003"), (f"{root}/good.yaml", "K003")]
    assert "'Good.yaml'" in loaded.diagnostics[1].message
    assert list(loaded.corpus.actors) == ["good", "b"]


def test_a_file_that_is_too_large(root: Path) -> None:
    (root / "large.yaml").write_bytes(actor("large").encode() + b"#" * MAX_BYTES)
    (root / "sparse.yaml").write_bytes(b"")
    os.truncate(root / "sparse.yaml", 1 << 40)
    loaded = load(root)
    assert faults(loaded) == [("large.yaml", 1, 1, "K004"), ("sparse.yaml", 1, 1, "K004")]
    assert len(loaded.texts[f"{root}/sparse.yaml"]) == MAX_BYTES + 1
    assert "large" in loaded.corpus.unread


def test_too_many_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(4):
        (root / f"f{i}.yaml").write_text(actor(f"a{i}"))
    monkeypatch.setattr(folder, "MAX_FILES", 3)
    loaded = load(root)
    assert [(d.mark.file, d.code) for d in loaded.diagnostics] == [(str(root), "K004")]
    assert list(loaded.corpus.actors) == ["a0", "a1", "a2"]


def test_a_file_deleted_during_the_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "gone.yaml").write_text(actor("gone"))
    opened = os.open

    def deletes(path: Any, flags: int, *args: Any) -> int:
        if str(path).endswith("gone.yaml"):
            (root / "gone.yaml").unlink()
        return opened(path, flags, *args)

    monkeypatch.setattr(os, "open", deletes)
    loaded = load(root)
    assert faults(loaded) == [("gone.yaml", 1, 1, "K017")]
    assert list(loaded.corpus.actors) == ["good"]


def test_a_file_and_a_folder_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("locked.yaml", "shut/a.yaml", "open/b.yaml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(actor(Path(name).stem))
    opened, scanned = os.open, os.scandir

    def refuse(path: Any, *args: Any) -> int:
        if str(path).endswith("locked.yaml"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *args)

    def shut(path: Any) -> Any:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scanned(path)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", shut)
    loaded = load(root)
    assert codes(loaded) == {"locked.yaml": "K017", "shut": "K017"}
    assert all("Permission denied" in d.message for d in loaded.diagnostics)
    assert list(loaded.corpus.actors) == ["good", "b"]


def test_three_hundred_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = [f"{folder}f{i:03}.yaml" for folder in ("", "a/", "b/", "b/c/") for i in range(75)]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(actor(name.removesuffix(".yaml").replace("/", "-")))
    loaded = load(tmp_path)
    assert list(loaded.corpus.actors) == [name.removesuffix(".yaml").replace("/", "-") for name in names]
    assert list(loaded.texts) == [f"{tmp_path}/{name}" for name in names]


def test_an_empty_folder_and_no_folder(tmp_path: Path) -> None:
    assert list(load(tmp_path).corpus.whole()) == []
    for path in (tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(NotADirectoryError):
            load(path)


def test_a_root_that_is_a_link_is_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "claims"
    link.symlink_to(root)
    assert list(load(link).corpus.actors) == ["good"]


def test_the_garbage_collector_is_left_as_it_was(root: Path) -> None:
    load(root)
    assert gc.isenabled()
    gc.disable()
    try:
        load(root)
        assert not gc.isenabled()
    finally:
        gc.enable()
