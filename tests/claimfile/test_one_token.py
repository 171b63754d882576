"""A mebibyte of one sign, or of one short piece over and over: each ends in time, in few words, and in memory that is bounded.

By day an eighth of it is enough but for the pieces that are tried inside a record too.
"""

from __future__ import annotations

import resource
import string
import time
from pathlib import Path
from typing import Final

import pytest
from effort import times
from refusing import patience, world
from tally import Counted

from kg.check import check
from kg.claimfile import MAX_BYTES
from kg.claimfile.formatting import formatted
from kg.claimfile.insert import added
from kg.diagnostic import Severity
from kg.render import diagnostics

PIECES: Final[dict[str, tuple[bytes, ...]]] = {
    "printable ASCII": tuple(sign.encode() for sign in f"aZ0 {string.punctuation}"),
    "white space": (b"\n", b"\t", b"\r", b"\r\n", b" \n", b"\n\t", b"\x0b", b"\x0c", "\u2028".encode(), "\x85".encode()),
    "YAML": (
        *(
            b"[",
            b"]",
            b"[]",
            b"[ ",
            b"{",
            b"}",
            b"{}",
            b"{[",
            b"- ",
            b"-\n",
            b"? ",
            b"?\n",
            b": ",
            b":\n",
            b"a: ",
            b"a:\n",
            b"a: b\n",
        ),
        *(
            b"&a ",
            b"*a ",
            b"*a,",
            b"!",
            b"!!",
            b"!a ",
            b"|",
            b"|\n",
            b">",
            b">\n",
            b"%",
            b"%Y 1\n",
            b"---\n",
            b"...\n",
            b"'",
            b"''",
        ),
        *(
            b'"',
            b'""',
            b"\\",
            b'"\\',
            b"#",
            b"# ",
            b" #",
            b"<<: ",
            b"[a, ",
            b"{a: ",
            b",",
            b", ",
            b"- - ",
            b"- a\n",
            b"? a\n",
            b"@",
            b"`",
        ),
    ),
    "other scripts": (
        *(
            text.encode()
            for text in ("ا", "ا ", "لا", "א", "漢", "😀", "👨‍👩‍👧", "e\u0301", "\u0301", "\u0327\u0301", "\u200b", "\u202e")
        ),
        *(text.encode() for text in ("\ufeff", "\ufffd", "\uffff", "\U000e0041", "\ue000", "ﷺ")),
    ),
    "no text": (
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\x80",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80",
        b"\xed\xa0\x80\xed\xb0\x80",
        b"\xf4\x90\x80\x80",
        b"\xff\xfe",
        b"\x1b[31m",
        b"\x7f",
        b"\x01",
    ),
}
"""What is repeated; a lone surrogate is no UTF-8."""
BEGINNINGS: Final = {"alone": b"", "as a name": b"actors:\n  x:\n    name: ", "as a block": b"actors:\n  x:\n    note: |\n      "}
_TELLING: Final = (b"a", b"[", b": ")
"""What is tried inside a record too."""
MORE: Final = 512 << 10
"""How much memory (KiB) the reading of any of these may take beyond what was taken before."""


@pytest.mark.parametrize("kind", PIECES)
def test_a_mebibyte_of_one_piece_ends_in_few_words(kind: str, tmp_path: Path, counted: Counted) -> None:
    root = world(tmp_path)
    shown = f"{root}/bad.yaml"
    for place, head in BEGINNINGS.items():
        for piece in PIECES[kind] if place == "alone" else _TELLING:
            size = MAX_BYTES if piece in _TELLING else MAX_BYTES // times(8, 1)
            data = head + piece * ((size - len(head)) // len(piece))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            began = time.process_time()
            with patience():
                found = check(root, {shown: data})
                text = diagnostics.text(found.diagnostics, found.texts)
            counted(
                "one piece over and over, to 1 MiB: {files} files, 0 crashes, 0 hangs, the slowest with {slowest:.1f} s of work",
                files=1,
                slowest=time.process_time() - began,
            )
            mine = [d for d in found.diagnostics if d.mark.file == shown]
            errors = [d for d in mine if d.severity is Severity.ERROR]
            assert {"zz-state", "zz-daily"} <= found.corpus.kinds.keys(), piece
            assert len(errors) <= 205, (piece, place, len(errors))
            assert len(text) < 200_000, (piece, place)
            if place == "alone" and piece.strip(b" \n\t\r#"):
                assert errors, piece
            assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < MORE, piece
            if piece in _TELLING:
                with patience():
                    formatted(data)
                    added(data, "topics", "t", {"label": "T"})
