"""Letters under way today: an A/B test, a sequence, bounces. By the actions of HQ."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, Exists, F, OuterRef, Value
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.outreach.abtests import actions as abtests_actions
from hustings.outreach.abtests import decision
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.automations import engine, enrolment
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import ROOT, Flow, Place, Row
from hustings.outreach.automations.models import Sequence, Step
from hustings.outreach.bounces import intake
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.emails import link_refs
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.attribution import conversions, kinds
from hustings.outreach.tracking.models import ClickHour, Measure, VersionVisits
from hustings.people.persons.models import Consent, Person, Purpose
from hustings.people.segments.models import Segment
from hustings.shells.demo import crowd, drafts, texts
from hustings.shells.demo import people as invented

_State = Delivery.State
_REACHED = 3  # of so many letters one comes back at the most
_DAYS = 12  # since the first came into the sequence


def fill(say: Callable[[str], None]) -> None:
    """Let letters leave and come back; twice is like once."""
    if Sequence.objects.exists():
        return
    say(_("Sending mailings; some e-mails will bounce"))
    said = texts.told("mails")
    team = {user.email.partition("@")[0]: user for user in User.objects.all()}
    with transaction.atomic():
        _come_back(said["returns"])
        _versions(said["versions"], said["sign_ups"], team["carl"])
        _sequence(said["sequence"], team)


def _leave(letters: Any, at: datetime) -> int:
    return int(letters.filter(state=_State.QUEUED).update(state=_State.SENT, sent_at=at, attempts=1))


# --- What came back --------------------------------------------------------------------------------
def _come_back(said: list[dict[str, Any]]) -> None:
    """Answers to the last mailing: refused at once by servers, sent back by them, and one complaint."""
    mailing = Mailing.objects.filter(state=Mailing.State.SENT).latest("started_at")
    gone = mailing.deliveries.filter(state=_State.FAILED)
    refused = [Report(Kind.BOUNCE, f"door-{row.pk}-0", row.pk, said=row.said, at=row.due_at) for row in gone]
    intake.take_in(refused, Bounce.AT_THE_DOOR)
    letters = list(mailing.deliveries.filter(state=_State.SENT).order_by("pk"))
    share = min(1.0, len(letters) / (_REACHED * sum(one["n"] for one in said)))  # in a small demo, fewer
    sent = iter(letters)
    reports = [
        _report(Kind.BOUNCE, row, status=one["status"], said=one["said"], by=one["by"])
        for one in said
        for _n, row in zip(range(max(1, round(one["n"] * share))), sent, strict=False)
    ]
    reports += [_report(Kind.COMPLAINT, row, by="courrier.example") for row in islice(sent, 1)]
    intake.take_in(reports, "mailbox")


def _report(kind: Kind, row: Delivery, **more: str) -> Report:
    at = (row.sent_at or timezone.now()) + timedelta(minutes=4)
    return Report(kind, f"demo-{row.pk}", row.pk, at=at, answer=None, **more)


# --- A test of versions ----------------------------------------------------------------------------
def _versions(said: dict[str, Any], sign_ups: dict[str, int], author: User) -> None:
    """Two subjects, two hours ago: one leads, and it is not settled yet."""
    mailing = Mailing.objects.create(
        name=said["name"],
        segment=Segment.objects.get(name=str(invented.EVERYONE)),
        user=author,
        content=[
            builder.letter(one["subject"], builder.text(one["body"]), version=version)
            for version, one in zip("AB", said["letters"], strict=True)
        ],
    )
    kept = {"size": 20, "unit": ABTest.Unit.PERCENT, "measure": "clicks", "hours": 24}
    abtests_actions.set_up_trial(
        mailing=mailing, user=author, chooser=ABTest.Chooser.HAND, otherwise=ABTest.Otherwise.ASK, **kept
    )
    drafts.look_over(mailing, author)
    dispatch_actions.send(mailing=mailing, user=author)
    began = timezone.now() - timedelta(hours=2)
    Mailing.objects.filter(pk=mailing.pk).update(started_at=began, leaves_at=began)  # nobody undid it
    tasks.queue.call(mailing.pk)
    n = _leave(mailing.deliveries, began) // 2
    clicks = {"A": (round(n * 0.08 * 1.2), round(n * 0.08)), "B": (round(n * 0.14 * 1.2), round(n * 0.14))}
    for version, (most, sure) in clicks.items():
        VersionVisits.objects.filter(mailing=mailing, version=version).update(n=most, n_sure=sure)
    most, sure = (sum(found) for found in zip(*clicks.values(), strict=True))
    mailing.links.update(n_clicks=most, n_sure_clicks=sure)  # both lead to the same page
    Measure.objects.filter(pk=mailing.pk).update(n_clicks=most, n_sure_clicks=sure)
    ClickHour.objects.bulk_create(
        ClickHour(mailing=mailing, hour=hour, n_clicks=part)
        for hour, part in ((0, most - most // 3), (1, most // 3))
    )
    _followed(mailing, n, sign_ups)
    trial = ABTest.objects.select_related("mailing").get(mailing=mailing)
    decision.look(trial)
    ABTest.objects.filter(pk=trial.pk, begun_at__isnull=False).update(begun_at=began + timedelta(minutes=4))


def _followed(mailing: Mailing, n: int, said: dict[str, int]) -> None:
    """Sign-ups by its link: of a thousand readers so many, some not confirmed yet."""
    link = mailing.links.get().number
    for number, version in enumerate("AB", 1):
        for each in range(max(1, n * said[version] // 1000)):
            whose = f"{version}{each}@sign-ups.example"
            conversions.begin(kinds.SIGN_UP, link_refs.make(mailing.pk, link, number), whose=whose)
            if each % 3 != 1:
                conversions.settle(kinds.SIGN_UP, whose=whose, is_new=each % 3 == 0)


# --- A sequence ------------------------------------------------------------------------------------
def _sequence(said: dict[str, Any], team: dict[str, User]) -> None:
    """For volunteers: they came in one by one over the last days, and stand here and there."""
    helpers = crowd.volunteers()
    if helpers is None:
        return
    made = _flow(said, team)
    trigger = steps.add_trigger(sequence=made, kind="tag", value={"of": str(helpers.pk)})
    for letter in Mailing.objects.filter(step__sequence=made):
        drafts.look_over(letter, team["carl"])
    sequences.start(sequence=made, user=team["carl"])
    made.refresh_from_db()
    late = Consent.objects.filter(  # whose yes came after letters would have gone to them
        person=OuterRef("pk"),
        purpose=Purpose.EMAIL,
        entry__given_at__gte=timezone.now() - timedelta(days=_DAYS),
    )
    helping = Person.objects.filter(~Exists(late), taggings__tag=helpers)
    people = list(helping.order_by("pk").values_list("pk", flat=True)[:180])
    letters = Delivery.objects.filter(mailing__step__sequence=made)
    for day in range(_DAYS + 1):
        at = timezone.now() - timedelta(days=_DAYS - day)
        moment = Value(at, output_field=DateTimeField())
        if some := people[day :: _DAYS + 1]:
            causes = Person.objects.filter(pk__in=some).annotate(person=F("pk"), moment=moment)
            enrolment.bring(made, causes, trigger=trigger, now=at)
        while engine.advance(at) and _leave(letters, at):
            pass


def _flow(said: dict[str, Any], team: dict[str, User]) -> Sequence:
    made = sequences.make(name=said["name"], note=said["note"], user=team["carl"])
    near = Segment.objects.get(name=str(invented.RHONE))
    first, second = said["letters"]
    _letter(_add(made, "letter"), first)
    _add(made, "wait", value={"n": 2, "unit": "days", "weekday": 0, "at": "18:00"})
    asked = _add(made, "condition", segment=near)
    _add(made, "follow_up", (asked.pk, "yes"), value={"what": said["task"], "days": 3}, owner=team["alice"])
    _letter(_add(made, "letter", (asked.pk, "no")), second)
    _add(made, "wait", value={"n": 5, "unit": "days", "weekday": 0, "at": ""})
    return made


def _add(made: Sequence, kind: str, row: Row = ROOT, **what: Any) -> Step:
    there = Flow.of(made).rows.get(row, [])
    place = Place(row, there[-1].pk if there else None)
    return steps.add(sequence=made, place=place, kind=kind, what=what, user=made.user)


def _letter(step: Step, said: dict[str, str]) -> None:
    content = [builder.letter(said["subject"], builder.text(said["body"]))]
    Mailing.objects.filter(step=step).update(content=content)
