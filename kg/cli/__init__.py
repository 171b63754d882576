"""The command `kg`: the only place that prints, exits, and asks what the terminal is.

Heavy libraries are imported by the command that needs them, so that `kg --help` stays as fast as the library it is made of.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn

from kg.cli.program import guard, watchdog


def main() -> None:
    """Run the command; the exit status is 0, 1 for errors in the data, 2 for misuse or failure, 128 and more on signals."""
    if sys.stdout is None or sys.stderr is None:  # a file that is opened next would take the place of the closed stream
        if sys.stderr is not None:
            print("kg: standard output is closed", file=sys.stderr)
        sys.exit(2)
    gc.disable()  # what a command allocates lives until it ends; looking for garbage would take a third of the time
    output = sys.stdout
    try:
        try:
            watchdog.watch()
            _run(sys.argv[1:])
        except SystemExit as ended:
            if sys.stdout is not output:  # typer met a reader that had gone, and ends with 1, which says that claims have errors
                sys.stdout = output
                raise BrokenPipeError from ended
            _leave(ended)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone, as in `kg list | head`: nothing to say, and nothing left to flush.
        _drop_output()
        sys.exit(141)
    except OSError as error:
        _drop_output()
        if error.filename is None:  # standard output, which has no name
            print(f"kg: could not write: {error.strerror}", file=sys.stderr)
        else:
            guard.explain(error)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001 - the last place where it can be put into words
        _drop_output()
        guard.explain(error)
        sys.exit(2)


def _run(arguments: list[str]) -> None:
    """Run the command, with a signal that ends it as Python knows it."""
    from kg.cli.program import commands

    for number in watchdog.ENDING:
        if signal.getsignal(number) != signal.SIG_IGN:  # as `nohup` has it
            signal.signal(number, _end)
    if not guard.has_room(commands.LEAST.get(arguments[0] if arguments else "", 0) << 20):
        raise MemoryError
    commands.app(arguments)()


def _end(number: int, _: object) -> NoReturn:
    """End because of a signal, with a word; once is enough."""
    signal.signal(number, signal.SIG_IGN)
    os.write(2, f"kg: ended by {signal.Signals(number).name}\n".encode())
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


def _drop_output() -> None:
    """Let go of what is not written yet, which Python would try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(ended: SystemExit) -> None:
    """End with the status of `ended`, at once: taking all records apart again would take as long as half of the rules.

    Only where nothing is left to do but that: output is written, and whoever still holds something ends in the usual way.
    """
    sys.stdout.flush()
    if sys.argv[1:2] != ["check"] or not isinstance(ended.code, int | None):
        raise ended
    sys.stderr.flush()
    os._exit(ended.code or 0)
