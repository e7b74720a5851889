"""``hustings watcher``: watches the team's mailboxes."""

import signal
import threading
from importlib import import_module

import click

from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_(
        "Watch the mailboxes set up in HQ under Security, quarantine attacks, and answer reports."
        " Only one runs per folder; `hustings up` starts it if there is a mailbox."
    )
)
def watcher() -> None:
    """Watch mailboxes."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_frame: stop.set())
    state = import_module("mailguard.agents.imap.state")
    try:
        made = import_module("hustings.security.incidents.sources.watcher").Watcher()
    except state.InUse as error:
        raise click.ClickException(_("Another watcher is already running here.")) from error
    made.run(stop)
