"""Preconditions of a start. Each refusal is one sentence that says what to do."""

import errno
import fcntl
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _

ROOM = 200 * 2**20  # bytes: a database that can't grow loses what people send

ON = {"1", "true", "yes", "on", "y", "ok"}  # what the settings take for yes
LOGINS = "demo-logins.txt"  # in the folder of a demonstration: its password
PROGRESS = "up.log"  # what goes well, where the terminal is for people


class NotReady(click.ClickException):
    """Nothing was started or changed."""


def folder() -> Path:
    return Path(os.environ.get("HUSTINGS_VAR", "var")).resolve()


def is_demo() -> bool:
    return os.environ.get("HUSTINGS_DEMO", "").lower() in ON


def no_demo(var: Path) -> None:
    """Refuse to run a demonstration, whose passwords were shown, as somebody's own campaign."""
    if not is_demo() and (var / LOGINS).exists():
        raise NotReady(
            _(
                "{folder} contains the demo: run it with `hustings demo`. For your own campaign, choose"
                " another folder in HUSTINGS_VAR. Nothing was started."
            ).format(folder=var)
        )


def writable(var: Path) -> None:
    """Make the folder if there is none, and write in it."""
    try:
        var.mkdir(mode=0o750, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var) as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError as refusal:
        if refusal.errno == errno.ENOSPC:
            raise NotReady(_full(var, 0)) from None
        raise NotReady(
            _(
                "The folder {folder} can't be written ({why}). Run Hustings as the user that owns it, or name"
                " another one in HUSTINGS_VAR."
            ).format(folder=var, why=os.strerror(refusal.errno or 0))
        ) from None


def roomy(var: Path, needed: int = ROOM) -> None:
    free = shutil.disk_usage(var).free
    if free < needed:
        raise NotReady(_full(var, free))


def _full(var: Path, free: int) -> str:
    return _(
        "The disk that holds {folder} is full: {free} MB are left, {needed} MB are needed. Make room, or name"
        " a folder on another disk in HUSTINGS_VAR. Nothing was changed."
    ).format(folder=var, free=free // 2**20, needed=ROOM // 2**20)


def free_port(host: str, port: int, remedy: str) -> None:
    """Refuse where another program listens already."""
    try:
        [(family, *_rest, address)] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:1]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as refusal:
        if refusal.errno == errno.EADDRINUSE:
            why = _("Another program uses port {port} on {host}.")
        elif refusal.errno == errno.EACCES:
            why = _("This user isn’t allowed to open port {port}.")
        else:
            why = _("The address {host}:{port} can't be used ({why}).")
        raise NotReady(f"{why.format(host=host, port=port, why=refusal.strerror)} {remedy}") from None


@contextmanager
def alone(path: Path, message: str, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock on a file; the system frees it however the process ends."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            file.seek(0)
            raise NotReady(message.format(pid=file.read().strip() or "?")) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
