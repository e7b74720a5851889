"""``hustings mailcatch``: keeps the demo's mail on this machine."""

from importlib import import_module

import click
from django.conf import settings

from hustings.cli import ground
from hustings.lib import parents
from hustings.lib.words import gettext as _


@click.command(
    help=_("Catch the mail that is sent to this machine and show it in the demo's inbox; nothing leaves.")
)
@click.option(
    "--port", type=click.IntRange(1, 65_535), help=_("Where to listen; without it HUSTINGS_INBOX_PORT.")
)
@click.option("--parent", type=int, hidden=True)
def mailcatch(port: int | None, parent: int | None) -> None:
    """Catch mail."""
    if parent:
        parents.end_with(parent)
    port = port or settings.INBOX_PORT
    ground.free_port("127.0.0.1", port, _("Choose another one in HUSTINGS_INBOX_PORT."))
    import_module("hustings.mailing.inbox").catch(port)
