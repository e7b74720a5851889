"""``mailguard scan``: judge messages in files, mailboxes and folders."""

import itertools
import os
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any

import click

from mailguard import mailboxes
from mailguard.agents.processes import mailbox_scan
from mailguard.agents.processes.operator_log import ScannerNews, say
from mailguard.cli import opening
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.cli.progress import Progress
from mailguard.cli.showing import ACTIONS, Showing, safe
from mailguard.cli.values import Ip, Mailbox
from mailguard.facts import Envelope
from mailguard.i18n import Complaint, number, translate
from mailguard.verdict import Action

EXITS = {Action.DELIVER: 0, Action.WARN: 10, Action.QUARANTINE: 20, Action.REJECT: 30}
_UNREAD = 2


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object per message and line.")
@click.option("--explain", "is_whole", is_flag=True, help="Show every signal, its share, and the facts.")
@click.option("--only-bad", is_flag=True, help="Skip messages to be delivered.")
@opening.jobs
@click.option(
    "--replay", is_flag=True, help="PATH contains facts written by --explain --json: judge them again."
)
@opening.files
@click.option("--from", "mail_from", type=Mailbox(), metavar="ADDRESS", help="MAIL FROM of a single message.")
@click.option(
    "--rcpt",
    multiple=True,
    type=Mailbox(),
    metavar="ADDRESS",
    help="RCPT TO of a single message; may be repeated.",
)
@click.option(
    "--client-ip", type=Ip(), default="", metavar="IP", help="The client that delivered a single message."
)
@click.option("--helo", default="", metavar="NAME", help="The name that the client gave.")
@language_option
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colours; auto heeds NO_COLOR.",
)
def scan(paths: tuple[str, ...], **options: Any) -> None:
    """Check the messages in PATH: .eml, mbox, Maildir, Outlook's .msg, folders; - is standard input.

    Nothing leaves the machine unless --online is given. The exit code tells the worst that was found: 0
    deliver, 10 warn, 20 quarantine, 30 reject; 2 when something couldn't be read (the rest is judged all the
    same) or the command is wrong.
    """
    envelope = _envelope(options)
    setup = opening.setup(options)
    show = _showing(options)
    is_replay = options["replay"]
    with opening.engine(setup) as engine:
        jobs: Iterator[mailbox_scan.Job] = (
            mailbox_scan.recorded(paths) if is_replay else mailboxes.letters(paths)
        )
        if envelope:
            jobs = _single(jobs)
        progress = Progress.over(paths)
        order = mailbox_scan.Order(setup, show, envelope)
        outcomes = mailbox_scan.scan(jobs, order, engine, options["jobs"])
        code = _finished(outcomes, show, progress)
    sys.exit(code)


def _finished(
    outcomes: Generator[mailbox_scan.Outcome, None, None], show: Showing, progress: Progress
) -> int:
    """Tell the outcomes; the exit code. However it ends, no process stays."""
    try:
        return _told(outcomes, show, progress)
    finally:
        progress.clear()
        outcomes.close()


def _envelope(options: dict[str, Any]) -> Envelope | None:
    mail_from, rcpt = options["mail_from"], options["rcpt"]
    if mail_from is None and not (rcpt or options["client_ip"] or options["helo"]):
        return None
    return Envelope(
        mail_from=mail_from,
        rcpt_to=rcpt,
        client_ip=options["client_ip"],
        helo=options["helo"],
    )


def _single(jobs: Iterator[mailbox_scan.Job]) -> Iterator[mailbox_scan.Job]:
    first = list(itertools.islice(jobs, 2))
    if len(first) > 1:
        raise click.UsageError(
            spoken("--from, --rcpt, --client-ip and --helo are for a single message; here are several.")
        )
    return iter(first)


def _showing(options: dict[str, Any]) -> Showing:
    wanted = options["color"]
    may = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Showing(
        language=chosen(),
        is_json=options["is_json"],
        has_colour=not options["is_json"] and (wanted == "always" or (wanted == "auto" and may)),
        is_whole=options["is_whole"],
        only_bad=options["only_bad"],
    )


def _told(outcomes: Iterator[mailbox_scan.Outcome], show: Showing, progress: Progress) -> int:
    """Print the outcomes as they come, then the summary; the exit code."""
    out = sys.stdout.buffer
    counts: Counter[int] = Counter()
    n_unread = 0

    def tell(told: Complaint) -> None:
        progress.clear()
        say(told.say(chosen()))

    scanner = ScannerNews(tell)
    for outcome in outcomes:
        scanner.heard(outcome.scan)
        shown = outcome.shown
        if outcome.action is None:
            n_unread += 1
            shown = show.unread(outcome.path, outcome.error)
            progress.clear()
            _complain(outcome)
        else:
            counts[outcome.action] += 1
        if shown:
            progress.clear()
            out.write(shown.encode("utf-8", "replace"))
            out.flush()
        progress.add(outcome.n_bytes)
    progress.clear()
    if not show.is_json and counts.total() + n_unread > 1:
        click.echo(_summary(counts, n_unread, progress.seconds))
    return _UNREAD if n_unread else EXITS[Action(max(counts, default=0))]


def _complain(outcome: mailbox_scan.Outcome) -> None:
    why = translate(outcome.error, chosen())
    if outcome.detail:
        why += f" ({outcome.detail})"
    click.echo(spoken("{path}: {why}.", path=safe(outcome.path), why=safe(why)), err=True)


def _summary(counts: Counter[int], n_unread: int, seconds: float) -> str:
    language = chosen()
    n = counts.total()
    parts = [
        f"{spoken(word)} {number(counts[action], 0, language)}"
        for action, (word, _) in ACTIONS.items()
        if counts[action]
    ]
    if n_unread:
        parts.append(spoken("unreadable {n}", n=number(n_unread, 0, language)))
    return spoken(
        "Messages: {n} in {seconds} s, {pace} a second: {parts}.",
        n=number(n, 0, language),
        seconds=number(seconds, 1, language),
        pace=number(n / max(seconds, 0.001), 0, language),
        parts=", ".join(parts),
    )
