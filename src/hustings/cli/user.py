"""``hustings user``: who may sign in to HQ, from the shell of the machine."""

from datetime import date, datetime

import click
from django.db.models import Prefetch

from hustings.accounts import actions
from hustings.accounts.middleware import has_second_factor
from hustings.accounts.models import Grant, Invitation, User
from hustings.accounts.roles import Role
from hustings.territories import finding
from hustings.territories.models import Kind, Zone

ROLE = click.Choice([role.value for role in Role])
DAY = click.DateTime(["%Y-%m-%d"])
HOW_TO_OPEN = "Open this link on the device to work with. It works once, for three days:"


@click.group()
def user() -> None:
    """Say who may sign in to HQ, as what, where and until when.

    On a new machine, start with: hustings user add YOU@EXAMPLE.ORG --role director
    """


@user.command()
@click.argument("email")
@click.option("--role", type=ROLE, required=True, help="What they are to the campaign.")
@click.option("--zone", help="Where: FR-69, or a name. Everywhere if left out.")
@click.option("--until", type=DAY, help="The last day, such as 2027-05-02.")
@click.option("--name", default="", help="Given and family name.")
@click.option("--language", default="", help="fr or en.")
def add(email: str, role: str, zone: str | None, until: datetime | None, name: str, language: str) -> None:
    """Make a user and print the link that lets them in once."""
    try:
        made = actions.invite(
            email=email,
            role=Role(role),
            zone=_zone(zone),
            ends_on=_day(until),
            by=None,
            name=name,
            language=language,
            is_mailed=False,
        )
    except actions.AlreadyMember as refusal:
        raise click.ClickException(
            f"{email} is a user already. `hustings user grant` gives another role."
        ) from refusal
    _show(made)


@user.command("list")
def list_() -> None:
    """List users, what is granted to them, and whether a second factor is set up."""
    grants = Prefetch("grants", Grant.objects.live().select_related("zone"), to_attr="live_grants")
    for one in User.objects.order_by("email").prefetch_related(grants):
        state = "" if one.is_active else "  (shut out)"
        factor = "second factor" if has_second_factor(one) else "NO second factor"
        click.echo(f"{one.email}  {one.get_full_name()}  {factor}{state}")
        for grant in one.live_grants:
            until = f" until {grant.ends_on}" if grant.ends_on else ""
            click.echo(f"    {grant.pk}: {grant.role} in {grant.zone or 'the whole campaign'}{until}")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--zone", help="Where: FR-69, or a name. Everywhere if left out.")
@click.option("--until", type=DAY, help="The last day, such as 2027-05-02.")
def grant(email: str, role: str, zone: str | None, until: datetime | None) -> None:
    """Give a user one more role."""
    given = actions.grant(user=_user(email), role=Role(role), zone=_zone(zone), ends_on=_day(until), by=None)
    click.echo(f"{email} is {given.role} in {given.zone or 'the whole campaign'}.")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--zone", help="Only the grant in this territory.")
def revoke(email: str, role: str, zone: str | None) -> None:
    """End a user's role now."""
    found = Grant.objects.live().filter(user=_user(email), role=role).select_related("user", "zone")
    if zone:
        found = found.filter(zone=_zone(zone))
    ending = list(found)
    if not ending:
        raise click.ClickException(f"{email} has no such role. `hustings user list` shows what they have.")
    try:
        for one in ending:
            actions.revoke(grant=one, by=None)
    except actions.LastDirector as refusal:
        raise click.ClickException("Somebody must stay director: make another one first.") from refusal
    click.echo(f"{email} is no longer {role}.")


@user.command()
@click.argument("email")
def deactivate(email: str) -> None:
    """Shut a user out now: every session ends."""
    try:
        actions.deactivate(user=_user(email), by=None)
    except actions.LastDirector as refusal:
        raise click.ClickException("Somebody must stay director: make another one first.") from refusal
    click.echo(f"{email} is shut out.")


@user.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take away passkeys, app and codes that were lost, and print a new link."""
    _show(actions.reset_second_factor(user=_user(email), by=None, is_mailed=False))


def _show(made: Invitation) -> None:
    click.echo(HOW_TO_OPEN, err=True)
    click.echo(made.link())


def _user(email: str) -> User:
    found: User | None = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise click.ClickException(f"There is no user {email}. `hustings user list` shows all.")
    return found


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _zone(text: str | None) -> Zone | None:
    """``FR-69`` is the department where a region has the same code, as in ISO 3166; else as in HQ."""
    if not text:
        return None
    country, __, code = text.upper().partition("-")
    exact = {zone.kind: zone for zone in Zone.objects.filter(country=country, code=code)}
    if exact:
        return exact.get(Kind.DEPARTMENT) or next(iter(exact.values()))
    try:
        return finding.the_one(text, Zone.objects.all())
    except finding.NotOneZone as several:
        raise click.ClickException(
            f"{several} Territories are loaded by `hustings territories load`."
        ) from several
