"""The mailings of the past year, as they would stand in the books by now."""

import random
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql import bulk
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import NotSent
from hustings.outreach.emails import composition, look
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import plans
from hustings.outreach.tracking.models import ClickHour, MailingLink, Measure
from hustings.outreach.tracking.models.hours import HOURS
from hustings.people.persons.models import Email, Purpose
from hustings.people.segments.models import Segment
from hustings.shells.demo import texts

Row = tuple[object, ...]
_GONE = "550 5.1.1 no such mailbox"


def fill() -> None:
    segment = Segment.objects.get(name="Toute la France, par e-mail")
    author = User.objects.filter(email__startswith="carl@").first()
    worn = look.current().kept()
    for told in texts.read("letters")["letters"]:
        days = told["days_ago"]
        if not Mailing.objects.filter(name=told["name"]).exists():
            moment = (timezone.localtime() - timedelta(days=days)).replace(hour=7, minute=30, second=0)
            _send(
                Mailing(
                    name=told["name"],
                    content=[builder.letter(told["subject"], builder.text(told["body"]))],
                    live=True,
                    segment=segment,
                    user=author,
                    sent_by=author,
                    look=worn,
                ),
                moment,
            )


@transaction.atomic
def _send(mailing: Mailing, moment: datetime) -> None:
    rng = random.Random(mailing.name)  # noqa: S311 # play, not secrecy
    mailing.state, mailing.created_at = Mailing.State.SENT, moment - timedelta(hours=14)
    mailing.started_at = mailing.queued_at = moment
    mailing.finished_at = moment + timedelta(minutes=2)
    reached = Email.objects.filter(
        position=0,
        person__created_at__lt=moment,
        person__consents__purpose=Purpose.EMAIL,
        person__consents__is_given=True,
        person__consents__entry__given_at__lt=moment,
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
    hours = Counter(min(int(rng.expovariate(1 / 7)), HOURS) for _click in range(n_clicks))
    rows = [ClickHour(mailing=mailing, hour=hour, n_clicks=n) for hour, n in hours.items() if hour < HOURS]
    ClickHour.objects.bulk_create(rows)


def _row(rng: random.Random, person: int, address: str, moment: datetime) -> Row:
    sent = moment + timedelta(seconds=rng.uniform(1, 110))
    if rng.random() < 0.012:
        return person, address, Delivery.State.FAILED, NotSent.REFUSED, _GONE, 1, moment, None
    return person, address, Delivery.State.SENT, "", "", 1, moment, sent
