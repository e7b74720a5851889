"""``hustings up``: everything on this machine."""

import os
import signal
import socket
import sys
import urllib.request
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import bind, preconditions
from hustings.shells.cli.processes.journal import Journal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from hustings.shells.cli.processes.program import Command

MEMORY = 400  # MB that a worker grows to before it is replaced
UNWANTED = 10.0  # seconds until it is asked again whether there is a mailbox to watch


@click.command(
    help=_("Run the whole campaign: website, HQ, background work and scheduled jobs. Ctrl-C stops it.")
)
@bind.option
@click.option(
    "--workers",
    type=click.IntRange(1, 32),
    metavar="N",
    default=2,
    show_default=True,
    help=_("Processes for background work."),
)
@click.option(
    "--processes",
    type=click.IntRange(1),
    metavar="N",
    help=_("Web server processes. Default: one per core."),
)
@click.option("--migrate", is_flag=True, help=_("On PostgreSQL: update the database first."))
def up(address: tuple[str, int] | None, workers: int, processes: int | None, migrate: bool) -> None:
    """Run everything."""
    run(address, workers=workers, processes=processes, migrate=migrate)


def run(
    address: tuple[str, int] | None = None,
    *,
    workers: int = 2,
    processes: int | None = None,
    migrate: bool = False,
    greet: Callable[[str], str] | None = None,
    fill: list[str] | None = None,
) -> None:
    """Check, load the program once, prepare, fork all that serves and stay until asked to end.

    ``greet`` words the site's address; ``fill`` is called in the place of ``prepare``, which it does, too.
    """
    address = bind.settle(address)
    var = preconditions.folder()
    preconditions.no_demo(var)
    preconditions.writable(var)
    preconditions.roomy(var)
    runs = _(
        "Hustings is already running in {folder} (process {{pid}}), or a backup is being restored"
        " there. Stop it or wait first."
    ).format(folder=var)
    with preconditions.alone(var / "up.lock", runs):
        preconditions.free_port(
            *address,
            _(
                "Choose another one, with --bind PORT or in HUSTINGS_BIND (make demo HUSTINGS_BIND={other}),"
                " or stop that program. Nothing was started."
            ).format(other=min(address[1] + 1, 65_535)),
        )
        signal.signal(signal.SIGTERM, lambda *_frame: sys.exit(143))
        compile_once(var)
        from hustings.shells.cli.processes import program  # which loads Django

        program.load()
        commands = _commands(address, workers, processes)
        program.prepare(fill or ["prepare", *(["--migrate"] if migrate else [])])
        greeter = Greeting(address, greet or greeting)
        program.keep(commands, greet=greeter.look, journal=journal(var))


def compile_once(var: Path) -> None:
    """Keep bytecode in a folder of ours where Python is told to write none: each start would cost seconds."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(var / "bytecode"))


def journal(var: Path) -> Journal | None:
    """File of progress: on a terminal it would bury the greeting. Else it is shown."""
    is_asked_for = "HUSTINGS_LOG_LEVEL" in os.environ
    is_watched = preconditions.is_demo() or sys.stderr.isatty()
    return Journal(var / preconditions.PROGRESS) if is_watched and not is_asked_for else None


def _commands(address: tuple[str, int], workers: int, processes: int | None) -> "list[Command]":
    from django.conf import settings

    from hustings.shells.cli.processes.program import Command

    host = socket.gethostname()
    where = f"[{address[0]}]:{address[1]}" if ":" in address[0] else f"{address[0]}:{address[1]}"
    found = [
        Command("web", ["web", "--bind", where, *(["--processes", str(processes)] if processes else [])])
    ]
    for number in range(1, workers + 1):
        words = ["worker", "--name", f"{host}-up-{number}", "--grace", "8", "--memory", str(MEMORY)]
        if number > 1:  # long work never holds up all of them
            words += ["--but-queue", "long"]
        found.append(Command(f"worker {number}", words, beats=True))
    found.append(Command("scheduler", ["scheduler", "--name", f"{host}-up-scheduler"], beats=True))
    if settings.DEMO:
        preconditions.free_port("127.0.0.1", settings.INBOX_PORT, _("Choose another in HUSTINGS_INBOX_PORT."))
        found.append(Command("inbox", ["mailcatch"]))
    if settings.LMTP:
        preconditions.free_port(*settings.LMTP, _("Choose another in HUSTINGS_LMTP."))
        found.append(Command("lmtp", ["lmtp"]))
    found.append(Command("watcher", ["watcher"], not_yet=lambda: 0.0 if has_mailboxes() else UNWANTED))
    return found


class Greeting:
    """Says once where the campaign is to be found, as soon as it answers."""

    def __init__(self, address: tuple[str, int], words: Callable[[str], str]) -> None:
        host, port = address
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
        self.url = os.environ["HUSTINGS_BASE_URL"].rstrip("/")
        self.probe = urllib.request.Request(
            f"http://{f'[{here}]' if ':' in here else here}:{port}/health/",
            headers={"Host": urlsplit(self.url).netloc},  # the only name it answers to
        )
        self.words, self.is_done = words, False

    def look(self) -> bool:
        """Try the server, and greet when it answers; return whether it has."""
        if not self.is_done:
            try:
                with urllib.request.urlopen(self.probe, timeout=2):  # noqa: S310 - our own server
                    self.is_done = True
            except (OSError, HTTPException):
                return False
            click.echo(self.words(self.url))
        return True


def greeting(url: str) -> str:
    serves = _("Hustings is running at {url}/ and HQ at {url}/hq/. Press Ctrl-C to stop.").format(url=url)
    nobody = _(
        "No one can sign in to HQ yet. In another terminal, with the same settings, run `hustings"
        " user add YOU@EXAMPLE.ORG --role director` and open the link it prints."
    )
    return f"\n{serves}\n{nobody}\n" if nobody_signs_in() else f"\n{serves}\n"


def nobody_signs_in() -> bool:
    """Whether there is no user yet."""
    from hustings.foundation.accounts.models import User

    return _is_there(User.objects.all()) is False


def has_mailboxes() -> bool:
    from hustings.security.incidents.models import Source

    return _is_there(Source.objects.live().mailboxes()) is not False


def _is_there(rows: "QuerySet[Any]") -> bool | None:
    """Whether there are any, None where the database doesn't answer. Children inherit no connection."""
    from django.db import DatabaseError, connection

    with closing(connection):
        try:
            return rows.exists()
        except DatabaseError:
            return None
