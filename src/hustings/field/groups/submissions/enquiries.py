"""Messages to the hosts of a group: confirmed by mail, passed on, answered without an address being shown."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.models import Enquiry, LocalGroup
from hustings.field.groups.tasks import send_answer, send_enquiry
from hustings.people.persons.models import Person
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

NAME = "enquiries"


def ask(*, enquiry: Enquiry) -> Enquiry | None:
    """Keep it and queue the mail; None: barred, too many, or sent before. Raises Closed, TooMany."""
    if enquiry.group.closed_at or not enquiry.group.memberships.leaders().exists():
        raise Closed
    barred = address_bars.is_barred(enquiry.group, enquiry.key, visitor=enquiry.visitor)
    if refuse_many(enquiry) >= MAILS_PER_ADDRESS or barred:
        return None
    return enquiry if keep(enquiry) else None


def _confirm(enquiry: Enquiry) -> Enquiry:
    enquiry.person, _is_new = people.take_in(
        typed=enquiry, kind="group.wrote", group=enquiry.group_id, title=enquiry.group.name
    )
    enquiry.confirmed_at = timezone.now()
    enquiry.save(update_fields=["person", "confirmed_at"])
    send_enquiry.enqueue(enquiry.pk)
    return enquiry


@transaction.atomic
def answer(*, group: LocalGroup, pk: int, by: Person, words: str) -> bool:
    """Answer a message, once: whether this did."""
    rows = Enquiry.objects.confirmed().filter(group=group, pk=pk, answered_at=None)
    now = timezone.now()
    if not words.strip() or not rows.update(answer=words.strip()[:2_000], answered_at=now, answered_by=by):
        return False
    send_answer.enqueue(pk)
    return True


def waiting(group: LocalGroup) -> list[Enquiry]:
    """Those that no host has answered."""
    return list(Enquiry.objects.confirmed().filter(group=group, answered_at=None).order_by("confirmed_at"))


def _withdraw(enquiry: Enquiry) -> None:
    enquiry.withdrawn_at = timezone.now()
    enquiry.save(update_fields=["withdrawn_at"])


def _disown(enquiry: Enquiry) -> None:
    address_bars.bar(enquiry.group, enquiry.key)
    Enquiry.objects.filter(group=enquiry.group_id, key=enquiry.key).delete()


def _closed(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    words = {"group": enquiry.group, "problem": _("This group has no host at the moment.")}
    return render(request, "groups/joinings/closed.html", words, status=410)


def remove(rows: QuerySet[Any]) -> object:
    return rows.delete()


KIND = SubmissionKind(
    name=NAME, model=Enquiry, related=("group", "zone", "person"), templates="groups/enquiries",
    mail="groups/mails/enquiry",
    subject=lambda row: _("Confirm your message to “%(group)s”") % {"group": row.group},
    words=lambda row: {"enquiry": row, "group": row.group},
    confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown, remove=remove,
    withdrawn=gettext_lazy("Your message was withdrawn."),
)  # fmt: skip
