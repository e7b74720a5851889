"""Tells of alarms at once, by mail and hook, without a decoy's name: a mailbox may be read along."""

import hashlib
import hmac
import json

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.web.safe_http import Visitor
from hustings.security.decoys.models import Alarm

# The address is the operator's own, from the settings: it may be anywhere.
_ours = Visitor(may=lambda address: True, ports=None, seconds=10)


def whom() -> set[int]:
    """The security leads of the whole campaign; its directors where there is none."""
    keeping = Grant.objects.live().filter(zone=None, user__is_active=True)
    leads = set(keeping.filter(role=Role.SECURITY).values_list("user", flat=True))
    return leads or set(keeping.filter(role=Role.DIRECTOR).values_list("user", flat=True))


def spread(alarm: Alarm) -> None:
    """Queue what tells of it, in the transaction that raised it."""
    for user in sorted(whom()):
        tell.enqueue(alarm.pk, user, alarm.n)
    if settings.DECOY_HOOK:
        call_hook.enqueue(alarm.pk, alarm.n)


@jobs.label(_("Report a triggered decoy"))
@jobs.retries(attempts=8, wait=10)
@task()
def tell(alarm_id: int, user_id: int, n: int) -> None:
    """Mail one of them, in their language; running it twice sends one letter."""
    alarm, user = Alarm.objects.get(pk=alarm_id), User.objects.get(pk=user_id)
    last = alarm.sightings.first()
    with (
        exactly_once.once(f"decoys.alarm {alarm_id} {user_id} {n}") as is_due,
        translation.override(user.language),
    ):
        if is_due:
            about = {"n": n, "last": last, "where": where(alarm), "link": address_of(alarm)}
            write(user, "decoys/mail/alarm.txt", alarm=alarm, **about)


def address_of(alarm: Alarm) -> str:
    return str(settings.BASE_URL) + reverse("decoys:alarm", args=[alarm.pk])


def where(alarm: Alarm) -> str:
    """At which of our servers it was used last; of a page nothing, for whoever opens it sees the address."""
    last = alarm.sightings.first()
    return last.where if last and alarm.kind != Alarm.Kind.PAGE else ""


def said(alarm: Alarm, n: int) -> bytes:
    last = alarm.sightings.first()
    return json.dumps(
        {
            "alarm": alarm.pk, "kind": alarm.kind, "n": n, "first_at": alarm.first_at.isoformat(),
            "at": (last.at if last else alarm.last_at).isoformat(), "address": last.address if last else None,
            "where": where(alarm), "link": address_of(alarm),
        }
    ).encode()  # fmt: skip


@jobs.label(_("Notify another tool of a triggered decoy"))
@jobs.retries(attempts=8, wait=10)
@task()
def call_hook(alarm_id: int, n: int) -> None:
    """Tell the campaign's own hook, signed with its secret; running it twice tells once."""
    body = said(Alarm.objects.get(pk=alarm_id), n)
    url, secret = settings.DECOY_HOOK, settings.DECOY_HOOK_SECRET
    headers = {"Content-Type": "application/json", "User-Agent": "Hustings"}
    if secret:
        headers["X-Hustings-Signature"] = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    with exactly_once.once(f"decoys.hook {alarm_id} {n}") as is_due:
        if is_due and not (answer := _ours.post(url, body, headers)).is_taken:
            raise OSError(f"{answer.trouble or answer.status}")  # it is tried again
