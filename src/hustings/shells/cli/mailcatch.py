"""``hustings mailcatch``: keeps the demo's mail on this machine."""

from importlib import import_module

import click
from django.conf import settings

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import preconditions


@click.command(
    help=_("Catch the mail that is sent to this machine and show it in the demo's inbox; nothing leaves.")
)
@click.option(
    "--port", type=click.IntRange(1, 65_535), help=_("Where to listen; without it HUSTINGS_INBOX_PORT.")
)
def mailcatch(port: int | None) -> None:
    """Catch mail."""
    port = port or settings.INBOX_PORT
    preconditions.free_port("127.0.0.1", port, _("Choose another one in HUSTINGS_INBOX_PORT."))
    import_module("hustings.outreach.delivery.demo_inbox").catch(port)
