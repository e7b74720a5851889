"""Signing in and out: devices, attempts and the lines of the security log."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import tasks
from hustings.foundation.accounts.actions.log import log
from hustings.foundation.accounts.models import Device, Invitation, LogEntry, User, hashed


class LinkSpent(Exception):
    """The one-time link was used, has expired or never was."""


@transaction.atomic
def redeem(*, token: str, address: str = "") -> User:
    """Spend a one-time link; the user of it is let in."""
    now = timezone.now()
    good = Invitation.objects.filter(
        key=hashed(token), used_at=None, expires_at__gt=now, user__is_active=True
    )
    if not good.update(used_at=now):  # one of two who open it at once gets in
        raise LinkSpent(_("This link has been used or has expired."))
    user = Invitation.objects.select_related("user").get(key=hashed(token)).user
    log(kind=LogEntry.Kind.LINK_USED, subject=user, actor=user, address=address)
    return user


@transaction.atomic
def remember_device(*, user: User, token: str, name: str, address: str, how: str) -> Device:
    """Write the log-in down; a device not seen before is told to the user by mail."""
    device, is_new = Device.objects.get_or_create(
        user=user, key=hashed(token), defaults={"name": name[:100], "address": address or None}
    )
    log(kind=LogEntry.Kind.SIGN_IN, subject=user, actor=user, address=address, detail=how, device=name)
    if is_new:
        log(kind=LogEntry.Kind.NEW_DEVICE, subject=user, actor=user, address=address, detail=name)
        tasks.mail_new_device.enqueue(device.pk)
    else:
        device.name, device.address, device.last_seen_at = name[:100], address or None, timezone.now()
        device.save(update_fields=["name", "address", "last_seen_at"])
    return device


@transaction.atomic
def sign_out_elsewhere(*, user: User, but: str, address: str = "", only: int | None = None) -> int:
    """End the user's sessions except the one of key ``but``, or the one numbered ``only``. How many ended."""
    ending = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        ending = ending.filter(pk=only)
    sessions = list(ending)
    for session in sessions:
        session.end()
        log(
            kind=LogEntry.Kind.SIGN_OUT_ELSEWHERE, subject=user, actor=user, address=address,
            detail=str(session.ip),
        )  # fmt: skip
    return len(sessions)
