"""``mailguard serve``: judge messages for mail servers, over HTTP."""

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from mailguard.agents.http import listening
from mailguard.agents.http.master import Master, Plan, without_memory
from mailguard.agents.http.worker import Limits
from mailguard.agents.processes.operator_log import say
from mailguard.cli import opening
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.cli.opening import Refused
from mailguard.i18n import of_system

_LEAST_TOKEN = 16  # characters


@click.command()
@click.option(
    "--listen",
    "where",
    default="127.0.0.1:11390",
    show_default=True,
    metavar="HOST:PORT",
    help="Address to listen on. Outside this machine, a token in MAILGUARD_TOKEN is required.",
)
@click.option(
    "--socket",
    "path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Listen on a UNIX socket instead.",
)
@opening.jobs
@click.option(
    "--most",
    type=click.FloatRange(0.001, 1_000),
    default=50.0,
    show_default=True,
    metavar="MB",
    help="Largest message.",
)
@click.option(
    "--slots",
    type=click.IntRange(1, 1_000),
    metavar="N",
    default=32,
    show_default=True,
    help="Messages per process at a time; others must try again.",
)
@opening.files
@language_option
def serve(where: str, path: Path | None, jobs: int, most: float, slots: int, **options: Any) -> None:
    """Check messages for mail servers: POST one to /check, get JSON.

    The envelope is in X-Mail-From, X-Rcpt-To, X-Client-IP, X-Client-Name, X-Helo and X-Received-At. SIGTERM
    stops it after the requests in progress, SIGHUP reads profile and policy again.
    """
    token = os.environ.get("MAILGUARD_TOKEN", "")
    if token and len(token) < _LEAST_TOKEN:
        raise Refused(spoken("MAILGUARD_TOKEN is too short; take {n} characters or more.", n=_LEAST_TOKEN))
    setup = opening.setup(options)
    with opening.usable():
        engine = without_memory(setup.engine())
    listener = _listener(where, path, bool(token))
    threads = 16 if setup.waits else 2
    limits = Limits(size=int(most * 1e6), slots=slots, threads=threads)
    plan = Plan(setup, limits, jobs or os.cpu_count() or 1, token, chosen())
    say(spoken("Listening on {where}.", where=path or _name(listener)))
    try:
        Master(plan, listener, engine).run()
    finally:
        if path:
            with suppress(OSError):
                path.unlink()


def _listener(where: str, path: Path | None, has_token: bool) -> socket.socket:
    try:
        if path:
            return listening.file(path)
        host, number = listening.address(where)
        if not has_token and not listening.is_ours_alone(host):
            raise Refused(
                spoken(
                    "{host} can be reached by others: set MAILGUARD_TOKEN to a long secret first.", host=host
                )
            )
        return listening.port(host, number)
    except listening.BadAddress as error:
        raise Refused(spoken("“{where}” isn't a HOST:PORT.", where=where)) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(
            spoken("There is no listening on {where}: {why}.", where=path or where, why=why)
        ) from error


def _name(listener: socket.socket) -> str:
    host, number = listener.getsockname()[:2]
    return f"[{host}]:{number}" if ":" in host else f"{host}:{number}"
