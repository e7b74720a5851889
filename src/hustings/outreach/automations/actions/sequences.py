"""Make a sequence, start it, hold it, end it; put people in and take them out."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.automations import exits, transitions
from hustings.outreach.automations.models import Enrolment, Sequence, Step
from hustings.outreach.automations.rights import may_steer_sequence
from hustings.outreach.delivery import tasks
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.mailings import look_snapshot
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.publication import published
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review.approvals import rules
from hustings.outreach.tracking import plans
from hustings.people.persons.models import Person, Topic
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.segments.criteria import BadCriteria, read
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)
State = Sequence.State


@transaction.atomic
def make(*, name: str, user: User | None, note: str = "") -> Sequence:
    """An empty one."""
    made = Sequence.objects.create(name=name[:100], note=note[:300], user=user)
    log.info("sequence made sequence=%s", made.pk)
    return made


@transaction.atomic
def settle(
    *,
    sequence: Sequence,
    name: str,
    note: str = "",
    topic: Topic | None = None,
    again_after: int | None = None,
    leaves_when: Segment | None = None,
) -> Sequence:
    """Change what holds for all of it. Its letters get the topic at once."""
    held = locked(sequence)
    held.name, held.note, held.topic = name[:100], note[:300], topic
    held.again_after, held.leaves_when = again_after, leaves_when
    held.criteria = copied(leaves_when) if not held.is_draft else None
    held.save()
    Mailing.objects.filter(step__sequence=held).update(topic=topic)
    return held


def locked(sequence: Sequence) -> Sequence:
    """Held: no batch runs beside a change."""
    held = Sequence.objects.select_for_update(of=("self",)).get(pk=sequence.pk)
    if held.is_over:
        raise Refused(_("The sequence has ended."))
    return held


def copied(segment: Segment | None) -> Any:
    """The segment's criteria as they are now: who changes it later does not change whom we write to."""
    if segment is None:
        return None
    try:
        read(segment.criteria)
    except BadCriteria as bad:
        words = _("The segment “%(name)s” can’t be used: %(why)s")
        raise Refused(words % {"name": segment, "why": bad}) from bad
    return segment.criteria


def freeze(sequence: Sequence) -> None:
    sequence.criteria = copied(sequence.leaves_when)
    sequence.save(update_fields=["criteria"])
    for row in [
        *sequence.steps.filter(removed_at=None).exclude(segment=None).select_related("segment"),
        *sequence.triggers.exclude(segment=None).select_related("segment"),
    ]:
        row.criteria = copied(row.segment)
        row.save(update_fields=["criteria"])


@transaction.atomic
def start(*, sequence: Sequence, user: User) -> Sequence:
    """Approve its letters and let people in, those to whom ``user`` may send."""
    held = _steered(sequence, user, State.DRAFT)
    steps = held.steps.filter(removed_at=None)
    if not steps.exists():
        raise Refused(_("The sequence has no steps yet."))
    held.state, held.started_by, held.started_at = State.RUNNING, user, timezone.now()
    held.problem = held.problem_said = ""
    held.save(update_fields=["state", "started_by", "started_at", "problem", "problem_said"])
    freeze(held)
    for step in steps.filter(kind="letter").select_related("mailing"):
        open_letter(step, user)
    held.triggers.exclude(kind="segment").update(since=held.started_at)
    log.info("sequence started sequence=%s user=%s", held.pk, user.pk)
    return held


def open_letter(step: Step, user: User) -> None:
    """Have what was typed last leave from now on. A letter that took a yes keeps its look and label."""
    assert step.mailing_id
    held = Mailing.objects.select_for_update().get(pk=step.mailing_id)
    typed = held.get_latest_revision_as_object()
    needs_yes = rules.is_needed(typed, user)
    if needs_yes and not rules.stands(typed, user, checks.seen(typed)):
        words = _("The message “%(name)s” needs approval from someone else first.")
        raise Refused(words % {"name": typed.name})
    mailing, survey = published(held, user)
    if mailing.is_draft:
        now = timezone.now()
        mailing.state, mailing.sent_by = Mailing.State.SENDING, user
        mailing.started_at = mailing.queued_at = mailing.moved_at = now
        plans.begin(mailing, survey.targets, Campaign.current())
    else:
        plans.extend(mailing, survey.targets)
    mailing.purpose, mailing.topic = step.sequence.purpose, step.sequence.topic
    (look_snapshot.keep if needs_yes else look_snapshot.follow)(mailing)
    mailing.problem = mailing.problem_said = ""
    mailing.pressed = Mailing.Pressed.WAITING  # left out, they would never get it
    mailing.save(update_fields=[
        "state", "sent_by", "started_at", "queued_at", "purpose", "topic", "problem", "problem_said",
        "conditions", "moved_at", "pressed", "look", "label",
    ])  # fmt: skip


@transaction.atomic
def pause(*, sequence: Sequence, user: User) -> None:
    """Nobody moves and nothing leaves until it goes on."""
    held = _steered(sequence, user, State.RUNNING)
    held.state, held.paused_at = State.PAUSED, timezone.now()
    held.save(update_fields=["state", "paused_at"])
    _letters(held).filter(state__in=Mailing.MOVING).update(state=Mailing.State.PAUSED)


@transaction.atomic
def resume(*, sequence: Sequence, user: User) -> None:
    """Go on, at once with whose time came. Where its starter may not send any more, ``user`` answers."""
    held = _steered(sequence, user, State.PAUSED)
    held.state, held.problem, held.problem_said = State.RUNNING, "", ""
    if not exits.has_somebody(held):
        held.started_by = user
    held.save(update_fields=["state", "started_by", "problem", "problem_said"])
    freeze(held)
    for mailing in _letters(held).filter(state=Mailing.State.PAUSED):
        Mailing.objects.filter(pk=mailing.pk).update(
            state=Mailing.State.SENDING, problem="", problem_said="", sent_by=user, moved_at=timezone.now()
        )
        tasks.call(mailing)


@transaction.atomic
def end(*, sequence: Sequence, user: User) -> None:
    """For good: everybody leaves, and what has not left yet never will."""
    held = _steered(sequence, user, State.RUNNING, State.PAUSED)
    now = timezone.now()
    held.state, held.ended_at = State.ENDED, now
    held.save(update_fields=["state", "ended_at"])
    held.enrolments.open().update(ended_at=now, ending=Enrolment.Ending.ENDED, due_at=None)
    _skip_waiting(_letters(held))
    _letters(held).exclude(state=Mailing.State.DRAFT).update(state=Mailing.State.CANCELLED, finished_at=now)
    log.info("sequence ended sequence=%s user=%s", held.pk, user.pk)


@transaction.atomic
def remove(*, sequence: Sequence) -> None:
    held = Sequence.objects.select_for_update(of=("self",)).get(pk=sequence.pk)
    _demand(held, [State.DRAFT])
    letters = list(_letters(held).values_list("pk", flat=True))
    held.steps.update(mailing=None)
    held.delete()
    Mailing.objects.filter(pk__in=letters).delete()


@transaction.atomic
def take_out(*, enrolment: Enrolment, user: User) -> bool:
    """Have a person leave; False where they have left already."""
    locked(enrolment.sequence)
    keys = Enrolment.objects.select_for_update().filter(pk=enrolment.pk).open().values_list("pk", flat=True)
    n = transitions.finish(list(keys), Enrolment.Ending.TAKEN_OUT, timezone.now())
    if n:
        name = enrolment.sequence.name
        enrolment.person.log("sequence.out", user=user, sequence=enrolment.sequence_id, name=name)
    return bool(n)


def may_take_out(user: Any, enrolment: Enrolment) -> bool:
    here = Person.objects.filter(pk=enrolment.person_id)
    if access.may(user, CHANGE_PEOPLE) and here.visible_to(user, CHANGE_PEOPLE).exists():
        return True
    return (
        may_steer_sequence(user, enrolment.sequence)
        and here.visible_to(user, SEND_MAILINGS).exists()
    )  # fmt: skip


def _letters(sequence: Sequence) -> Any:
    return Mailing.objects.filter(step__sequence=sequence)


def _skip_waiting(mailings: Any) -> None:
    waiting = Delivery.objects.filter(
        mailing__in=mailings.values("pk"), state__in=[Delivery.State.QUEUED, Delivery.State.CLAIMED]
    )
    waiting.update(
        state=Delivery.State.SKIPPED, carrier=None, **because(NotSent.SEQUENCE_ENDED)
    )  # fmt: skip


def _steered(sequence: Sequence, user: User, *states: str) -> Sequence:
    held = Sequence.objects.select_for_update(of=("self",)).get(pk=sequence.pk)
    if not may_steer_sequence(user, held):
        raise Refused(_("You don’t have permission to start or pause this sequence."))
    _demand(held, states)
    return held


def _demand(held: Sequence, states: Iterable[str]) -> None:
    if held.state not in states:
        words = _("Not possible now. Status of the sequence: %(state)s.")
        raise Refused(words % {"state": held.get_state_display()})
