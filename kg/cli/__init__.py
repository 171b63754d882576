"""The command `kg`: the only place that prints, exits, and asks what the terminal is.

Heavy libraries are imported by the command that needs them, so that `kg --help` stays as fast as the library it is made of.
"""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command; the exit status is 0, 1 for errors in the data, 2 for misuse or failure, 130 and 143 on signals."""
    if sys.stdout is None or sys.stderr is None:  # a file that is opened next would take the place of the closed stream
        if sys.stderr is not None:
            print("kg: standard output is closed", file=sys.stderr)
        sys.exit(2)
    gc.disable()  # what a command makes it keeps to its end; looking for garbage would take a third of the time
    from kg.cli import commands

    app = commands.app(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    output = sys.stdout
    try:
        try:
            app()
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
        if error.filename is not None:  # not standard output, which has no name: whoever opened the file should have said
            raise
        _drop_output()
        print(f"kg: could not write: {error.strerror}", file=sys.stderr)
        sys.exit(2)


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
