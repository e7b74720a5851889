"""``hustings lmtp``: takes bounces from the mail server."""

from importlib import import_module

import click
from django.conf import settings

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import bind, preconditions


@click.command(
    help=_(
        "Receive bounces and complaints from the mail server by LMTP. Anyone who reaches the port can"
        " submit messages: allow only the mail server."
    )
)
@click.option(
    "--bind", "address", type=bind.Address(), help=_("Address to listen on. Default: HUSTINGS_LMTP.")
)
def lmtp(address: tuple[str, int] | None) -> None:
    """Take bounces."""
    address = address or settings.LMTP
    if address is None:
        raise click.UsageError(_("Give an address to listen on: --bind 127.0.0.1:2424, or HUSTINGS_LMTP."))
    preconditions.free_port(*address, _("Choose another in HUSTINGS_LMTP."))
    import_module("hustings.outreach.bounces.lmtp").receive(*address)
