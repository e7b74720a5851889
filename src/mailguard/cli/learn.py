"""``mailguard learn``: old mail into the memory."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from mailguard import profile as profiles
from mailguard.cli import opening
from mailguard.cli.language import counted, language_option, spoken
from mailguard.cli.progress import Progress
from mailguard.cli.showing import safe
from mailguard.correspondents import Memory, learning
from mailguard.i18n import mark
from mailguard.profile import Profile


@click.command()
@click.argument("paths", nargs=-1, metavar="MAILBOX…")
@click.option(
    "--memory",
    "store",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The store; created if missing.",
)
@click.option(
    "--profile",
    "profile_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The profile of the team.",
)
@click.option(
    "--forget", type=click.IntRange(1, 36_500), metavar="DAYS", help="Then forget everything older than this."
)
@click.option("--json", "is_json", is_flag=True, help="Print the count as one JSON object.")
@language_option
def learn(
    paths: tuple[str, ...], store: Path, profile_path: Path | None, forget: int | None, is_json: bool
) -> None:
    """Learn from MAILBOX who writes to the team: .eml, mbox, Maildir or folders; - is standard input.

    Only counters are stored, no text. It may be stopped and started again. Include sent e-mails: trust is
    based on the people the team wrote to. The exit code is 2 if something couldn't be read.
    """
    if not paths and not forget:
        raise click.UsageError(spoken("Name the mailboxes to learn from."))
    with opening.usable(store):
        profile = profiles.load(profile_path)
        with Memory(store) as memory:
            tally = _learn(paths, memory, profile)
            n_gone = memory.prune(datetime.now(UTC) - timedelta(days=forget)) if forget else 0
    if is_json:
        click.echo(json.dumps({**asdict(tally), "n_forgotten": n_gone}))
    else:
        _say(tally, n_gone)
    sys.exit(2 if tally.n_unreadable else 0)


def _learn(paths: tuple[str, ...], memory: Memory, profile: Profile) -> learning.Tally:
    bar = Progress.over(paths)
    done = 0

    def complain(path: str, why: str) -> None:
        bar.clear()
        click.echo(
            spoken("{path} can't be read: {why}.", path=safe(path), why=spoken(why).rstrip(".")), err=True
        )

    def progress(tally: learning.Tally) -> None:
        nonlocal done
        bar.add(tally.n_bytes - done)
        done = tally.n_bytes

    try:
        return learning.learn(paths, memory, profile, progress=progress, complain=complain)
    finally:
        bar.clear()


def _say(tally: learning.Tally, n_gone: int) -> None:
    read, learnt = (
        mark("{n} message read, {learnt} used."),
        mark("{n} messages read, {learnt} used."),
    )
    click.echo(counted(read, learnt, tally.n_read, learnt=tally.n_learnt))
    for n, one, many in (
        (
            tally.n_noted,
            mark("{n} was not used: unauthenticated, impersonation or spam."),
            mark("{n} not used: unauthenticated, impersonation or spam."),
        ),
        (tally.n_known, mark("{n} was known already."), mark("{n} were known already.")),
        (n_gone, mark("{n} old one forgotten."), mark("{n} old ones forgotten.")),
    ):
        if n:
            click.echo(counted(one, many, n))
