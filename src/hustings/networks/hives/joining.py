"""Joining a buying group by its form: asked for, mailed, confirmed; taken back, or disowned."""

import logging
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.networks.hives.actions.hives import join, leave
from hustings.networks.hives.models import HiveJoining, Member
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

log = logging.getLogger(__name__)
NAME, ASKED = "hive_joinings", "hives.asked"


def ask(*, joining: HiveJoining) -> HiveJoining | None:
    """Keep it and queue the mail; None: barred, too many mails, or sent before. Raises Closed, TooMany."""
    if joining.hive.ended_at:
        raise Closed
    n_of_mailbox = refuse_many(joining)
    is_barred = address_bars.is_barred(joining.hive, joining.key, visitor=joining.visitor)
    if n_of_mailbox >= MAILS_PER_ADDRESS or is_barred:
        log.warning("joining not mailed: the mailbox has had enough, or is barred")
        return None
    return joining if keep(joining) else None


def _confirm(joining: HiveJoining) -> HiveJoining:
    """Make or complete the person, and begin the membership. Raises Closed."""
    if joining.hive.ended_at:
        raise Closed
    person, _is_new = people.take_in(typed=joining, kind=ASKED, hive=joining.hive_id, name=joining.hive.name)
    join(hive=joining.hive, person=person)
    joining.person, joining.confirmed_at = person, timezone.now()
    joining.save(update_fields=["person", "confirmed_at"])
    return joining


def _withdraw(joining: HiveJoining) -> None:
    joining.withdrawn_at = timezone.now()
    joining.save(update_fields=["withdrawn_at"])
    if joining.person:
        leave(hive=joining.hive, person=joining.person)


def _disown(joining: HiveJoining) -> None:
    """The membership and the consents go, where they began with it; a fingerprint bars the mailbox."""
    address_bars.bar(joining.hive, joining.key)
    if joining.person and joining.confirmed_at:
        people.take_back(typed=joining)
        since = joining.asked_at - timedelta(minutes=1)
        rows = Member.objects.live().filter(hive=joining.hive, person=joining.person, joined_at__gte=since)
        if rows.exists():
            leave(hive=joining.hive, person=joining.person)
    HiveJoining.objects.filter(hive=joining.hive_id, key=joining.key).delete()


def _closed(request: HttpRequest, joining: HiveJoining) -> HttpResponse:
    return render(request, "hives/joining/closed.html", {"hive": joining.hive}, status=410)


KIND = SubmissionKind(
    name=NAME, model=HiveJoining, related=("hive", "person"), templates="hives/joining",
    mail="hives/joining/mail", subject=lambda row: _("Confirm: %(group)s") % {"group": row.hive},
    words=lambda row: {"joining": row, "hive": row.hive}, confirm=_confirm, closed=_closed,
    withdraw=_withdraw, disown=_disown,
    withdrawn=gettext_lazy("You have left the buying group. You can join again at any time."),
)  # fmt: skip
