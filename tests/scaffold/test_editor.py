"""The YAML language server, which editors use, with our schema: it marks the faults that the check finds, and completes ids.

It is a program of npm. Where it is missing the tests say so and are left out, unless KG_REQUIRE=all asks for everything.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import new_tracker
import pytest
from places import REPOSITORY

from kg.check import check
from kg.scaffold.schema import text

pytestmark = pytest.mark.slow

PLACES: Final = (os.environ.get("PATH", ""), str(REPOSITORY / "node_modules" / ".bin"))
SECONDS: Final = 60


class Server:
    """The language server and a conversation with it: JSON-RPC over its standard streams."""

    def __init__(self, command: str, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.marked: dict[str, list[dict[str, Any]]] = {}
        self.count = 0
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()
        settings = {
            "yaml": {
                "schemas": {(folder / "schema.json").as_uri(): ["claims/*.yaml"]},
                "schemaStore": {"enable": False},
                "validate": True,
                "completion": True,
            }
        }
        self.settings = settings
        folders = [{"uri": folder.as_uri(), "name": "tracker"}]
        capabilities = {"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=folders, capabilities=capabilities)
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=settings)

    def listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self.inbox.put(json.loads(stream.read(length)))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.listener.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                if stream is not None:
                    stream.close()

    def send(self, **message: Any) -> None:
        stream = self.process.stdin
        assert stream is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def tell(self, method: str, **params: Any) -> None:
        self.send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self.count += 1
        self.send(id=self.count, method=method, params=params)
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered, what it marks is kept."""
        message = self.inbox.get(timeout=SECONDS)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.marked[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else None
            result = None if items is None else [self.settings.get(item.get("section", ""), {}) for item in items]
            self.send(id=message["id"], result=result)
        return message

    def open(self, name: str, content: str) -> str:
        uri = (self.folder / "claims" / name).as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": content})
        return uri

    def faults(self, name: str, content: str) -> list[tuple[int, str]]:
        """What it marks in a file, as line (from 1) and message."""
        uri = self.open(name, content)
        self.marked.pop(uri, None)
        while uri not in self.marked:
            self.receive()
        return [(found["range"]["start"]["line"] + 1, found["message"]) for found in self.marked[uri]]

    def offers(self, name: str, content: str) -> set[str]:
        """What it offers at the sign `|` in a file."""
        return set(self.labels(name, content))

    def labels(self, name: str, content: str) -> list[str]:
        """The same, as often as it is offered."""
        return [item["label"] for item in self.items(name, content)]

    def items(self, name: str, content: str) -> list[dict[str, Any]]:
        """The same, with all that it says of each."""
        before, after = content.split("|")
        uri = self.open(name, before + after)
        line = before.count("\n")
        position = {"line": line, "character": len(before.rpartition("\n")[2])}
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=position)
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found or []
        return items


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = shutil.which("yaml-language-server", path=os.pathsep.join(PLACES))
    if command is None or shutil.which("node") is None:
        how = "no yaml-language-server on this machine: npm install"
        if os.environ.get("KG_REQUIRE") == "all":
            pytest.fail(f"{how} (KG_REQUIRE=all)")
        pytest.skip(f"editor tests left out: {how}")
    folder = new_tracker.put(tmp_path_factory.mktemp("tracker"))
    (folder / "schema.json").write_text(text(check(folder / "claims").corpus.kinds), "utf-8")
    running = Server(command, folder)
    yield running
    running.close()


STATEMENT: Final = """\
statements:
  a:
    act: praises
    speaker: otto-brand
    date: 2017-02-30
    against: grunewald
    says: So he said.
    reports:
      - source: gazette-2032-03-02
        qoute: so
"""
ACTORS: Final = """\
actors:
  New_Alba:
    name: Alba
    type: state
  borea:
    name: B
    type: country
"""
BAD: Final = {
    "bad-statement.yaml": (STATEMENT, {5: "K106", 6: "K103", 10: "K101"}),
    "bad-actors.yaml": (ACTORS, {2: "K105", 7: "K108"}),
}


@pytest.mark.parametrize("name", BAD)
def test_that_it_marks_the_lines_that_the_check_marks(name: str, server: Server) -> None:
    content, expected = BAD[name]
    assert {line for line, _ in server.faults(name, content)} == set(expected)
    root = server.folder / f"claims-{name}"
    root.mkdir()
    (root / name).write_text(content)
    errors = {d.mark.line: d.code for d in check(root).diagnostics if d.code.startswith("K1")}
    assert errors == expected


def test_that_it_marks_nothing_in_good_files(server: Server) -> None:
    for path in sorted((server.folder / "claims").rglob("*.yaml")):
        assert server.faults(path.name, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("    speaker: |", {"otto-brand", "ida-falk"}),
        ("    speaker: [otto-brand, |]", {"ida-falk"}),
        ("    for: |", {"self", "grunewald"}),
        ("    answers: |", {"falk-tolls-2032-03"}),
        ("    allegation: gru|", {"grunewald-breaks-treaty"}),
        ("    reports:\n      - source: |", {"gazette-2032-03-02"}),
        ("    act: |", {"accuses", "declines"}),
        ("    |", {"speaker", "reports", "no_answer_as_of"}),
    ],
)
def test_that_it_completes(line: str, offered: set[str], server: Server) -> None:
    found = server.offers(f"at-{''.join(filter(str.isalpha, line))}.yaml", f"statements:\n  a:\n    says: x\n{line}\n")
    assert offered <= found
    if "act" not in line and line.strip() != "|":
        assert "tariffs" not in found


def plain(text: str) -> str:
    """A text as part of a file's name."""
    return re.sub(r"\W+", "-", text)


WHOLE: Final = """\
statements:
  a:
    act: accuses
    speaker: otto-brand
    for: self
    date: 2032-03-03
    allegation: ruritania-misreads-treaty
    reports:
      - source: gazette-2032-03-02
        date: 2032
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2032-03-03", "date: 3 March 2032"),
        ("date: 2032-03-03", "date: in the spring"),
        ("date: 2032\n", "date: yesterday\n"),
        ("for: self", "for: Otto Brand"),
        ("for: self", "for: [Otto Brand]"),
        ("speaker: otto-brand", "speaker: Otto Brand"),
    ],
)
def test_that_no_quick_fix_destroys_what_was_typed(old: str, new: str, server: Server) -> None:
    name = f"fix-{plain(new)}.yaml"
    faults = server.faults(name, WHOLE.replace(old, new, 1))
    assert len(faults) == 1, faults
    if "date" in new:
        assert faults[0][1].startswith("This is not a date: write it as 2017-04-24")
    uri = (server.folder / "claims" / name).as_uri()
    for marked in server.marked[uri]:
        asked = {"textDocument": {"uri": uri}, "range": marked["range"], "context": {"diagnostics": [marked]}}
        found = server.ask("textDocument/codeAction", **asked) or []
        assert [fix["title"] for fix in found if fix.get("kind") == "quickfix"] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("speaker: otto-brand", "speaker: Otto Brand", "This is not an id: lower-case letters, digits and hyphens"),
        ("        qoute: so", "        lang: English", "This is not the tag of a language"),
        ("        qoute: so", f"        quote: {'so ' * 30}", "A quote has 1 to 25 words"),
        ("statements:\n", "sources:\n  s-1: {title: T, url: example.org}\nstatements:\n", "This is not a web address"),
    ],
)
def test_that_no_pattern_is_shown_to_people(old: str, new: str, said: str, server: Server) -> None:
    found = [message for _, message in server.faults(f"{len(new)}.yaml", STATEMENT.replace(old, new))]
    assert [message for message in found if message.startswith(said)]
    assert not [message for message in found if "pattern" in message]


@pytest.mark.parametrize("line", ["    speaker: |", "    answers: |", "    reports:\n      - via: |", "    may_be:\n      - |"])
def test_that_each_id_is_offered_once(line: str, server: Server) -> None:
    labels = server.labels(f"once-{plain(line)}.yaml", f"statements:\n  a:\n{line}\n")
    assert len(labels) > 1
    assert len(labels) == len({label.strip('[]"') for label in labels})


@pytest.mark.parametrize("at", ["    spe|aker: otto-brand", "    speaker: otto-br|and", "    da|te: 2032"])
def test_that_a_hover_is_a_sentence(at: str, server: Server) -> None:
    before, after = f"statements:\n  a:\n{at}\n".split("|")
    uri = server.open(f"hover-{plain(at)}.yaml", before + after)
    position = {"line": 2, "character": len(before.rpartition("\n")[2])}
    shown = server.ask("textDocument/hover", textDocument={"uri": uri}, position=position)["contents"]["value"]
    _, sentence, *rest = shown.split("\n\n")
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert [part for part in rest if not part.startswith("Source:")] == []


def test_that_each_act_is_offered_with_its_meaning(server: Server) -> None:
    items = server.items("acts.yaml", "statements:\n  a:\n    act: |\n")
    meanings = {item["label"]: item["documentation"] for item in items}
    assert meanings["accuses"] == "Blames somebody, criticism and insult included."
    assert len(set(meanings.values())) == len(meanings)
