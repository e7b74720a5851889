"""The mailings of the past year, as they would stand in the books by now."""

import random
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql import bulk
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent, Reason
from hustings.outreach.emails import composition, link_refs, look
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import plans
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.models import ClickHour, Conversion, MailingLink, Measure
from hustings.outreach.tracking.models.hours import HOURS
from hustings.people.persons.models import Consent, ConsentEntry, Email, Purpose
from hustings.people.segments.models import Segment
from hustings.shells.demo import people, texts

Row = tuple[object, ...]
_GONE, _FULL = "550 5.1.1 no such mailbox", "552 5.2.2 Mailbox full"


def fill() -> None:
    letters = [texts.here(each) for each in texts.read("letters")["letters"]]
    segment = Segment.objects.get(name=str(people.EVERYONE))
    author = User.objects.filter(email__startswith="carl@").first()
    worn = look.current().kept()
    for told in letters:
        if Mailing.objects.filter(name=told["name"]).exists():
            continue
        moment = timezone.localtime() - timedelta(days=told["days_ago"])
        content = [builder.letter(told["subject"], builder.text(told["body"]))]
        mailing = Mailing(
            name=told["name"],
            content=content,
            live=True,
            segment=segment,
            user=author,
            sent_by=author,
            look=worn,
        )
        _send(mailing, moment.replace(hour=7, minute=30, second=0))
    if not Delivery.objects.filter(unsubscribed_at__isnull=False).exists():
        _leave()


@transaction.atomic
def _send(mailing: Mailing, moment: datetime) -> None:
    rng = random.Random(mailing.name)  # noqa: S311 # play, not secrecy
    mailing.state, mailing.created_at = Mailing.State.SENT, moment - timedelta(hours=14)
    mailing.started_at = mailing.queued_at = moment
    mailing.finished_at = moment + timedelta(minutes=2)
    reached = Email.objects.filter(
        _agreed(moment), position=0, person__created_at__lt=moment, person__consents__purpose=Purpose.EMAIL
    ).values_list("person_id", "address")
    rows = [_row(rng, person, address, moment) for person, address in reached]
    mailing.n_deliveries = len(rows)
    mailing.save()
    columns = [
        "mailing_id",
        "person_id",
        "address",
        "state",
        "reason",
        "said",
        "attempts",
        "due_at",
        "sent_at",
    ]
    bulk.insert(Delivery, columns, [(mailing.pk, *row) for row in rows])
    _measure(rng, mailing, len(rows))


def _agreed(moment: datetime) -> Q:
    """Those whose yes stood then, also where they took it back later."""
    yes = ConsentEntry.objects.filter(
        person=OuterRef("person"), purpose=Purpose.EMAIL, is_given=True, given_at__lt=moment
    )
    stands = Q(person__consents__is_given=True, person__consents__entry__given_at__lt=moment)
    return stands | Q(
        Exists(yes), person__consents__is_given=False, person__consents__entry__given_at__gt=moment
    )


@transaction.atomic
def _leave() -> None:
    """Those who took their yes back did it by the link in the last letter they had got."""
    for stand in Consent.objects.filter(purpose=Purpose.EMAIL, is_given=False).select_related("entry"):
        at = stand.entry.given_at
        got = Delivery.objects.filter(person=stand.person_id, state=Delivery.State.SENT, sent_at__lt=at)
        if last := got.order_by("-sent_at").first():
            last.unsubscribed_at = at
            last.save(update_fields=["unsubscribed_at"])


def _measure(rng: random.Random, mailing: Mailing, n_letters: int) -> None:
    plans.begin(mailing, composition.survey(mailing).targets, Campaign.current())
    found = list(mailing.links.all())
    for link in found:
        link.n_clicks = round(n_letters * rng.uniform(0.03, 0.09))
        link.n_sure_clicks = round(link.n_clicks * rng.uniform(0.7, 0.95))
        link.n_machine_clicks = round(n_letters * rng.uniform(0.1, 0.2))
    MailingLink.objects.bulk_update(found, ["n_clicks", "n_sure_clicks", "n_machine_clicks"])
    n_clicks = sum(link.n_clicks for link in found)
    n_machine_clicks = sum(link.n_machine_clicks for link in found)
    n_sure = sum(link.n_sure_clicks or 0 for link in found)
    Measure.objects.filter(pk=mailing.pk).update(
        n_clicks=n_clicks, n_sure_clicks=n_sure, n_machine_clicks=n_machine_clicks
    )
    hours = Counter(int(_hours_later(rng)) for _click in range(n_clicks))
    rows = [ClickHour(mailing=mailing, hour=hour, n_clicks=n) for hour, n in hours.items() if hour < HOURS]
    ClickHour.objects.bulk_create(rows)
    if own := next((link for link in found if link_refs.is_ours(link.target)), None):
        _follow(rng, own, round(n_letters * rng.uniform(0.006, 0.014)))


def _hours_later(rng: random.Random) -> float:
    """Most react on the first day, one in four some time within two."""
    return rng.uniform(0, HOURS) if rng.random() < 0.25 else min(rng.expovariate(1 / 6), HOURS)


def _follow(rng: random.Random, link: MailingLink, n: int) -> None:
    """Sign-ups by its link within two days; a third are new to the campaign."""
    began = link.mailing.started_at
    assert began
    times = [began + timedelta(hours=_hours_later(rng)) for _each in range(n)]
    Conversion.objects.bulk_create(
        Conversion(
            mailing=link.mailing, kind=kinds.SIGN_UP.key, link=link.number, is_new=number % 3 == 0,
            at=at, confirmed_at=at + timedelta(minutes=rng.randint(1, 90)),
        )
        for number, at in enumerate(times)
    )  # fmt: skip


def _row(rng: random.Random, person: int, address: str, moment: datetime) -> Row:
    sent = moment + timedelta(seconds=rng.uniform(1, 110))
    chance = rng.random()
    if chance < 0.012:
        return person, address, Delivery.State.FAILED, NotSent.REFUSED, _GONE, 1, moment, None
    if chance < 0.022:
        return person, address, Delivery.State.BOUNCED, Reason.FULL, _FULL, 1, moment, sent
    return person, address, Delivery.State.SENT, "", "", 1, moment, sent
