"""Offer help: asked for, mailed, confirmed; taken back, or disowned by whose address it is."""

import logging
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.volunteers.actions import charters, places, volunteers
from hustings.field.volunteers.models import TaskPlace, Volunteer, VolunteerOffer
from hustings.foundation.lib import trap_addresses
from hustings.people.persons.models import Arrival
from hustings.people.signups import actions as people
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

log = logging.getLogger(__name__)
OFFERED, DISOWNED = "volunteer.offered", "volunteer.disowned"


def offer(*, offer: VolunteerOffer) -> VolunteerOffer | None:
    """Keep it and queue the mail; None: too many mails, an address of nobody's, or sent before.

    Raises Closed, TooMany.
    """
    if offer.task and not offer.task.is_open:
        raise Closed
    n_of_mailbox = refuse_many(offer)
    if trap_addresses.is_reserved(offer.key, where=offer.source, visitor=offer.visitor):
        return None
    if n_of_mailbox >= MAILS_PER_ADDRESS:
        log.warning("offer not mailed: the mailbox has had enough")
        return None
    offer.ref = ""
    return offer if keep(offer) else None


def _confirm(offer: VolunteerOffer) -> VolunteerOffer:
    """Take them in as a volunteer, with what they agreed to; and into the task, where there is room."""
    if offer.task and not offer.task.is_open:
        raise Closed
    came_before = "via" in (offer.came or {}) and people.agreed_before(offer.key)
    about = {"task": offer.task_id, "title": offer.task.titles} if offer.task else {}
    person, _is_new = people.take_in(typed=offer, kind=OFFERED, **about)
    people.note_arrival(
        person=person, act=Arrival.Act.SIGN_UP, came=offer.came, came_before=came_before
    )  # fmt: skip
    volunteers.enlist(
        person=person, km=offer.km, times=offer.times, age=offer.age, skills=offer.skills,
        source=offer.source,
    )  # fmt: skip
    charters.accept(person=person, versions=offer.versions, source=offer.source)
    offer.person, offer.confirmed_at, offer.phone = person, timezone.now(), ""
    offer.save(update_fields=["person", "confirmed_at", "phone"])
    if offer.task:
        try:
            places.take(task=offer.task, person=person)
        except places.NotTaken as why:  # the thanks say so
            log.info("task not taken by an offer task=%s: %s", offer.task_id, type(why).__name__)
    return offer


def _withdraw(offer: VolunteerOffer) -> None:
    """With a task they hand that back; else they help no more."""
    offer.withdrawn_at = timezone.now()
    offer.save(update_fields=["withdrawn_at"])
    if offer.task:
        live = TaskPlace.objects.filter(task=offer.task, person=offer.person).live()
        for place in live.filter(done_at=None):
            places.hand_back(place=place)
    elif found := Volunteer.objects.filter(person=offer.person).first():
        volunteers.leave(volunteer=found)


def _disown(offer: VolunteerOffer) -> None:
    """It was not them: the offer, its consents and its task go; of a profile only what it alone made."""
    if person := offer.person:
        people.take_back(typed=offer)
        person.log(DISOWNED)
        others = VolunteerOffer.objects.confirmed().filter(person=person).exclude(pk=offer.pk)
        found = Volunteer.objects.filter(person=person).first()
        if found and not others.exists():
            volunteers.leave(volunteer=found)
            found.delete()
    VolunteerOffer.objects.filter(key=offer.key).delete()


def _thanks(offer: VolunteerOffer) -> Mapping[str, Any]:
    if offer.task is None:
        return {}
    return {"place": TaskPlace.objects.filter(task=offer.task, person=offer.person).live().first()}


def _subject(offer: VolunteerOffer) -> str:
    if offer.task:
        return _("Confirm: %(task)s") % {"task": offer.task.title}
    return _("Confirm that you want to help")


def _closed(request: HttpRequest, offer: VolunteerOffer) -> HttpResponse:
    return render(request, "volunteers/task_closed.html", {"task": offer.task}, status=410)


KIND = SubmissionKind(
    name="volunteering", model=VolunteerOffer, related=("task", "zone", "person"), templates="volunteers",
    mail="volunteers/mails/offer", subject=_subject, words=lambda row: {"offer": row, "task": row.task},
    thanks_words=_thanks, confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown,
    withdrawn=gettext_lazy("We won’t ask you for help any more. You can offer it again at any time."),
    is_barred_after=False,
)  # fmt: skip
