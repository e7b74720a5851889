"""Options that scan and serve share, and what is said when their files can't be used."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from mailguard.agents.setup import Setup, Unusable, naming
from mailguard.cli import values
from mailguard.cli.language import chosen
from mailguard.correspondents import Memory
from mailguard.files.clamd import Clamd

if TYPE_CHECKING:
    from mailguard.engine import Engine

servers = click.option(
    "--server",
    "servers",
    multiple=True,
    type=values.Server(),
    metavar="ADDRESS",
    help="Ask this name server, such as 192.0.2.53:53; may be repeated.",
)
_FILES = [
    click.option(
        "--profile",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The profile of the team to protect (TOML).",
    ),
    click.option(
        "--memory",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The store of earlier e-mails, from “mailguard learn”; it is only read.",
    ),
    click.option(
        "--policy", type=click.Path(path_type=Path), metavar="FILE", help="Thresholds of your own (TOML)."
    ),
    click.option(
        "--trust",
        "trusted",
        multiple=True,
        type=values.Host(),
        metavar="HOST",
        help="Trust the Authentication-Results of this host; may be repeated.",
    ),
    click.option("--online", is_flag=True, help="Query name servers. Default: no server is contacted."),
    servers,
    click.option(
        "--budget",
        type=values.Seconds(0.1, 60),
        metavar="SECONDS",
        default=3.0,
        show_default=True,
        help="Seconds that name servers may take for one message.",
    ),
    click.option(
        "--clamd",
        type=values.Clamd(),
        metavar="WHERE",
        help="Ask ClamAV's daemon about each message: the path of its socket, or HOST:PORT.",
    ),
    click.option(
        "--clamd-timeout",
        type=values.Seconds(0.1, 250),
        metavar="SECONDS",
        default=10.0,
        show_default=True,
        help="Time limit per message; after that, it is judged without it.",
    ),
    click.option(
        "--clamd-most",
        type=click.FloatRange(0.001, 1_000),
        metavar="MB",
        default=25.0,
        show_default=True,
        help="The largest message or file that is sent there.",
    ),
]


jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, values.MOST_JOBS),
    default=1,
    show_default=True,
    metavar="N",
    help="Number of processes; 0 for all cores.",
)


def files(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FILES):
        command = option(command)
    return command


def setup(options: dict[str, Any]) -> Setup:
    budget = options.pop("budget")
    clamd = Clamd(
        options.pop("clamd") or "", options.pop("clamd_timeout"), int(options.pop("clamd_most") * 1e6)
    )
    return Setup(
        profile=options.pop("profile"),
        memory=options.pop("memory"),
        policy=options.pop("policy"),
        trusted=options.pop("trusted"),
        servers=options.pop("servers"),
        budget=budget if options.pop("online") else None,
        clamd=clamd if clamd.where else None,
    )


class Refused(click.ClickException):
    """What was asked for can't be done; one sentence says why."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence alone, on standard error."""
        click.echo(f"mailguard: {self.message}", file=file, err=True)


@contextmanager
def usable(memory: Path | None = None) -> Iterator[None]:
    """Say in a sentence which file, opened within, can't be used."""
    try:
        with naming(memory):
            yield
    except Unusable as error:
        raise Refused(error.say(chosen())) from error


@contextmanager
def engine(wanted: Setup) -> "Iterator[Engine]":
    """The engine, its memory closed afterwards; or a sentence about the file that can't be used."""
    with usable():
        made = wanted.engine()
    with made.past if isinstance(made.past, Memory) else nullcontext():
        yield made
