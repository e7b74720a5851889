"""``hustings web``: the web server."""

import multiprocessing
import os
import socket
from collections.abc import Callable
from functools import cache, partial
from multiprocessing.util import Finalize
from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import bind, preconditions
from mailguard.agents.processes.forking import end_with
from mailguard.agents.processes.supervisor import share

BACKLOG = 1024
THREADS = 4  # Python runs one at a time; more only hold more database connections


@click.command(help=_("Serve the website and HQ."))
@bind.option
@click.option(
    "--processes",
    type=click.IntRange(1),
    metavar="N",
    help=_("Number of processes. Default: one per core, at most 4."),
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    metavar="N",
    default=THREADS,
    show_default=True,
    help=_("Threads in each process."),
)
def web(address: tuple[str, int] | None, processes: int | None, threads: int) -> None:
    """Serve the website and HQ."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    host, port = bind.settle(address)
    preconditions.free_port(
        host, port, _("Choose another with --bind or HUSTINGS_BIND, or stop that program.")
    )
    look_at_database()
    server = Granian(
        "hustings.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=processes or default_processes(),
        blocking_threads=threads,
        backlog=BACKLOG,
        backpressure=BACKLOG,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
        log_access=False,
    )
    if multiprocessing.get_start_method() == "fork":
        load()
    server.serve(target_loader=partial(application, os.getpid(), port), wrap_loader=False)


def look_at_database() -> None:
    """Refuse one that is not there or of a newer version, before any process serves."""
    import django

    django.setup()
    from django.db import connection

    from hustings.shells.cli.processes import versions

    versions.refuse_unknown()
    connection.close()  # the processes part soon


@cache
def handler() -> Callable[..., Any]:
    """The application; the processes of the server share one that was made before they parted."""
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def load() -> None:
    """Load all that serves requests once, before the processes part."""
    import granian.server.mp  # noqa: F401
    from django.urls import get_resolver

    handler()
    len(get_resolver().url_patterns)  # which reads them
    share()


def application(server: int, port: int) -> Callable[..., Any]:
    """Application that serves requests, called in each process of the server; these end when it does."""
    end_with(server)
    from hustings.foundation.lib.process import counters

    found = handler()
    counters.start()
    _give_signs_of_life(port)
    return found


def _give_signs_of_life(port: int) -> None:
    """So that nobody restores a backup under a web server; needs Django set up."""
    from hustings.foundation.jobs import heartbeat

    end = heartbeat.of_web(f"{socket.gethostname()}:{port}/{os.getpid()}")
    Finalize(None, end, exitpriority=1)  # a forked process leaves atexit out


def default_processes() -> int:
    """One for each core that this process may use, at most four."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 4)
