"""HQ's list of who clicked: only people who let themselves be measured, only for those who may see them."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.territories.models import Zone
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction
from hustings.people.persons.models import Look
from hustings.people.segments import criteria as segments
from hustings.people.segments.models import Segment
from tests.app.outreach.tracking.test_measuring import answered, sent
from tests.cast.outreach.fixtures import reader

__all__ = ["sent"]  # a fixture
pytestmark = pytest.mark.django_db
Measuring = Campaign.Measuring


def browser(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who)
    return client


@pytest.fixture
def clicked(sent, france):
    """Ann clicked both links, Ben the second, Cid refused since, Dan in another town was never asked."""
    mailing, now = sent(), timezone.now()
    lyon, nimes = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Nîmes")
    for name, says, links, zone in (
        ("ann", True, 3, lyon), ("ben", True, 2, nimes), ("cid", False, 1, lyon), ("dan", None, 1, lyon),
    ):  # fmt: skip
        person = reader(name, zone)
        if says is not None:
            answered(person, says)
        Reaction.objects.create(
            mailing=mailing, person=person, kind="click", links=links, n=links, first_at=now, last_at=now
        )
    Measure.objects.update(n_clicks=1_009, n_clicked=4)
    MailingLink.objects.filter(number=1).update(n_clicks=1_000, n_people=3)
    MailingLink.objects.filter(number=2).update(n_clicks=9, n_people=2)
    return mailing


def names(page):
    return [str(row.person) for row, _emails, _links in page.context["rows"]]


def test_only_those_who_agreed_are_listed_and_the_others_are_a_number(clicked, dora):
    hq = browser(dora)
    page = hq.get(f"/hq/mailings/{clicked.pk}/clicks/")
    assert sorted(names(page)) == ["Ann Martin", "Ben Martin"]
    text = page.content.decode()
    assert "Total clicks: between 0 and 1,009." in text
    assert "Anonymous: 1,004." in text
    assert "ann@example.org" in text
    assert Look.objects.filter(user=dora, how="list").count() == 2
    for number, listed in ((1, ["Ann Martin"]), (2, ["Ann Martin", "Ben Martin"])):
        page = hq.get(f"/hq/mailings/{clicked.pk}/clicks/{number}/")
        assert sorted(names(page)) == listed
    assert hq.get(f"/hq/mailings/{clicked.pk}/clicks/9/").status_code == 404
    assert f"/hq/mailings/{clicked.pk}/clicks/2/" in hq.get(f"/hq/mailings/{clicked.pk}/").content.decode()


def test_what_the_campaign_switched_off_since_names_nobody(clicked, campaign, dora):
    Measure.objects.update(clicks=Measuring.UNLESS)
    hq, address = browser(dora), f"/hq/mailings/{clicked.pk}/clicks/"
    assert sorted(names(hq.get(address))) == ["Ann Martin", "Ben Martin"]
    for now, listed in (
        (Measuring.UNLESS, ["Ann Martin", "Ben Martin", "Dan Martin"]), (Measuring.TOTALS, []),
    ):  # fmt: skip
        campaign.measure_clicks = now
        campaign.save()
        assert sorted(names(hq.get(address))) == listed


def test_a_territory_sees_its_own_people_masked_and_leaves_no_look(clicked, alice):
    page = browser(alice).get(f"/hq/mailings/{clicked.pk}/clicks/")
    text = page.content.decode()
    assert names(page) == ["Ann Martin"]
    assert "1 person is hidden: you can’t see people there." in text
    assert "ann@example.org" not in text
    assert not Look.objects.exists()


def test_whoever_may_not_see_people_or_mailings_is_sent_away(clicked, france, bob):
    hq = browser(bob)
    assert hq.get(f"/hq/mailings/{clicked.pk}/clicks/").status_code in {302, 403}


def test_the_list_is_paged_and_costs_no_query_for_a_row(clicked, dora):
    now, hq, address = timezone.now(), browser(dora), f"/hq/mailings/{clicked.pk}/clicks/"
    hq.get(address)
    with CaptureQueriesContext(connection) as of_two:
        hq.get(address)
    for n in range(60):
        Reaction.objects.create(
            mailing=clicked, person=answered(reader(f"p{n}"), True), kind="click", links=1, first_at=now,
            last_at=now - timedelta(minutes=1),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as of_fifty:
        page = hq.get(address)
    assert len(names(page)) == 50
    assert len(of_fifty) <= len(of_two)
    assert len(names(hq.get(address, {"after": page.context["more"]}))) == 12


def test_the_page_begins_a_segment_of_them(clicked, dora):
    hq = browser(dora)
    link = MailingLink.objects.get(number=2)
    for address, sentence, found in (
        (f"/hq/mailings/{clicked.pk}/clicks/2/", "clicked the link http://plan.example.net/", {"ann", "ben"}),
        (f"/hq/mailings/{clicked.pk}/clicks/", "clicked in the mailing", {"ann", "ben", "cid", "dan"}),
    ):
        start = hq.get(address).context["segment"]
        page = hq.get(start)
        builder = page.context["builder"]
        assert builder.name.startswith("Clicked ")
        assert builder.is_valid()
        criteria = builder.as_json()
        assert sentence in segments.describe(criteria)
        people = segments.compile(criteria)
        assert {person.given_name.lower() for person in people} == found
    assert str(link.pk) in start or "mailing" in parse_qs(urlsplit(start).query)["with"][0]
    for bad in ("{", "[]", '{"criterion": "mailing", "operator": "clicked_link", "value": 999999}', "null"):
        assert hq.get("/hq/people/segments/add/", {"with": bad}).status_code == 200
    assert not Segment.objects.filter(name__startswith="Clicked").exists()
