"""Users come in by a link, and are shut out at once."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from hustings.foundation.accounts import access, tasks, wagtail_groups
from hustings.foundation.accounts.actions import grants
from hustings.foundation.accounts.actions.log import log
from hustings.foundation.accounts.models import Invitation, LogEntry, User
from hustings.foundation.accounts.rights import CHANGE_TEAM
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone

LINK_LASTS = timedelta(days=3)


class AlreadyMember(Exception):
    """There is a user of that address."""


@transaction.atomic
def invite(
    *, email: str, role: Role, zone: Zone | None = None, ends_on: date | None = None, by: User | None,
    name: str = "", language: str = "", address: str = "", is_mailed: bool = True,
) -> Invitation:  # fmt: skip
    """A new user with one grant, and the link that lets them in: mailed, or made by the caller."""
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyMember(_("This address already belongs to a team member. Grant them a role instead."))
    first_name, __, last_name = name.strip().partition(" ")
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    grants.grant(user=user, role=role, zone=zone, ends_on=ends_on, by=by, address=address)
    log(kind=LogEntry.Kind.INVITED, subject=user, actor=by, address=address)
    return _new_link(user, by, is_mailed)


@transaction.atomic
def new_link(*, user: User, by: User | None, address: str = "", is_mailed: bool = True) -> Invitation:
    """Another link for a user who has not been in yet, or has lost the way in. Older ones are void."""
    _check_may_let_in(user, by)
    log(kind=LogEntry.Kind.INVITED, subject=user, actor=by, address=address)
    return _new_link(user, by, is_mailed)


@transaction.atomic
def reset_second_factor(
    *, user: User, by: User | None, address: str = "", is_mailed: bool = True
) -> Invitation:
    """For someone who lost passkeys, app and codes: take them away, end all sessions, make a new link."""
    _check_may_let_in(user, by)
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log(kind=LogEntry.Kind.FACTOR_RESET, subject=user, actor=by, address=address)
    return _new_link(user, by, is_mailed)


@transaction.atomic
def deactivate(*, user: User, by: User | None, address: str = "") -> None:
    """Shut a user out: no more log-in, every session ends now, no link works."""
    _check_may_change(user, by)
    grants.check_a_director_stays(without=user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.invitations.filter(used_at=None).update(expires_at=timezone.now())
    end_sessions(user)
    access.forget(user)
    log(kind=LogEntry.Kind.DEACTIVATED, subject=user, actor=by, address=address)


@transaction.atomic
def reactivate(*, user: User, by: User | None, address: str = "") -> None:
    _check_may_let_in(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    log(kind=LogEntry.Kind.REACTIVATED, subject=user, actor=by, address=address)


def end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def tidy() -> None:
    """Leave Wagtail's groups where a role has ended, and forget sessions that have."""
    for user in User.objects.filter(groups__isnull=False).distinct():
        wagtail_groups.sync(user, access.live_grants(user))
    call_command("clearsessions")


def _new_link(user: User, by: User | None, is_mailed: bool) -> Invitation:
    now = timezone.now()
    user.invitations.filter(used_at=None).update(expires_at=now)
    made: Invitation = user.invitations.create(made_by=by, expires_at=now + LINK_LASTS)
    if is_mailed:
        tasks.mail_invitation.enqueue(made.pk)
    return made


def _check_may_change(user: User, by: User | None) -> None:
    """Those who change the team may shut out anyone within their territory: an intruder must go at once."""
    if by is None:
        return
    if by == user:
        raise grants.BeyondYourRights(_("You can’t do this to your own account. Ask another team member."))
    today = timezone.localdate()
    zones = {grant.zone for grant in access.live_grants(user)} or {None}
    if not all(access.may_until(by, CHANGE_TEAM, zone, today) for zone in zones):
        raise grants.BeyondYourRights(_("This member’s roles cover more than your own territory."))


def _check_may_let_in(user: User, by: User | None) -> None:
    _check_may_change(user, by)
    held = User(pk=user.pk, is_active=True)  # the rights as they will be, also of one who is shut out now
    if by and not grants.holds_all_of(by, held):
        raise grants.BeyondYourRights(_("This member has rights that you don’t have."))
