"""Messages of failed commands: one sentence where we know the cause, else where the details are."""

import os
import shutil
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _

_FULL = {28, 122}  # ENOSPC, EDQUOT: no room is left, or none for this user
_PIPE_CLOSED = 141  # 128 + SIGPIPE, with which a program ends when nobody reads on
_SAID_FULL = ("disk is full", "No space left on device")  # by SQLite, by PostgreSQL
_NEXT_TO_NOTHING = 2**20  # bytes: SQLite then often says no more than "disk I/O error"


@contextmanager
def in_words() -> Iterator[None]:
    """Turn an exception that nobody expected into a message; with HUSTINGS_DEBUG on it passes as it is."""
    try:
        yield
    except (click.ClickException, click.Abort, click.exceptions.Exit, EOFError, KeyboardInterrupt):
        raise
    except BrokenPipeError:  # whoever read it, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python complains when it ends
        raise SystemExit(_PIPE_CLOSED) from None
    except Exception as failure:
        if os.environ.get("HUSTINGS_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
            raise
        raise click.ClickException(sentence(failure)) from failure


def sentence(failure: Exception) -> str:
    if isinstance(failure, OSError) and failure.errno in _FULL:
        return _no_room()
    if isinstance(failure, PermissionError):
        return _("This user isn’t allowed to open {file}. Use the same user as Hustings.").format(
            file=failure.filename
        )
    kind = type(failure)
    if kind.__module__.startswith("django.db") and kind.__name__ == "OperationalError":
        if is_full(failure):
            return _no_room()
        return _("The database has a problem ({why}). Run `hustings check` for details.").format(
            why=first_line(failure)
        )
    if kind.__name__ == "Mistyped":
        return str(failure)
    if kind.__name__ == "ImproperlyConfigured":
        return _("A setting is wrong: {why} See docs/reference/settings.md.").format(why=first_line(failure))
    said = _("Unexpected error: {why}").format(why=f"{kind.__name__}: {first_line(failure)}")
    return f"{said}\n{written(failure)}"


def _no_room() -> str:
    return _("The disk is full. Free up space and try again.")


def is_full(failure: Exception) -> bool:
    """Whether the database has no room, by its own words or by a look at our disk."""
    if any(words in str(failure) for words in _SAID_FULL):
        return True
    try:
        free = shutil.disk_usage(os.environ.get("HUSTINGS_VAR", "var")).free
    except OSError:
        return False
    return "disk I/O error" in str(failure) and free < _NEXT_TO_NOTHING


def first_line(failure: Exception) -> str:
    return (str(failure).strip().splitlines() or [_("no further details.")])[0][:300]


def written(failure: Exception) -> str:
    """Keep the details in a file and say which, or show them where no file can be written."""
    details = "".join(traceback.format_exception(failure))
    log = Path(os.environ.get("HUSTINGS_VAR", "var")) / "errors.log"
    try:
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(f"--- {time.strftime('%Y-%m-%d %H:%M:%S %z')}\n{details}")
    except OSError:
        return details
    return _("The details are in {file}: please add them when you report this.").format(file=log.resolve())
