"""``hustings maintenance on|off``: close the site's pages for work, and open them."""

from datetime import timedelta

import click
from django.utils import timezone

from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(help=_("Close the site for maintenance (on), or reopen it (off). HQ stays available."))
@click.argument("state", type=click.Choice(["on", "off"]))
@click.option("--minutes", type=click.IntRange(1, 10_080), metavar="N", help=_("Estimated duration."))
def maintenance(state: str, minutes: int | None) -> None:
    """Close and open."""
    from hustings.site.website import actions

    if state == "off":
        actions.open_site()
        click.echo(_("The site is open."))
        return
    until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    actions.close_site(until=until)
    click.echo(_("The site asks visitors to come back later. HQ stays available. To reopen: maintenance off"))
