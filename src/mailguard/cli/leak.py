"""``mailguard leak``: mail that was published as ours, read against what we know."""

import contextlib
import errno
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mailguard import profile as profiles
from mailguard.cli import language, opening
from mailguard.cli.language import language_option, spoken
from mailguard.cli.progress import Progress
from mailguard.cli.showing import safe
from mailguard.forensics import sentences
from mailguard.i18n import Complaint, mark
from mailguard.identifiers import domain_names

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_NO_REGISTER = mark(
    "{path} isn't a register: give the file written by “mailguard leak register” or downloaded "
    "from Leaks in HQ."
)
_NO_HASH = mark(
    "Without --hash this says only that its lines fit together: whoever writes all of them anew makes a"
    " register that holds, too. Give the hash that was kept."
)
_FULL = mark(
    "The disk is full: make room, then give the same command again. A case goes on where it was written last."
)
_PARTLY = mark(
    "The register holds, but is of an UNFINISHED reading: {n} mails, {files} files, {times} times so far; it"
    " ends in {hash}. Read the case to its end, then write it anew."
)
_MOST = 2**63 - 1  # SQLite counts no further


class Several(click.Group):
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return language.in_words(found) if found else None


@click.group(cls=Several)
@language_option
def leak() -> None:
    """Check leaked e-mails presented as ours: genuine, altered, forged or decoy.

    First “mailguard leak index” of our own mail, at best long before; then “mailguard leak read” of the
    dump. Nothing leaves the machine, and no one is asked unless --online is given.
    """


@contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence what can't be used."""
    from mailguard.forensics.copies import BadCopies
    from mailguard.forensics.decoys import BadDecoys
    from mailguard.forensics.proving import BadKeys
    from mailguard.forensics.store import BadCase

    try:
        yield
    except (BadCopies, BadDecoys, BadKeys, BadCase) as error:
        raise opening.Refused(safe(error.say(language.chosen()))) from error
    except BrokenPipeError:
        raise
    except FileNotFoundError as error:
        raise opening.Refused(spoken("There is no file {path}.", path=safe(str(error.filename)))) from error
    except OSError as error:
        raise opening.Refused(_of_system(error)) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise opening.Refused(spoken(_FULL)) from error
        raise opening.Refused(spoken("Its SQLite file can't be used: {why}.", why=error)) from error


def _of_system(error: OSError) -> str:
    """What the system refuses: a full disk is told with what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return spoken(_FULL)
    why = spoken(error.strerror or str(error))
    if error.filename is None:
        return spoken("Reading or writing failed: {why}.", why=why)
    return spoken("{path} can't be read: {why}.", path=safe(str(error.filename)), why=why)


@leak.command()
@click.argument("paths", nargs=-1, required=True, metavar="MAILBOX…")
@click.option(
    "--index", "store", required=True, type=_FILE, metavar="FILE", help="The index; created if missing."
)
@opening.jobs
@language_option
def index(paths: tuple[str, ...], store: Path, jobs: int) -> None:
    """Index our own e-mails for comparison: hashes and locations, no text.

    MAILBOX is an mbox, a Maildir, a folder, an archive or a PST, as mail programs and IMAP export them. It
    may be stopped and started again; e-mails already in the index are skipped.
    """
    from mailguard.forensics import copies

    bar, done = Progress.over(paths), 0

    def progress(tally: copies.Tally) -> None:
        nonlocal done
        bar.add(tally.n_bytes - done)
        done = tally.n_bytes

    with _told():
        tally = copies.index(
            paths, store, store.absolute().parent, jobs, progress=progress, complain=_complain(bar)
        )
    bar.clear()
    click.echo(spoken("{n} mails read, {new} new in the index.", n=tally.n_read, new=tally.n_new))
    sys.exit(2 if tally.n_unreadable else 0)


@leak.command()
@click.argument("paths", nargs=-1, required=True, metavar="DUMP…")
@click.option(
    "--case",
    "folder",
    required=True,
    type=_FOLDER,
    metavar="FOLDER",
    help="The working folder; created if missing.",
)
@click.option(
    "--index", "store", type=_FILE, metavar="FILE", help="Our own mail, from “mailguard leak index”."
)
@click.option(
    "--keys", multiple=True, type=_FILE, metavar="FILE", help="DKIM keys that you kept; may be repeated."
)
@click.option("--decoys", type=_FILE, metavar="FILE", help="The register of decoys (JSON).")
@click.option("--domain", "names", multiple=True, metavar="DOMAIN", help="A domain of ours; may be repeated.")
@click.option(
    "--profile", type=_FILE, metavar="FILE", help="Take the domains and decoys of this profile, too."
)
@click.option(
    "--signs", multiple=True, metavar="DOMAIN", help="This domain signs all its e-mails; may be repeated."
)
@opening.jobs
@click.option("--online", is_flag=True, help="Query name servers for keys. Default: no server is contacted.")
@opening.servers
@language_option
def read(paths: tuple[str, ...], folder: Path, jobs: int, **options: Any) -> None:
    """Read a dump into a case: an mbox, Maildir, folder of .eml, zip or tar, PST.

    If it is stopped or killed, run the same command again: it continues where it was. The exit code is 0,
    or 2 if something couldn't be read (the rest is in the case).
    """
    from mailguard.forensics import case

    bar, done, faults = Progress.over(paths), 0, []

    def progress(made: case.Progress) -> None:
        nonlocal done
        bar.add(made.n_bytes - done)
        done = made.n_bytes

    complain = _complain(bar)

    def fault(path: str, why: str) -> None:
        faults.append(path)
        complain(path, why)

    with opening.usable(), _told():
        order = _order(options)
        case.begin(folder, tuple(str(Path(each).absolute()) for each in paths), order)
        case.run(folder, order, jobs, progress=progress, complain=fault)
    bar.clear()
    _tell(folder)
    sys.exit(2 if faults else 0)


def _order(options: dict[str, Any]) -> Any:
    from mailguard.forensics.judging import Order

    profile = profiles.load(options["profile"])
    names = (*options["names"], *options["signs"], *profile.domains)
    ours = dict.fromkeys(
        domain_names.organisation(domain_names.ascii_form(each)) or each.lower() for each in names
    )
    return Order(
        datetime.now(UTC),
        options["store"].absolute() if options["store"] else None,
        tuple(each.absolute() for each in options["keys"]),
        options["decoys"].absolute() if options["decoys"] else None,
        tuple(ours),
        tuple(domain_names.organisation(domain_names.ascii_form(each)) for each in options["signs"]),
        options["online"],
        options["servers"],
        profile.decoys,
    )


@leak.command()
@click.argument("folder", type=_FOLDER, metavar="CASE")
@click.option(
    "--json", "is_json", is_flag=True, help="Print everything except the single e-mails, as one JSON object."
)
@click.option(
    "--mails", type=_FILE, metavar="FILE", help="Write each mail to this file: .csv, or JSON lines."
)
@click.option(
    "--class", "kind", type=click.Choice(sentences.KINDS), default=None, help="Only mails of this class."
)
@language_option
def tell(folder: Path, is_json: bool, mails: Path | None, kind: str | None) -> None:
    """Show the results of a case: verdicts, mailboxes, when each was copied.

    The exit code is 0, or 1 where the case isn't read to its end: that is said first.
    """
    from mailguard.forensics import telling
    from mailguard.forensics.store import Store

    with _told():
        if not mails and not is_json:
            sys.exit(0 if _tell(folder) else 1)
        with closing(Store(folder)) as store:
            if mails:
                write = telling.write_csv if mails.suffix.lower() == ".csv" else telling.write_json
                n = write(store, mails, kind or "")
                click.echo(safe(spoken("{n} mails written to {path}.", n=n, path=mails)))
            else:
                click.echo(json.dumps(telling.summary(store), ensure_ascii=False))
            _unfinished(store)


def _unfinished(store: Any) -> None:
    """Say of a case that it wasn't read to its end, on standard error, and end so."""
    from mailguard.forensics import telling

    if not store.get("finished"):
        click.echo(safe(sentences.unfinished(telling.summary(store), language.chosen())), err=True)
        sys.exit(1)


@leak.command()
@click.argument("folder", type=_FOLDER, metavar="CASE")
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@language_option
def show(folder: Path, number: int) -> None:
    """Show one e-mail of a case: its verdict, why, and line by line what was changed."""
    from mailguard.forensics.store import Store

    with _told(), closing(Store(folder)) as store:
        row = next(store.rows("WHERE id = ?", (min(number, _MOST),)), None)
        if row is None:
            raise opening.Refused(spoken("There is no mail {n} in this case.", n=number))
        for line in sentences.of_mail(row, store.details(number), language.chosen()):
            click.echo(safe(line))


@leak.command()
@click.argument("folder", type=_FOLDER, metavar="CASE")
@click.argument("file", type=_FILE, metavar="FILE")
@language_option
def register(folder: Path, file: Path) -> None:
    """Write the register of a case: each file, e-mail and reading time, with chained hashes.

    Give the printed hash to a trusted third party. If the case isn't finished, the hash and the file say
    so, and the exit code is 1.
    """
    from mailguard.forensics import register as registers
    from mailguard.forensics.store import Store

    with _told(), closing(Store(folder)) as store:
        head = registers.write(store, file)
        if store.get("finished"):
            click.echo(spoken("The register ends in {hash}.", hash=head))
        else:
            click.echo(spoken("So far the register ends in {hash}.", hash=head))
        _unfinished(store)


@leak.command()
@click.argument("file", type=_FILE, metavar="FILE")
@click.option("--hash", "kept", metavar="HASH", help="The hash that the register must end with.")
@language_option
def verify(file: Path, kept: str | None) -> None:
    """Check a register: that no line or time was changed, removed or added.

    With --hash, this is proven since the hash was noted; without it, only that the lines fit together.
    Times are those of the clock of the machine that read the leak.

    The exit code is 0 if it is valid, 1 if it isn't or was written before the reading was finished, 2 if
    the file is not a register.
    """
    from mailguard.forensics import register as registers

    with _told(), file.open(encoding="utf-8", errors="replace") as lines:
        found = registers.verify(lines)
    if not found.is_register:
        raise opening.Refused(spoken(_NO_REGISTER, path=safe(str(file))))
    for number, code in found.faults:
        click.echo(sentences.fault(number, code, language.chosen()))
    is_other = kept is not None and kept.strip().lower() != found.head
    if is_other:
        click.echo(spoken("It ends in another hash than the one that was kept."))
    if found.faults or is_other:
        sys.exit(1)
    holds = mark("The register holds: {n} mails, {files} files, {times} times; it ends in {hash}.")
    says = _PARTLY if found.is_open else holds
    click.echo(spoken(says, hash=found.head, **registers.counts(found)))
    if kept is None:
        click.echo(spoken(_NO_HASH))
    if found.is_open:
        sys.exit(1)


def _complain(bar: Progress) -> Any:
    def complain(path: str, why: str) -> None:
        bar.clear()
        says = why.say(language.chosen()) if isinstance(why, Complaint) else spoken(why)
        click.echo(spoken("{path} can't be read: {why}.", path=safe(path), why=says.rstrip(".")), err=True)

    return complain


def _tell(folder: Path) -> bool:
    """Print the figures; whether it was read to its end."""
    from mailguard.forensics import telling
    from mailguard.forensics.store import Store

    with closing(Store(folder)) as store:
        found = telling.summary(store)
    with contextlib.suppress(BrokenPipeError):
        for line in sentences.of_case(found, language.chosen()):
            click.echo(safe(line))
    return bool(found["finished"])


_MARKED = (mark("CASE"), mark("DUMP…"), mark("NUMBER"), mark("HASH"))
