"""What became of a mailing group by group: counted at once, told only where nobody's own can be read off."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.tracking import breakdown, tasks
from hustings.outreach.tracking.breakdown import Group, safe
from hustings.outreach.tracking.models import Division, Measure, Reaction
from hustings.people.persons.actions import record_consent
from hustings.people.persons.models import Person
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import reader
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def to(mailing, n, domain, agree=0, click=0, **more):
    """``n`` readers at a domain, of whom some are measured and some of these clicked."""
    for at in range(n):
        person = reader(f"{domain.split('.')[0]}{at}", agrees=False, address=f"{at}@{domain}", **more)
        Delivery.objects.create(mailing=mailing, person=person, address=f"{at}@{domain}", state="sent")
        if at < agree:
            record_consent(person=person, purpose="measure", is_given=True, source="test")
        if at < click:
            now = timezone.now()
            Reaction.objects.create(
                mailing=mailing, person=person, kind="click", is_weak=at % 2 == 1, first_at=now, last_at=now
            )


def over(mailing, campaign):
    """It was sent, and clicks of those who agreed are counted."""
    campaign.measure_clicks = "agreed"
    campaign.save()
    Measure.objects.create(mailing=mailing, clicks="agreed", n_sure_clicks=0, n_sure_clicked=0)
    mailing.state, mailing.started_at = "sent", timezone.now()
    mailing.save()
    return mailing


@pytest.fixture
def sent(mailing, campaign):
    return over(mailing, campaign)


def told(groups):
    return {each.name: (each.n, each.measured, each.sure, each.clicked) for each in groups}


def test_by_domain_whatever_its_letters_case(sent):
    to(sent, 30, "big.example", agree=25, click=6)
    to(sent, 22, "Mid.example", agree=3, click=2)
    to(sent, 12, "small.example", agree=12, click=1)
    to(sent, 9, "tiny.example", agree=9)
    Delivery.objects.filter(address__endswith="@big.example").filter(address__startswith="1").update(
        state="bounced"
    )
    Delivery.objects.filter(address="2@big.example").update(unsubscribed_at=timezone.now())
    groups = breakdown.count(sent, "domain")
    assert told(groups) == {
        "big.example": (30, 25, 3, 6),
        "mid.example": (22, None, None, None),
        "": (21, None, None, None),  # hidden too: else those of the three who are measured would be known
    }
    assert (groups[0].came_back, groups[0].unsubscribed) == (11, 1)


def test_what_was_switched_off_since_is_not_told(sent, campaign):
    to(sent, 30, "big.example", agree=30, click=5)
    to(sent, 30, "other.example", agree=30, click=5)
    assert told(breakdown.count(sent, "domain"))["big.example"] == (30, 30, 3, 5)
    campaign.measure_clicks = "totals"
    campaign.save()
    assert told(breakdown.count(sent, "domain"))["big.example"] == (30, None, None, None)


def test_by_language_territory_and_segment(sent, france):
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    to(sent, 25, "a.example", language="fr", zone=lyon)
    to(sent, 30, "b.example", language="en", zone=nimes)
    names = {each.name: each.n for each in breakdown.count(sent, "language")}
    assert names == {"en": 30, "fr": 25}
    country = france
    parts = {each.name: each.n for each in breakdown.count(sent, "zone", country.pk)}
    assert sorted(parts.values()) == [25, 30]
    assert all(Zone.objects.get(pk=key).parent == country for key in parts)
    leaf = {"criterion": "zone", "operator": "inside", "value": lyon.pk}
    inside = Segment.objects.create(name="Lyon", criteria={"match": "all", "criteria": [leaf]})
    assert {each.name: each.n for each in breakdown.count(sent, "segment", inside.pk)} == {
        "out": 30,
        "in": 25,
    }


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([19], {}),
        ([40], {"a": 40}),
        ([40, 30], {"a": 40, "b": 30}),
        ([40, 30, 1], {"a": 40, "": 31}),  # or the one would be what is left over
        ([40, 19, 1], {"a": 40, "": 20}),
        ([21, 1], {}),
        ([30] * 12, {**dict.fromkeys("abcdefghij", 30), "": 60}),
    ],
)
def test_no_small_group_is_told_or_left_over(sizes, shown):
    groups = [
        Group(name, n, measured=n, sure=0, clicked=0) for name, n in zip("abcdefghijkl", sizes, strict=False)
    ]
    assert {each.name: each.n for each in safe(groups)} == shown


def test_clicks_of_few_are_not_told_nor_left_over():
    def measured(*ns):
        groups = [Group(f"g{at}", 500 - at, measured=n, sure=1, clicked=1) for at, n in enumerate(ns)]
        return [each.measured for each in safe(groups)]

    assert measured(100, 50, 30) == [100, 50, 30]
    assert measured(100, 50, 5) == [100, None, None]
    assert measured(100, 12, 15) == [100, None, None]
    assert measured(100, 0, 50) == [100, None, 50]  # of nobody nothing is to be read off


def test_the_page_of_a_small_mailing_is_there_at_once_with_as_many_questions_for_many(client, dora, sent):
    to(sent, 25, "a.example", agree=25, click=3)
    client.force_login(dora)
    address = f"/hq/mailings/{sent.pk}/groups/"
    page = re.sub(r"\s+", " ", client.get(address).content.decode())
    assert "a.example" in page
    assert "2 of 25" in page
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    to(sent, 40, "b.example", agree=25, click=3)
    to(sent, 40, "c.example", agree=25, click=3)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_large_mailing_is_counted_beside_the_page_and_kept(client, dora, sent, everyone):
    to(sent, 25, "a.example")
    to(sent, 25, "b.example")
    sent.n_deliveries = breakdown.SMALL + 1
    sent.save()
    client.force_login(dora)
    address = f"/hq/mailings/{sent.pk}/groups/"
    assert "Not counted yet" in client.get(address).content.decode()
    response = client.post(f"{address}count/", {"segment": everyone.pk})
    page = client.get(response.url).content.decode()
    assert "Counting…" in page
    for division in Division.objects.all():
        tasks.count_division.call(sent.pk, division.by, division.key)
    page = client.get(response.url).content.decode()
    assert "a.example" in page
    assert "Counting…" not in page.partition('id="groups"')[2]
    Delivery.objects.all().delete()
    assert "a.example" in client.get(address).content.decode()
    tasks.count_division.call(sent.pk, "segment", 10**6)
    tasks.count_division.call(10**6, "domain", 0)


def test_who_does_not_see_all_people_chooses_no_groups(client, sent, everyone, france):
    to(sent, 45, "a.example")
    lyon = Zone.objects.get(name="Lyon")
    address = f"/hq/mailings/{sent.pk}/groups/?segment={everyone.pk}&zone={lyon.pk}"
    client.force_login(user("press", Role.COMMUNICATIONS))  # sees no people
    page = client.get(address).content.decode()
    assert "a.example" in page
    assert "Everyone" not in page
    client.force_login(user("lead", Role.DIRECTOR))
    assert "by segment: Everyone" in client.get(address).content.decode().replace("By", "by")
    private = Segment.objects.create(
        name="Whisper", criteria={}, is_shared=False, user=user("own", Role.DIRECTOR)
    )
    assert "Whisper" not in client.get(f"{address}&segment={private.pk}").content.decode()


def test_a_segment_that_cannot_be_read_is_said(client, dora, sent):
    to(sent, 45, "a.example")
    broken = {"match": "all", "criteria": [{"criterion": "gone", "operator": "has", "value": None}]}
    segment = Segment.objects.create(name="Broken", criteria=broken)
    client.force_login(dora)
    page = client.get(f"/hq/mailings/{sent.pk}/groups/?segment={segment.pk}").content.decode()
    assert "This segment is broken: check its conditions." in page
    tasks.count_division.call(sent.pk, "segment", segment.pk)
    assert Division.objects.get().groups == []


def test_nothing_of_anybody_is_kept(sent):
    to(sent, 30, "a.example", agree=5, click=5)
    breakdown.keep(sent, "domain")
    assert Division.objects.get().groups == [["a.example", 30, 0, 0, None, None, None]]
    assert Person.objects.count() == 30
