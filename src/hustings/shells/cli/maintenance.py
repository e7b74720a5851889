"""``hustings maintenance on|off``: close the site's pages for work, and open them."""

from datetime import timedelta

import click
from django.utils import timezone

from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(help=_("Close the site’s pages for work (on), or open them again (off). HQ stays reachable."))
@click.argument("state", type=click.Choice(["on", "off"]))
@click.option("--minutes", type=click.IntRange(1, 10_080), help=_("About how long it will take."))
def maintenance(state: str, minutes: int | None) -> None:
    """Close and open."""
    from hustings.site.website import actions

    if state == "off":
        actions.open_site()
        click.echo(_("The site is open."))
        return
    until = timezone.now() + timedelta(minutes=minutes) if minutes else None
    actions.close_site(until=until)
    click.echo(_("Readers are asked to come back later; HQ stays reachable. To open: maintenance off"))
