"""``hustings lmtp``: takes bounces from the mail server."""

from importlib import import_module

import click
from django.conf import settings

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import bind, preconditions


@click.command(
    help=_(
        "Take bounces and complaints from the mail server by LMTP. Whoever reaches the port may hand in"
        " messages: let only the mail server do so."
    )
)
@click.option("--bind", "address", type=bind.Address(), help=_("Where to listen; without it HUSTINGS_LMTP."))
def lmtp(address: tuple[str, int] | None) -> None:
    """Take bounces."""
    address = address or settings.LMTP
    if address is None:
        raise click.UsageError(_("Say where to listen: --bind 127.0.0.1:2424, or HUSTINGS_LMTP."))
    preconditions.free_port(*address, _("Choose another one in HUSTINGS_LMTP."))
    import_module("hustings.outreach.bounces.lmtp").receive(*address)
