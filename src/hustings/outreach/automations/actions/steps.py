"""Change the steps of a sequence, also while people are in it, and what brings them in.

Whoever waits at a step that is moved stays with it; whoever waits at one that is removed goes on to what
follows it. What somebody is past they don't meet again in the same round, wherever it comes to stand.
"""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.automations import transitions, triggers, wait_times
from hustings.outreach.automations.actions import sequences
from hustings.outreach.automations.flow import Flow, Place, Row
from hustings.outreach.automations.models import Enrolment, Sequence, Step, Trigger
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.emails import advertising
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.preflight import results
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)
DEEPEST = 4  # conditions within one another
MOST = 60  # steps
What = dict[str, Any]  # value, segment, tag, owner: as the kind needs them


@transaction.atomic
def add(*, sequence: Sequence, place: Place, kind: str, what: What, user: User | None) -> Step:
    """A new step at ``place``."""
    held = sequences.locked(sequence)
    flow = Flow.of(held)
    _check(flow, place, kind)
    step = Step(sequence=held, kind=kind, around_id=place.row[0], answer=place.row[1], **what)
    step.criteria = None if held.is_draft else sequences.copied(step.segment)
    if kind == "letter":
        step.mailing = _letter(held, len(flow.steps) + 1, user)
    step.save()
    _put(flow, step, place)
    log.info("sequence step added sequence=%s step=%s kind=%s", held.pk, step.pk, kind)
    return step


def _letter(sequence: Sequence, n: int, user: User | None) -> Mailing:
    name = _("%(sequence)s: message %(n)d") % {"sequence": sequence.name[:80], "n": n}
    return Mailing.objects.create(
        name=name, kind=Mailing.Kind.STEP, content=[builder.letter("", builder.text(""))],
        topic=sequence.topic, purpose=sequence.purpose, user=user, **advertising.begun(Campaign.current()),
    )  # fmt: skip


def _check(flow: Flow, place: Place, kind: str) -> None:
    around, _answer = place.row
    if len(flow.steps) >= MOST:
        raise Refused(_("A sequence can have %(most)d steps at most.") % {"most": MOST})
    if around is not None and (around not in flow.steps or flow.steps[around].kind != "condition"):
        raise Refused(_("This place no longer exists. Choose another."))
    if place.behind is not None and place.behind not in {step.pk for step in flow.rows.get(place.row, ())}:
        raise Refused(_("This place no longer exists. Choose another."))
    if kind == "condition" and flow.depth(place.row) >= DEEPEST:
        raise Refused(_("Conditions can’t be nested any deeper."))


def _put(flow: Flow, step: Step, place: Place) -> None:
    row = [one for one in flow.rows.get(place.row, ()) if one.pk != step.pk]
    at = next((n for n, one in enumerate(row, 1) if one.pk == place.behind), 0)
    row.insert(at, step)
    for position, one in enumerate(row):
        one.position = position
    Step.objects.bulk_update(row, ["position"])


@transaction.atomic
def change(*, step: Step, what: What) -> Step:
    """What it does. Who waits for a day waits for the new one; who waits for some time keeps theirs."""
    held = sequences.locked(step.sequence)
    for name, value in what.items():
        setattr(step, name, value)
    step.criteria = None if held.is_draft else sequences.copied(step.segment)
    step.save()
    if step.kind == "wait" and (day := wait_times.day(step.value, wait_times.campaign_clock())):
        here = Enrolment.objects.open().filter(step=step, due_at__gt=timezone.now())
        here.update(due_at=day)
    return step


@transaction.atomic
def move(*, step: Step, place: Place) -> None:
    held = sequences.locked(step.sequence)
    flow = Flow.of(held)
    found = flow.steps.get(step.pk)
    if found is None:
        raise Refused(_("This place no longer exists. Choose another."))
    inside = {one.pk for one in flow.under(found)}
    if place.behind == step.pk or place.row[0] in inside | {step.pk}:
        raise Refused(_("A step can’t be moved inside itself."))
    _check(flow, place, step.kind)
    if max((flow.depth(Flow.row_of(one)) for one in flow.under(found)), default=0) > DEEPEST:
        raise Refused(_("Conditions can’t be nested any deeper."))
    found.around_id, found.answer = place.row
    found.save(update_fields=["around", "answer"])
    _put(flow, found, place)


def nearby(flow: Flow, step: Step, *, is_up: bool) -> Place | None:
    """One place further up or down in its row; None at its end."""
    row: Row = Flow.row_of(step)
    steps = flow.rows[row]
    at = steps.index(step)
    if is_up:
        return Place(row, steps[at - 2].pk if at > 1 else None) if at else None
    return Place(row, steps[at + 1].pk) if at + 1 < len(steps) else None


@transaction.atomic
def remove(*, step: Step) -> int:
    """Take it out, with all that is inside it; who waits there goes on. How many those are."""
    held = sequences.locked(step.sequence)
    flow = Flow.of(held)
    found = flow.steps.get(step.pk)
    if found is None:
        return 0
    going = [found, *flow.under(found)]
    keys = [one.pk for one in going]
    waiting_here = Enrolment.objects.select_for_update().open().filter(step__in=keys)
    people = list(waiting_here.values_list("pk", flat=True))
    now = timezone.now()
    _close_letters(going, now)
    transitions.arrive(people, flow.after(found), now)
    passed = Step.objects.filter(pk__in=keys, passages__isnull=False)
    stay = set(passed.values_list("pk", flat=True)) | set(
        Enrolment.objects.filter(step__in=keys).values_list("step_id", flat=True)
    )
    if held.is_draft or not stay:
        _delete(going)
    else:
        Step.objects.filter(pk__in=keys).update(removed_at=now)
    log.info("sequence steps removed sequence=%s steps=%s waiting=%s", held.pk, keys, len(people))
    return len(people)


def _close_letters(steps: list[Step], now: Any) -> None:
    letters = Mailing.objects.filter(pk__in=[one.mailing_id for one in steps if one.mailing_id])
    held = Delivery.objects.filter(mailing__in=letters.values("pk"))
    held.filter(state__in=[Delivery.State.QUEUED, Delivery.State.CLAIMED]).update(
        state=Delivery.State.SKIPPED, carrier=None, **because(NotSent.STEP_REMOVED)
    )
    letters.exclude(state=Mailing.State.DRAFT).update(state=Mailing.State.CANCELLED, finished_at=now)


def _delete(steps: list[Step]) -> None:
    letters = [one.mailing_id for one in steps if one.mailing_id]
    Step.objects.filter(pk__in=[one.pk for one in steps]).update(mailing=None)
    steps[0].delete()
    Mailing.objects.filter(pk__in=letters, state=Mailing.State.DRAFT).delete()


@transaction.atomic
def take_letter(*, step: Step, user: User) -> None:
    """From now on the letter leaves as it was typed last; Refused where a check of it stops that."""
    held = sequences.locked(step.sequence)
    if held.is_draft:
        raise Refused(_("The sequence has not been started yet."))
    typed = Mailing.objects.get(step=step).get_latest_revision_as_object()
    for _mailing, found in results.in_letters([typed], user, audience.NOBODY):
        for finding in found:
            if finding.stops:
                raise Refused(_("This message can’t be sent yet: %(why)s") % {"why": finding.whole})
    step.sequence = held
    sequences.open_letter(step, user)
    if held.state == Sequence.State.PAUSED:
        Mailing.objects.filter(step=step).update(state=Mailing.State.PAUSED)


@transaction.atomic
def add_trigger(
    *, sequence: Sequence, kind: str, value: dict[str, Any], segment: Segment | None = None
) -> Trigger:
    """Have something bring people in, from now on."""
    held = sequences.locked(sequence)
    if triggers.find(kind) is None:
        raise Refused(_("This trigger no longer exists."))
    same = held.triggers.filter(kind=kind, value=value, segment=segment).first()
    if same:
        return same
    made: Trigger = held.triggers.create(kind=kind, value=value, segment=segment)
    if not held.is_draft:
        made.criteria = sequences.copied(segment)
        made.since = None if segment else timezone.now()
        made.save()
    return made


@transaction.atomic
def remove_trigger(*, trigger: Trigger) -> None:
    """It brings nobody in any more; who came by it stays."""
    sequences.locked(trigger.sequence)
    trigger.members.all()._raw_delete(trigger.members.db)
    trigger.delete()
