"""``mailguard watch``: look after mailboxes at any provider, by IMAP."""

import logging
import signal
import sqlite3
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailguard.agents.setup import Setup, Unusable
from mailguard.cli import opening
from mailguard.cli.language import chosen, language_option, spoken
from mailguard.cli.opening import Refused
from mailguard.i18n import of_system

if TYPE_CHECKING:
    from mailguard.agents.imap.alone import Alone
    from mailguard.agents.imap.settings import Watched
    from mailguard.agents.platform.client import Platform


@click.command()
@click.argument("settings", type=click.Path(path_type=Path), metavar="SETTINGS")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="DIRECTORY",
    help="Folder for its state and waiting reports; created if missing.",
)
@click.option("--hq", metavar="URL", help="The platform to report to, such as https://hq.example.org.")
@click.option(
    "--token",
    "token_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Its token for this connector.",
)
@click.option(
    "--try", "is_trial", is_flag=True, help="Only sign in to each mailbox and show what its server supports."
)
@opening.files
@language_option
def watch(
    settings: Path,
    folder: Path | None,
    hq: str | None,
    token_file: Path | None,
    is_trial: bool,
    **options: Any,
) -> None:
    """Monitor the mailboxes named in SETTINGS (TOML): quarantine, flag and release messages, by IMAP.

    No message is ever marked as read. SIGTERM stops it after the messages in progress, SIGHUP reads
    SETTINGS, profile and policy again. It may be killed at any moment: the next start continues where
    it was.
    """
    watched = read_settings(settings)
    if is_trial:
        _try(watched)
        return
    if folder is None:
        raise Refused(spoken("Name a folder to remember things in: --folder DIRECTORY."))
    if bool(hq) != bool(token_file):
        raise Refused(spoken("--hq and --token belong together."))
    setup = opening.setup(options)
    with opening.usable():
        setup.engine()  # files that can't be used are told before any mailbox is opened
    platform = _platform(hq, token_file) if hq and token_file else None
    _run(settings, watched, folder, platform, setup)


def read_settings(path: Path) -> "Watched":
    from mailguard.agents.imap import settings

    try:
        return settings.load(path)
    except settings.BadSettings as error:
        raise Refused(spoken("These settings can't be used: {why}.", why=error.say(chosen()))) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("{path} can't be read: {why}.", path=error.filename, why=why)) from error


def _platform(url: str, token_file: Path) -> "Platform":
    from mailguard.agents.platform.client import BadPlatform, Platform

    try:
        return Platform.read(url, token_file)
    except BadPlatform as error:
        raise Refused(error.say(chosen())) from error
    except OSError as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("{path} can't be read: {why}.", path=token_file, why=why)) from error


def _try(watched: "Watched") -> None:
    """One line a box, then what its server can do; the exit code is 1 where one can't be watched."""
    from mailguard.agents.imap import FromFiles, probe
    from mailguard.i18n import translate

    is_good = True
    for box in watched.settings.boxes:
        found = probe(box, FromFiles(watched.secrets))
        if found.problem:
            is_good = False
            click.echo(f"{box.name}: {found.problem.say(chosen())}")
            continue
        click.echo(spoken("{name}: it can be watched.", name=box.name))
        for each in found.says:
            click.echo(f"    {translate(each, chosen())}")
    sys.exit(0 if is_good else 1)


def _run(path: Path, watched: "Watched", folder: Path, platform: "Platform | None", setup: Setup) -> None:
    from mailguard.agents.imap.alone import Alone
    from mailguard.agents.imap.state import InUse

    logging.basicConfig(level=logging.INFO, format="mailguard: %(message)s", stream=sys.stderr)
    logging.getLogger("imapclient").setLevel(logging.ERROR)
    stop, again = threading.Event(), threading.Event()
    try:
        alone = Alone(watched, folder, platform, setup, chosen())
    except InUse as error:
        raise Refused(error.say(chosen())) from error
    except (OSError, sqlite3.Error) as error:
        why = of_system(error).say(chosen())
        raise Refused(spoken("{path} can't be used: {why}.", path=folder, why=why)) from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    signal.signal(signal.SIGHUP, lambda *_: again.set())
    threading.Thread(target=_heed, args=(alone, path, again), daemon=True).start()
    click.echo(spoken("Mailboxes that are watched: {n}.", n=len(watched.settings.boxes)), err=True)
    alone.run(stop)


def _heed(alone: "Alone", path: Path, again: threading.Event) -> None:
    """Read the files again at SIGHUP; what can't be used changes nothing."""
    while again.wait():
        again.clear()
        try:
            alone.reload(read_settings(path))
            said = spoken("Settings, profile and policy were read again.")
        except (Refused, Unusable) as error:
            why = error.say(chosen()) if isinstance(error, Unusable) else error.message
            said = f"{why} {spoken('Nothing was changed.')}"
        click.echo(f"mailguard: {said}", err=True)
