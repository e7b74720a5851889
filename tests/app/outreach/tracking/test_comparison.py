"""Mailings side by side: their figures, what is unusual, the page and the table to take along."""

import csv
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import comparison, mailing_counts
from hustings.outreach.tracking.models import Conversion, MailingCount, MailingLink, Measure
from hustings.people.persons.actions.topics import add_topic
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import letters, reader
from tests.conftest import user

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def left(name, days=1, **more):
    """A mailing that left so many days ago, with kept figures where they are given."""
    at = timezone.now() - timedelta(days=days)
    counts = {key: more.pop(key) for key in list(more) if key.startswith("n_") and key != "n_deliveries"}
    more = {"state": "sent", "started_at": at, "finished_at": at, "content": letters(f"About {name}")} | more
    mailing = Mailing.objects.create(name=name, **more)
    if counts:
        MailingCount.objects.create(mailing=mailing, **counts)
    return mailing


def to(mailing, **states):
    """Letters in these states, so many each."""
    for state, n in states.items():
        for _ in range(n):
            person = reader(f"p{Delivery.objects.count()}", agrees=False)
            Delivery.objects.create(mailing=mailing, person=person, address="a@example.org", state=state)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def table(response):
    found = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(found.splitlines()))


def test_what_came_of_a_mailing_is_counted_and_kept(campaign):
    mailing = left("One", finished_at=None, state="sending")
    to(mailing, sent=3, delivered=2, bounced=2, complained=1, failed=4, queued=1)
    Delivery.objects.filter(state="delivered").update(unsubscribed_at=timezone.now())
    assert mailing_counts.keep() == 1
    kept = mailing.count
    assert (kept.n_handed_over, kept.n_came_back, kept.n_complained, kept.n_unsubscribed) == (8, 2, 1, 2)
    assert kept.n_delivered == 6
    assert mailing_counts.keep() == 0  # fresh enough


def test_numbers_are_counted_again_while_something_may_still_come(campaign):
    fresh = left("Fresh", days=0, n_handed_over=1)
    week = left("Week", days=7, n_handed_over=1)
    old = left("Old", days=90, n_handed_over=1)
    MailingCount.objects.update(counted_at=timezone.now() - timedelta(hours=2))
    to(fresh, sent=2)
    to(week, sent=2)
    to(old, sent=2)
    assert mailing_counts.keep() == 1
    assert {row.mailing.name: row.n_handed_over for row in MailingCount.objects.all()} == {
        "Fresh": 2, "Week": 1, "Old": 1
    }  # fmt: skip
    MailingCount.objects.update(counted_at=timezone.now() - timedelta(days=2))
    mailing_counts.keep()
    assert MailingCount.objects.get(mailing=week).n_handed_over == 2
    assert MailingCount.objects.get(mailing=old).n_handed_over == 1


def test_a_small_mailing_is_counted_for_the_page_and_a_large_one_beside_it(campaign, monkeypatch):
    small, large = left("Small", n_deliveries=3), left("Large", n_deliveries=mailing_counts.SMALL + 1)
    to(small, sent=3)
    to(large, sent=3)
    assert {pk: row.n_handed_over for pk, row in mailing_counts.of([small, large]).items()} == {small.pk: 3}
    mailing_counts.keep()
    assert mailing_counts.of([small, large])[large.pk].n_handed_over == 3


def test_few_letters_are_told_as_what_they_may_stand_for_and_many_as_a_percentage():
    assert comparison.share(3, 40).words == "2.6–19.9\N{NO-BREAK SPACE}% (3 of 40)"
    assert comparison.share(1_500, 10_000).words == "15.0\N{NO-BREAK SPACE}%"
    assert comparison.share(500, 100_000).words == "0.5\N{NO-BREAK SPACE}%"
    assert comparison.share(0, 0) is None


def test_clicks_are_an_interval_of_the_letters_that_were_delivered(campaign):
    mailing = left("One", n_handed_over=1_100, n_came_back=100)
    Measure.objects.create(mailing=mailing, clicks="totals", n_clicks=52, n_sure_clicks=40)
    (line,) = comparison.lines([mailing])
    value = line.values["clicks"]
    assert (value.least, value.most) == (0.04, 0.052)
    assert value.words == "4.0–5.2\N{NO-BREAK SPACE}% (between 40 and 52)"
    Measure.objects.update(clicks="nothing")
    assert comparison.lines([mailing])[0].values["clicks"] is None


def test_what_followed_is_told_of_mailings_whose_links_might_have_brought_it(
    campaign, client, dora, settings
):
    joins, other, unmeasured = (left(name, n_handed_over=200) for name in ("Joins", "Other", "Unmeasured"))
    for mailing, clicks in ((joins, "totals"), (other, "totals"), (unmeasured, "nothing")):
        Measure.objects.create(mailing=mailing, clicks=clicks)
    MailingLink.objects.create(mailing=joins, number=1, target=f"{settings.BASE_URL}/fr/")
    MailingLink.objects.create(mailing=other, number=1, target="https://example.net/")
    for mailing in (joins, joins, joins, unmeasured):
        Conversion.objects.create(mailing=mailing, kind="sign_up", link=1, confirmed_at=timezone.now())
    Conversion.objects.create(mailing=joins, kind="sign_up", link=1)  # not confirmed
    values = [line.values["sign_up"] for line in comparison.lines([joins, other, unmeasured])]
    assert values[0].words == "3 (1.5 per 100 e-mails)"
    assert values[1:] == [None, None]
    with CaptureQueriesContext(connection) as one:
        comparison.lines([joins])
    with CaptureQueriesContext(connection) as three:
        comparison.lines([joins, other, unmeasured])
    assert len(one) == len(three)
    client.force_login(dora)
    assert "Sign-ups per 100 e-mails" in text(client.get("/hq/mailings/comparison/?chart=sign_up"))
    rows = {row["mailing"]: row for row in table(client.get("/hq/mailings/comparison/figures.csv"))}
    assert (rows["Joins"]["sign_up"], rows["Joins"]["sign_up_share"]) == ("3", "0.015")
    assert (rows["Other"]["sign_up"], rows["Unmeasured"]["sign_up"]) == ("", "")
    assert "reply" not in rows["Joins"]  # no mailbox is read


@pytest.fixture
def twelve(campaign):
    """Mailings of which between 1.0 and 1.9 % came back."""
    return [
        left(f"M{n}", days=n + 2, n_deliveries=20_000, n_handed_over=20_000, n_came_back=200 + 20 * (n % 10))
        for n in range(12)
    ]


def test_usual_is_the_middle_half_of_the_last_twelve(twelve):
    left("Older", days=99, n_deliveries=20_000, n_handed_over=20_000, n_came_back=19_000)
    left("Tiny", days=1, n_deliveries=20, n_handed_over=20, n_came_back=20)
    left("Step", days=1, n_deliveries=20_000, n_handed_over=20_000, n_came_back=9_000, kind="step")
    usual = comparison.usual()
    assert (usual["came_back"].low, usual["came_back"].high) == pytest.approx((0.011, 0.01625))
    assert usual["came_back"].words == "1.1–1.6\N{NO-BREAK SPACE}%"
    assert usual["came_back"].usually == "usually 1.4\N{NO-BREAK SPACE}%"  # the median
    assert "clicks" not in usual  # nothing was measured


def test_unusual_is_what_surely_lies_far_off(twelve):
    usual = comparison.usual()["came_back"]
    assert usual.verdict(comparison.share(1_000, 20_000)) == "more"
    assert usual.verdict(comparison.share(380, 20_000)) == ""
    assert usual.verdict(comparison.share(5, 100)) == ""  # five of a hundred may be chance
    assert usual.verdict(comparison.share(0, 20_000)) == "less"


def test_too_few_mailings_make_nothing_usual(campaign):
    for n in range(4):
        left(f"M{n}", n_deliveries=200, n_handed_over=200)
    assert comparison.usual() == {}


def test_the_page_marks_what_is_unusual_in_words(client, dora, twelve):
    left("Bad day", days=1, n_deliveries=20_000, n_handed_over=20_000, n_came_back=4_000)
    client.force_login(dora)
    page = text(client.get("/hq/mailings/comparison/"))
    assert page.count("more than usual") == 1
    table = page[page.index("<tbody") :]  # the head may hold any letters
    assert table.index("Bad day") < table.index(">M0<") < table.index(">M11<")
    assert "chart__band" in page
    assert "20.0 %" in page


def test_one_filters_by_kind_segment_topic_and_days(client, dora, campaign):
    north = Segment.objects.create(name="North", criteria={})
    rides = add_topic(names={"en": "Rides"})
    left("A", segment=north)
    left("B", topic=rides)
    left("C", kind="step")
    left("D", days=40)
    Mailing.objects.create(name="Draft")
    client.force_login(dora)

    def names(**asked):
        return {row["mailing"] for row in table(client.get("/hq/mailings/comparison/figures.csv", asked))}

    assert names() == {"A", "B", "C", "D"}
    assert names(segment=north.pk) == {"A"}
    assert names(topic=rides.pk) == {"B"}
    assert names(kind="step") == {"C"}
    day = timezone.localdate() - timedelta(days=10)
    assert names(until=day.isoformat()) == {"D"}
    assert names(since=day.isoformat()) == {"A", "B", "C"}
    assert names(segment="x", since="x") == {"A", "B", "C", "D"}
    assert "Enter a valid date" in text(client.get("/hq/mailings/comparison/", {"since": "x"}))
    assert "No sent mailing matches." in text(client.get("/hq/mailings/comparison/", {"until": "1999-01-01"}))


def test_a_segment_that_another_keeps_to_themselves_is_not_offered(client, dora, campaign):
    other = user("other", Role.DIRECTOR)
    mine = Segment.objects.create(name="Whisper", criteria={}, is_shared=False, user=other)
    left("A", segment=mine)
    client.force_login(dora)
    assert "Whisper</option>" not in text(client.get("/hq/mailings/comparison/"))
    client.force_login(other)
    assert "Whisper</option>" in text(client.get("/hq/mailings/comparison/"))


def test_the_table_is_harmless_in_a_spreadsheet_and_holds_all_pages(client, dora, campaign):
    for n in range(30):
        left(f"=cmd{n}", n_handed_over=1_000, n_came_back=10, n_unsubscribed=5)
    client.force_login(dora)
    rows = table(client.get("/hq/mailings/comparison/figures.csv?p=2&chart=clicks"))
    assert len(rows) == 30
    assert all(row["mailing"].startswith("'=cmd") for row in rows)
    assert {(row["handed_over"], row["delivered"], row["came_back_share"]) for row in rows} == {
        ("1000", "990", "0.01")
    }
    assert {row["clicks_least"] for row in rows} == {""}


def test_the_page_asks_as_often_for_many_mailings_as_for_few(client, dora, campaign):
    client.force_login(dora)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/hq/mailings/comparison/")
        return len(asked)

    left("A", n_handed_over=1)
    left("B")
    queries()
    few = queries()
    for n in range(20):
        left(f"M{n}", **({"n_handed_over": 1} if n % 2 else {}))
    assert queries() == few
