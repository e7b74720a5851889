"""Counts of clicks say how far machines can be told from people: from the sure ones to all that may be."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import tracking_urls
from hustings.outreach.tracking import aggregation, figures
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction, TrackingEvent
from hustings.people.segments import criteria
from tests.app.outreach.tracking.test_measuring import answered, back, click, delivered, sent
from tests.cast.outreach.fixtures import reader

__all__ = ["sent"]  # a fixture
pytestmark = pytest.mark.django_db
GOES = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "accept-language": "fr"}


def test_sure_is_a_browser_that_shows_the_page_later_and_one_link_at_a_time(sent, client):
    mailing = sent()
    people = [answered(reader(f"r{n}"), True) for n in range(5)]
    rows = [delivered(mailing, person) for person in people]
    surely, silent, soon, quick, scanned = (
        f"/m/c/%d/{tracking_urls.make(mailing.pk, row.pk)}" for row in rows
    )
    MailingLink.objects.create(mailing=mailing, number=3, target="https://x.example.org/", n_sure_clicks=0)
    click(client, surely % 1, **GOES)
    click(client, silent % 1)
    click(client, soon % 1, **GOES)
    click(client, quick % 1, **GOES)
    click(client, quick % 2, **GOES)
    click(client, scanned % 1, **GOES)
    click(client, scanned % 2, "Barracuda Sentinel (EE)")
    Delivery.objects.filter(pk=rows[2].pk).update(sent_at=timezone.now() - timedelta(seconds=30))
    aggregation.fold(timedelta())
    measure = Measure.objects.get()
    assert (measure.n_sure_clicks, measure.n_clicks, measure.n_machine_clicks) == (1, 6, 1)
    assert (measure.n_sure_clicked, measure.n_clicked) == (1, 5)
    assert Reaction.objects.get(is_weak=False).person == people[0]
    assert MailingLink.objects.get(number=1).n_sure_clicks == 1
    with translation.override("en"):
        assert figures.of(mailing).clicks == "between 1 and 6"
        leaf = {"criterion": "mailing", "operator": "clicked", "value": {"mailing": str(mailing.pk)}}
        said = criteria.describe({"match": "all", "criteria": [leaf]})
    assert "(between 1 and 5 people, some may be bots)" in said
    click(client, silent % 1, **GOES)  # now they are surely there
    aggregation.fold(timedelta())
    measure.refresh_from_db()
    assert (measure.n_sure_clicked, measure.n_clicked) == (2, 5)
    assert not TrackingEvent.objects.exists()


def test_what_was_counted_before_is_one_number(sent, client):
    mailing = sent()
    Measure.objects.update(n_clicks=7, n_sure_clicks=None, n_sure_clicked=None)
    click(client, f"/m/c/1/{tracking_urls.make(mailing.pk)}", **GOES)
    back(minutes=1)
    aggregation.fold()
    measure = Measure.objects.get()
    assert (measure.n_clicks, measure.n_sure_clicks) == (8, None)
    assert figures.of(mailing).clicks == "8"
