"""How a command ends when it can't go on: Ctrl-C, a reader that has gone, a full disk."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from mailguard.cli.language import chosen, spoken
from mailguard.i18n import of_system

_FAILED, _INTERRUPTED, _UNHEARD = 2, 130, 141  # the last two as shells say it: 128 and the signal
_FULL = {errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS}


@contextmanager
def told() -> Iterator[None]:
    if sys.stderr is None:  # closed by whoever started us: what is said there goes nowhere
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open until we end
    if sys.stdout is None:
        _say(spoken("Standard output is closed."))
        sys.exit(_FAILED)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _leave_output()
        sys.exit(_UNHEARD)
    except KeyboardInterrupt:
        click.echo(spoken("Interrupted."), err=True)
        sys.exit(_INTERRUPTED)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _leave_output()
        _say(spoken("It can't be written: {why}.", why=of_system(error).say(chosen())))
        sys.exit(_FAILED)


def _say(sentence: str) -> None:
    click.echo(f"mailguard: {sentence}", err=True)


def _leave_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
