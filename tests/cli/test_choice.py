"""What a command says where a record of another kind is named, by its id or by a name, and which command takes that kind."""

from __future__ import annotations

import pytest
from forked import kg

ANYTHING = "a statement, an actor, an allegation or a source"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("map", "--around", "arms-supply"),
            f"'arms-supply' is a topic, but {ANYTHING} is expected: type kg map --topic arms-",
        ),
        (
            ("map", "--around", "arms supply"),
            f"'arms supply' is a topic, but {ANYTHING} is expected: type kg map --topic arms-",
        ),
        (("answers", "arms-supply"), "'arms-supply' is a topic, but an actor is expected: type kg who --topic arms-supply"),
        (
            ("map", "--topic", "russia"),
            "'russia' is an actor, but a topic is expected: type kg answers russia or kg positions",
        ),
        (
            ("standing", "Sputnik"),
            "'Sputnik' is an actor, but a statement is expected: type kg answers sputnik or kg positions",
        ),
        (("answers", "nobody-of-that-name"), "unknown actor 'nobody-of-that-name'"),
    ],
)
def test_what_to_type_for_a_record_of_another_kind(args: tuple[str, ...], said: str) -> None:
    run = kg(*args, "--demo")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"kg: {said}")
