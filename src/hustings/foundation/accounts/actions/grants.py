"""Granting and ending roles. Nobody gives what they don't hold."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access, wagtail_groups
from hustings.foundation.accounts.actions.log import log
from hustings.foundation.accounts.models import Grant, LogEntry, User
from hustings.foundation.accounts.rights import CHANGE_TEAM
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone


class BeyondYourRights(Exception):
    """The one who acts lacks what they would give or take."""


class LastDirector(Exception):
    """Nobody would be left to direct the campaign."""


@transaction.atomic
def grant(
    *, user: User, role: Role, zone: Zone | None = None, ends_on: date | None = None, by: User | None,
    address: str = "",
) -> Grant:  # fmt: skip
    """Give a role in a zone (None: everywhere) up to a day. ``by`` None is the command line: it may all."""
    if by:
        _check_may_give(by, Role(role), zone, ends_on)
    given, made = Grant.objects.live().get_or_create(
        user=user, role=role, zone=zone, defaults={"ends_on": ends_on, "granted_by": by}
    )
    if not made and given.ends_on != ends_on:
        given.ends_on, given.granted_by = ends_on, by
        given.save(update_fields=["ends_on", "granted_by"])
    log(kind=LogEntry.Kind.GRANTED, subject=user, actor=by, address=address, detail=_in_words(given))
    _apply(user)
    return given


@transaction.atomic
def revoke(*, grant: Grant, by: User | None, address: str = "") -> None:
    """End a grant now."""
    if by and not access.may_until(by, CHANGE_TEAM, grant.zone, timezone.localdate()):
        raise BeyondYourRights(_("This role covers more than your own territory."))
    if grant.role == Role.DIRECTOR:
        check_a_director_stays(without=grant.user, but=grant)
    Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=timezone.now())
    log(kind=LogEntry.Kind.REVOKED, subject=grant.user, actor=by, address=address, detail=_in_words(grant))
    _apply(grant.user)


def check_a_director_stays(*, without: User, but: Grant | None = None) -> None:
    """Raise LastDirector where no other active user directs everywhere, for good."""
    directing = Grant.objects.live().filter(role=Role.DIRECTOR, zone=None, user__is_active=True)
    if but and (but.zone_id is not None or not but.is_live):
        return
    others = directing.exclude(pk=but.pk) if but else directing.exclude(user=without)
    if directing.filter(user=without).exists() and not others.exists():
        raise LastDirector(_("The campaign needs at least one director. Add another director first."))


def holds_all_of(by: User, user: User) -> bool:
    """Whether ``by`` holds every right that ``user`` holds, wherever and as long as they hold it."""
    return all(
        access.may_until(by, right, grant.zone, grant.ends_on)
        for grant in access.live_grants(user)
        for right in grant.rights
    )


def _check_may_give(by: User, role: Role, zone: Zone | None, ends_on: date | None) -> None:
    needed = {CHANGE_TEAM, *role.rights_in(is_everywhere=zone is None)}
    if not all(access.may_until(by, right, zone, ends_on) for right in needed):
        raise BeyondYourRights(_("You can only grant roles within your own rights, territories and dates."))


def _apply(user: User) -> None:
    access.forget(user)
    wagtail_groups.sync(user, access.live_grants(user))


def _in_words(grant: Grant) -> str:
    until = f" → {grant.ends_on:%Y-%m-%d}" if grant.ends_on else ""
    return f"{grant.role} · {grant.zone or '*'}{until}"
