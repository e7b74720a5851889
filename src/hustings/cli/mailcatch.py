"""``hustings mailcatch``: keeps the demo's mail on this machine."""

from importlib import import_module

import click
from django.conf import settings

from hustings.lib import parents


@click.command()
@click.option("--port", type=int, help="Where to listen; without it HUSTINGS_INBOX_PORT.")
@click.option("--parent", type=int, hidden=True)
def mailcatch(port: int | None, parent: int | None) -> None:
    """Catch the mail that is sent to this machine and show it in the demo's inbox; nothing leaves."""
    if parent:
        parents.end_with(parent)
    import_module("hustings.mailing.inbox").catch(port or settings.INBOX_PORT)
