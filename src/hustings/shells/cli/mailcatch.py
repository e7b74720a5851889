"""``hustings mailcatch``: keeps the demo's mail on this machine."""

from importlib import import_module

import click
from django.conf import settings

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import preconditions


@click.command(
    help=_("Catch e-mails sent to this machine and show them in the demo’s inbox. Nothing is sent.")
)
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    metavar="N",
    help=_("Port to listen on. Default: HUSTINGS_INBOX_PORT."),
)
def mailcatch(port: int | None) -> None:
    """Catch mail."""
    port = port or settings.INBOX_PORT
    preconditions.free_port("127.0.0.1", port, _("Choose another in HUSTINGS_INBOX_PORT."))
    import_module("hustings.outreach.delivery.demo_inbox").catch(port)
