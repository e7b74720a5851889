"""What a command says when it fails: one sentence where we know the cause, else where the details are."""

import os
import shutil
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_FULL = {28: "no room is left on the disk", 122: "the disk quota is used up"}
_SAID_FULL = ("disk is full", "No space left on device")  # by SQLite, by PostgreSQL
_NEXT_TO_NOTHING = 2**20  # bytes: SQLite then often says no more than "disk I/O error"


@contextmanager
def in_words() -> Iterator[None]:
    """Turn an exception that nobody expected into a message; with HUSTINGS_DEBUG on it passes as it is."""
    try:
        yield
    except (click.ClickException, click.Abort, click.exceptions.Exit, EOFError, KeyboardInterrupt):
        raise
    except Exception as failure:
        if os.environ.get("HUSTINGS_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
            raise
        raise click.ClickException(sentence(failure)) from failure


def sentence(failure: Exception) -> str:
    """Say what happened and what to do."""
    if isinstance(failure, OSError) and failure.errno in _FULL:
        return f"It stopped because {_FULL[failure.errno]}. Make room and start it again."
    if isinstance(failure, PermissionError):
        return f"This user may not open {failure.filename}. Run it as the user that Hustings runs as."
    kind = type(failure)
    if kind.__module__.startswith("django.db") and kind.__name__ == "OperationalError":
        if _is_full(failure):
            return f"It stopped because {_FULL[28]}. Make room and start it again."
        return (
            f"The database does not answer as it should ({first_line(failure)}). `hustings check` tells more."
        )
    if kind.__name__ == "Mistyped":
        return str(failure)
    if kind.__name__ == "ImproperlyConfigured":
        return (
            f"A setting is wrong: {first_line(failure)} Settings are described in docs/reference/settings.md."
        )
    return f"This should not have happened: {kind.__name__}: {first_line(failure)}\n{written(failure)}"


def _is_full(failure: Exception) -> bool:
    """Whether the database has no room, by its own words or by a look at our disk."""
    if any(words in str(failure) for words in _SAID_FULL):
        return True
    try:
        free = shutil.disk_usage(os.environ.get("HUSTINGS_VAR", "var")).free
    except OSError:
        return False
    return "disk I/O error" in str(failure) and free < _NEXT_TO_NOTHING


def first_line(failure: Exception) -> str:
    """The exception's own words, shortened."""
    return (str(failure).strip().splitlines() or ["no more is known."])[0][:300]


def written(failure: Exception) -> str:
    """Keep the details in a file and say which, or show them where no file can be written."""
    details = "".join(traceback.format_exception(failure))
    log = Path(os.environ.get("HUSTINGS_VAR", "var")) / "errors.log"
    try:
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(f"--- {time.strftime('%Y-%m-%d %H:%M:%S %z')}\n{details}")
    except OSError:
        return details
    return f"The details are in {log.resolve()}: please add them when you report this."
