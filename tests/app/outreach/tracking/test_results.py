"""Result of a mailing: figures beside what is usual, the curve of its first hours, the map of its links."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import aggregation, link_map, results
from hustings.outreach.tracking.models import (
    ClickHour,
    MailingCount,
    MailingLink,
    Measure,
    TrackingEvent,
)
from tests.cast.outreach.fixtures import letters, reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def left(name="Now", hours=50, **more):
    at = timezone.now() - timedelta(hours=hours)
    more = {"state": "sent", "started_at": at, "finished_at": at, "content": letters(f"About {name}")} | more
    return Mailing.objects.create(name=name, **more)


def to(mailing, **states):
    for state, n in states.items():
        for _ in range(n):
            person = reader(f"p{Delivery.objects.count()}", agrees=False)
            Delivery.objects.create(mailing=mailing, person=person, address="a@example.org", state=state)


def page(client, mailing):
    return re.sub(r"\s+", " ", client.get(f"/hq/mailings/{mailing.pk}/").content.decode())


@pytest.fixture
def before(campaign):
    """Mailings of which two in a hundred bounced, and ten were clicked."""
    for n in range(6):
        mailing = left(f"M{n}", hours=100 + n, n_deliveries=1_000)
        MailingCount.objects.create(mailing=mailing, n_handed_over=1_000, n_came_back=20, n_unsubscribed=5)
        Measure.objects.create(mailing=mailing, clicks="totals", n_clicks=98, n_sure_clicks=98)


def test_figures_stand_beside_what_is_usual(client, dora, before, settings):
    settings.BOUNCE_MAILBOXES = ["imap://a:b@localhost"]
    mailing = left()
    to(mailing, sent=8, bounced=2)
    Measure.objects.create(
        mailing=mailing, clicks="totals", n_clicks=6, n_sure_clicks=4, has_opens=True, n_opened=3
    )
    client.force_login(dora)
    shown = page(client, mailing)
    figures = shown.split('id="results"')[1].split("</dl>")[0]
    for words in (
        "<dd>10</dd>", "<dd>80.0 %</dd>", "usually 98.0 %", "less than usual", "Opens (unreliable)",
        "<dd>37.5 %</dd>", "<dd>50.0–75.0 %</dd>", "between 4 and 6", "usually 10.0 %",
        "Unsubscribed", "<small>0 · 0.0–32.4 %</small>", "usually 0.5 %", "Spam complaints",
    ):  # fmt: skip
        assert words in figures, words
    assert "Results" not in page(client, left("Nothing left yet", state="sending"))


def test_what_is_not_measured_is_not_shown_as_none(client, dora, campaign, settings):
    mailing = left()
    to(mailing, sent=4)
    Measure.objects.create(mailing=mailing, clicks="totals")

    def names():
        shown = page(client, mailing).split('id="results"')[1].split("</dl>")[0]
        return [name.strip() for name in re.findall(r"<dt>([^<(]+)", shown)]

    client.force_login(dora)
    assert names() == ["Sent", "Unsubscribed"], "no opens, no link, and nobody tells what came back"
    MailingLink.objects.create(mailing=mailing, number=1, target="https://example.net/")
    assert names() == ["Sent", "Clicks", "Unsubscribed"]
    settings.BOUNCE_MAILBOXES = ["imap://a:b@localhost"]
    assert {"Delivered", "Spam complaints"} <= set(names())
    settings.BOUNCE_MAILBOXES = []
    to(mailing, bounced=1)
    assert "Delivered" in names()


def test_clicks_of_the_first_hours_make_a_curve(campaign, client, dora):
    mailing = left()
    to(mailing, sent=1)
    Measure.objects.create(mailing=mailing, clicks="totals")
    MailingLink.objects.create(mailing=mailing, number=1, target="https://example.net/")
    browser = {"mailing": mailing.pk, "link": 1, "sign": TrackingEvent.Sign.BROWSER}
    for minutes, visitor in ((5, 1), (59, 2), (61, 3), (47 * 60 + 59, 4), (48 * 60, 5)):
        at = mailing.started_at + timedelta(minutes=minutes)
        TrackingEvent.objects.create(**browser, at=at, visitor=visitor)
    aggregation.fold()
    TrackingEvent.objects.create(**browser, at=mailing.started_at + timedelta(minutes=6), visitor=6)
    aggregation.fold()
    assert dict(ClickHour.objects.values_list("hour", "n_clicks")) == {0: 3, 1: 1, 47: 1}
    assert Measure.objects.get().n_clicks == 6, "later ones count, but not in the curve"
    client.force_login(dora)
    assert "Clicks in the first 48 hours" in page(client, mailing)


def test_the_curve_ends_now_for_a_young_mailing(campaign):
    mailing = left(hours=3)
    ClickHour.objects.create(mailing=mailing, hour=1, n_clicks=9)
    assert str(results._curve(mailing)).count("<circle") == 4


def test_links_bear_their_share_of_the_clicks(campaign, client, dora):
    mailing = left(
        content=letters(
            "Come", "Read [the plan](https://plan.example.org/?a=1&b=2) or [more](https://more.example/)."
        )
    )
    to(mailing, sent=1)
    Measure.objects.create(mailing=mailing, clicks="totals", n_clicks=4)
    targets = ("https://plan.example.org/?a=1&b=2", 3), ("https://more.example/", 1)
    for number, (target, n) in enumerate(targets, 1):
        MailingLink.objects.create(mailing=mailing, number=number, target=target, n_clicks=n)
    client.force_login(dora)
    shown = page(client, mailing)
    assert "75.0 %&lt;/span&gt;&lt;/a&gt;" in shown and "25.0 %&lt;/span&gt;&lt;/a&gt;" in shown
    assert link_map.drawn('<a href="https://x.example/">x</a>', {}) == '<a href="https://x.example/">x</a>'


def test_the_list_shows_rates_without_a_question_for_each(client, dora, before):
    client.force_login(dora)
    client.get("/hq/mailings/")
    with CaptureQueriesContext(connection) as few:
        shown = re.sub(r"\s+", " ", client.get("/hq/mailings/").content.decode())
    assert shown.count("98.0 %") == 6 and shown.count("10.0 %") == 6
    for n in range(6):
        mailing = left(f"More {n}", n_deliveries=1_000)
        MailingCount.objects.create(mailing=mailing, n_handed_over=1_000)
        Measure.objects.create(mailing=mailing, clicks="totals", n_clicks=98)
    with CaptureQueriesContext(connection) as many:
        client.get("/hq/mailings/")
    assert len(many) == len(few)
