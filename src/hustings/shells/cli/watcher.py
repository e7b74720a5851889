"""``hustings watcher``: watches the team's mailboxes."""

import signal
import threading
from importlib import import_module

import click

from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_(
        "Watch the mailboxes that HQ names under Shield, hold attacks there, and answer reports. One of them"
        " runs at a time in a folder; `hustings up` starts it where there is a mailbox."
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
        raise click.ClickException(_("Another watcher runs here already.")) from error
    made.run(stop)
