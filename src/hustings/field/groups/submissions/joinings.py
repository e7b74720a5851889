"""Joining a group by its form: asked for, mailed, confirmed; taken back, or disowned."""

import logging
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups import membership
from hustings.field.groups.membership import NotAllowed
from hustings.field.groups.models import GroupRole, Joining
from hustings.people.persons.models import Arrival, Consent, Person, Purpose
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

log = logging.getLogger(__name__)
NAME = "joinings"


def ask(*, joining: Joining) -> Joining | None:
    """Keep it and queue the mail; None: barred, too many mails, or sent before. Raises Closed, TooMany."""
    if joining.group.closed_at:
        raise Closed
    n_of_mailbox = refuse_many(joining)
    if n_of_mailbox >= MAILS_PER_ADDRESS or address_bars.is_barred(
        joining.group, joining.key, visitor=joining.visitor
    ):
        log.warning("joining not mailed: the mailbox has had enough, or is barred")
        return None
    return joining if keep(joining) else None


def _confirm(joining: Joining) -> Joining:
    """Make or complete the person, and begin the membership. Raises Closed."""
    came_before = people.agreed_before(joining.key)
    joining.person, _is_new = people.take_in(
        typed=joining, kind="group.asked", group=joining.group_id, title=joining.group.name
    )
    try:
        membership.join(group=joining.group, person=joining.person, role=GroupRole(joining.role))
    except NotAllowed as why:
        log.info("joining refused id=%s", joining.pk)
        raise Closed(str(why)) from why
    joining.confirmed_at = timezone.now()
    joining.save(update_fields=["person", "confirmed_at"])
    people.note_arrival(
        person=joining.person, act=Arrival.Act.SIGN_UP, came=joining.came, came_before=came_before
    )
    return joining


def _withdraw(joining: Joining) -> None:
    joining.withdrawn_at = timezone.now()
    joining.save(update_fields=["withdrawn_at"])
    if joining.person:
        membership.leave(group=joining.group, person=joining.person)


def _disown(joining: Joining) -> None:
    """The membership and the consents go, where they began with it; a fingerprint bars the mailbox."""
    address_bars.bar(joining.group, joining.key)
    if joining.person and joining.confirmed_at:
        people.take_back(typed=joining)
        current = membership.of(joining.group, joining.person)
        if current and not current.leads and current.since >= joining.asked_at - timedelta(minutes=1):
            membership.leave(group=joining.group, person=joining.person)
    Joining.objects.filter(group=joining.group_id, key=joining.key).delete()


def _closed(request: HttpRequest, joining: Joining) -> HttpResponse:
    return render(request, "groups/joinings/closed.html", {"group": joining.group}, status=410)


def remove(rows: QuerySet[Any]) -> object:
    """Delete what people who are erased sent."""
    return rows.delete()


def gets_emails(person: Person | None) -> bool:
    """Whether they agreed to e-mails, without which no message to members reaches them."""
    return Consent.objects.live().filter(person=person, purpose=Purpose.EMAIL).exists()


def _thanks_words(joining: Joining) -> dict[str, Any]:
    return {"gets_emails": gets_emails(joining.person)}


KIND = SubmissionKind(
    name=NAME, model=Joining, related=("group", "zone", "person"), templates="groups/joinings",
    mail="groups/mails/joining",
    subject=lambda row: _("Confirm: %(group)s") % {"group": row.group},
    words=lambda row: {"joining": row, "group": row.group},
    thanks_words=_thanks_words, confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown,
    remove=remove,
    withdrawn=gettext_lazy("You have left the group. You can join again at any time."),
)  # fmt: skip
