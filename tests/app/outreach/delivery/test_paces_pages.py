"""HQ's pages about limits, plans and keys, and what a mailing's page says of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.delivery import eta, progress
from hustings.outreach.delivery.models import Delivery, Destination, Pace, Warmup
from hustings.outreach.emails.signatures import keys
from hustings.outreach.mailings.models import Mailing
from tests.app.outreach.delivery.test_delivery import queue
from tests.cast.outreach.fixtures import reader


@pytest.fixture
def director(client, dora):
    client.force_login(dora)
    return client


def test_the_page_shows_limits_plans_closed_roads_and_keys(director, settings, tmp_path):
    settings.DKIM_FOLDER, settings.NAME_SERVERS = tmp_path, ["127.0.0.1:1"]
    keys.make("elan.example.org", "ed25519", "first")
    Warmup.objects.create(domain="young.example", first_day=1234)
    orange = Destination.objects.get(name="Orange")
    Pace.objects.create(key=orange.key, held_until=timezone.now() + timedelta(hours=1), said="421 slow down")
    Pace.objects.create(key="past.example", held_until=timezone.now() - timedelta(hours=1), said="421")
    page = director.get(reverse("dispatch:paces")).content.decode()
    for words in ("wanadoo.fr", "young.example", "421 slow down"):
        assert words in page
    assert "past.example" not in page
    fragment = director.get(reverse("dispatch:keys")).content.decode()
    assert "first._domainkey.elan.example.org" in fragment and "PRIVATE" not in fragment


def test_only_those_who_direct_the_campaign_see_it(client, alice):
    client.force_login(alice)
    assert client.get(reverse("dispatch:paces")).status_code in {302, 403}
    assert (
        client.post(reverse("dispatch:destination_new"), {"name": "x", "domains": "x.example"}).status_code
        != 200
    )
    assert not Destination.objects.filter(name="x").exists()


def test_a_limit_is_made_changed_and_removed(director):
    url = reverse("dispatch:destination_new")
    assert director.post(url, {"name": "Mine", "domains": "not a domain"}).status_code == 422
    assert director.post(url, {"name": "Mine", "domains": "gmail.com"}).status_code == 422  # Gmail's already
    assert (
        director.post(url, {"name": "Mine", "domains": "A.example, b.example", "per_hour": 0}).status_code
        == 422
    )
    assert (
        director.post(url, {"name": "Mine", "domains": "A.example, b.example", "per_hour": 9}).status_code
        == 302
    )
    mine = Destination.objects.get(name="Mine")
    assert (mine.names, mine.per_hour, mine.per_minute) == (["a.example", "b.example"], 9, None)
    url = reverse("dispatch:destination", args=[mine.pk])
    director.post(url, {"name": "Mine", "domains": "b.example", "at_once": 2})
    mine.refresh_from_db()
    assert (mine.names, mine.per_hour, mine.at_once) == (["b.example"], None, 2)
    director.post(reverse("dispatch:destination_removal", args=[mine.pk]))
    assert not Destination.objects.filter(name="Mine").exists()


def test_a_plan_is_made_and_removed(director, campaign):
    url = reverse("dispatch:warmup_new")
    assert 'value="elan.example.org"' in director.get(url).content.decode()
    values = {
        "domain": "élan.example",
        "starts_on": "2027-01-01",
        "first_day": 100,
        "growth": 50,
        "enough": 9000,
    }
    assert director.post(url, {**values, "growth": 1}).status_code == 422
    assert director.post(url, values).status_code == 302
    plan = Warmup.objects.get()
    assert plan.domain == "xn--lan-9la.example"
    director.post(reverse("dispatch:warmup_removal", args=[plan.pk]))
    assert not Warmup.objects.exists()


def test_a_closed_road_is_tried_again_when_told(director):
    pace = Pace.objects.create(key="busy.example", held_until=timezone.now() + timedelta(hours=1), n_holds=4)
    director.post(reverse("dispatch:reopen", args=[pace.pk]))
    pace.refresh_from_db()
    assert pace.held_until <= timezone.now() and pace.n_holds == 4


def test_the_mailings_page_says_what_holds_it_up_and_when_it_ends(director, mailing, dora):
    for n in range(3):
        reader(f"r{n}")
    queue(mailing, dora)
    Pace.objects.create(
        key="busy.example", held_until=timezone.now() + timedelta(hours=1), said="451 slow <b>down</b>"
    )
    Warmup.objects.create(domain="elan.example.org", starts_on=timezone.localdate(), first_day=1, growth=100)
    sentences = eta.of(mailing, progress.of(mailing))
    assert "busy.example" in sentences[0]
    assert "elan.example.org" in sentences[1] and " 1 " in sentences[1].replace("\u202f", " ")
    assert len(sentences) == 4  # the last day, for one letter today and two tomorrow
    page = director.get(reverse("dispatch:progress", args=[mailing.pk])).content.decode()
    assert "451 slow &lt;b&gt;down" in page and "elan.example.org" in page
    Warmup.objects.all().delete()
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(state="sent", sent_at=timezone.now())
    Mailing.objects.update(started_at=timezone.now() - timedelta(minutes=1))
    mailing.refresh_from_db()
    assert len(eta.of(mailing, progress.of(mailing))) == 2
    Mailing.objects.update(state="paused")
    mailing.refresh_from_db()
    assert eta.of(mailing, progress.of(mailing)) == []
