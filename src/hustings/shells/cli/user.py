"""``hustings user``: who may sign in to HQ, from the shell of the machine."""

from datetime import date, datetime

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Prefetch
from django.utils import timezone

from hustings.foundation.accounts import actions
from hustings.foundation.accounts.middleware import has_second_factor
from hustings.foundation.accounts.models import Grant, Invitation, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.territories import zone_search
from hustings.foundation.territories.models import Kind, Zone

ROLE = click.Choice([role.value for role in Role])
LANGUAGE = click.Choice(["fr", "en"])
DAY = click.DateTime(["%Y-%m-%d"])
ZONE_HELP = _("Territory: FR-69, or a name. Default: everywhere.")
UNTIL_HELP = _("The last day, like 2027-05-02.")


@click.group(
    help=_(
        """Manage users of HQ: their roles, territories and end dates.

    On a new server, start with: hustings user add YOU@EXAMPLE.ORG --role director"""
    )
)
def user() -> None:
    """Group the commands about users."""


@user.command(help=_("Create a user and print a one-time sign-in link."))
@click.argument("email")
@click.option("--role", type=ROLE, required=True, help=_("Role in the campaign."))
@click.option("--zone", help=ZONE_HELP)
@click.option("--until", type=DAY, help=UNTIL_HELP)
@click.option("--name", default="", help=_("Given and family name."))
@click.option("--language", type=LANGUAGE, help=_("Language of HQ for this user. Default: the campaign’s."))
def add(
    email: str, role: str, zone: str | None, until: datetime | None, name: str, language: str | None
) -> None:
    """Make a user."""
    _demand_address(email)
    try:
        made = actions.invite(
            email=email,
            role=Role(role),
            zone=_zone(zone),
            ends_on=_day(until),
            by=None,
            name=name,
            language=language or "",
            is_mailed=False,
        )
    except actions.AlreadyMember as refusal:
        raise click.ClickException(
            _("{email} is already a user. Use `hustings user grant` to add a role.").format(email=email)
        ) from refusal
    _show(made)


@user.command("list", help=_("List users, their roles, and whether they have a second factor."))
def list_() -> None:
    """List users."""
    grants = Prefetch("grants", Grant.objects.live().select_related("zone"), to_attr="live_grants")
    for one in User.objects.order_by("email").prefetch_related(grants):
        state = "" if one.is_active else "  " + _("(blocked)")
        factor = _("second factor") if has_second_factor(one) else _("NO second factor")
        click.echo(f"{one.email}  {one.get_full_name()}  {factor}{state}")
        for grant in one.live_grants:
            says = (
                _("{number}: {role} in {zone} until {day}")
                if grant.ends_on
                else _("{number}: {role} in {zone}")
            )
            said = says.format(number=grant.pk, role=grant.role, zone=_where(grant.zone), day=grant.ends_on)
            click.echo(f"    {said}")


@user.command(help=_("Add a role to a user."))
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--zone", help=ZONE_HELP)
@click.option("--until", type=DAY, help=UNTIL_HELP)
def grant(email: str, role: str, zone: str | None, until: datetime | None) -> None:
    """Grant a role."""
    given = actions.grant(user=_user(email), role=Role(role), zone=_zone(zone), ends_on=_day(until), by=None)
    click.echo(
        _("{email} is {role} in {zone}.").format(email=email, role=given.role, zone=_where(given.zone))
    )


@user.command(help=_("End a user's role now."))
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--zone", help=_("Only the role in this territory."))
def revoke(email: str, role: str, zone: str | None) -> None:
    """End a user's role now."""
    found = Grant.objects.live().filter(user=_user(email), role=role).select_related("user", "zone")
    if zone:
        found = found.filter(zone=_zone(zone))
    ending = list(found)
    if not ending:
        raise click.ClickException(
            _("{email} doesn’t have this role. `hustings user list` shows their roles.").format(email=email)
        )
    try:
        for one in ending:
            actions.revoke(grant=one, by=None)
    except actions.LastDirector as refusal:
        raise click.ClickException(
            _("The campaign needs at least one director. Add another one first.")
        ) from refusal
    click.echo(_("{email} is no longer {role}.").format(email=email, role=role))


@user.command(help=_("Block a user now and end all sessions."))
@click.argument("email")
def deactivate(email: str) -> None:
    """Shut a user out."""
    try:
        actions.deactivate(user=_user(email), by=None)
    except actions.LastDirector as refusal:
        raise click.ClickException(
            _("The campaign needs at least one director. Add another one first.")
        ) from refusal
    click.echo(_("{email} is blocked.").format(email=email))


@user.command("reset-second-factor", help=_("Remove lost passkeys, app and codes, and print a new link."))
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take away a second factor."""
    _show(actions.reset_second_factor(user=_user(email), by=None, is_mailed=False))


def _show(made: Invitation) -> None:
    click.echo(_("Open this link on the device you’ll work on. It works once, for three days:"), err=True)
    click.echo(made.link())


def _user(email: str) -> User:
    found: User | None = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise click.ClickException(_("No user {email}. `hustings user list` lists all.").format(email=email))
    return found


def _demand_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as refusal:
        raise click.UsageError(
            _("“{email}” is not an e-mail address. Use one like you@example.org.").format(email=email)
        ) from refusal
    if found := trap_addresses.in_text(email, where="hustings user add"):
        raise click.UsageError(trap_addresses.refusal(found))


def _day(moment: datetime | None) -> date | None:
    if moment and moment.date() < timezone.localdate():
        raise click.UsageError(_("--until {day} is in the past. Give a later day.").format(day=moment.date()))
    return moment.date() if moment else None


def _where(zone: Zone | None) -> str:
    return str(zone) if zone else _("the whole campaign")


def _zone(text: str | None) -> Zone | None:
    """``FR-69`` is the department where a region has the same code, as in ISO 3166; else as in HQ."""
    if not text:
        return None
    country, _dash, code = text.upper().partition("-")
    exact = {zone.kind: zone for zone in Zone.objects.filter(country=country, code=code)}
    if exact:
        return exact.get(Kind.DEPARTMENT) or next(iter(exact.values()))
    try:
        return zone_search.the_one(text, Zone.objects.all())
    except zone_search.NotOneZone as several:
        raise click.ClickException(
            f"{several} " + _("Load territories with `hustings territories load`.")
        ) from several
