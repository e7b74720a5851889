"""HQ: elections, hours and exceptions, and the page that says what may be sent when."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections.models import Election, Exemption, OwnHours
from tests.conftest import user

PRESIDENT = {
    "name": "Présidentielle 2027", "kind": "president", "first_on": "2027-04-11", "second_on": "2027-04-25",
}  # fmt: skip


@pytest.fixture
def hq(client, dora):
    client.force_login(dora)
    return client


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_calendar_shows_the_silences_of_a_place(client, dora, president, clock, language):
    clock("2027-04-08 10:00")
    client.force_login(dora)
    page = client.get("/hq/elections/?spot=974", headers={"accept-language": language}).text
    assert "Indian/Reunion" in page
    assert "L. 49" in page
    assert "Présidentielle 2027" in page
    assert "America/Martinique" in page, "the silences ahead are of all spots"
    assert ("Saturday 10 April 2027" if language == "en" else "Samedi 10 avril 2027") in page


def test_places_of_one_time_zone_are_one_line(client, dora, president, clock):
    clock("2027-04-08 10:00")
    client.force_login(dora)
    page = client.get("/hq/elections/", headers={"accept-language": "en"}).text
    where = "the six communes of the Marquesas: UTC-9:30"
    assert page.count(f">{where}</option>") == 1
    assert max(part.count(where) for part in page.split("<table")[1:]) == 1, "each silence tells it once"


def test_without_a_country_the_page_leads_to_it(hq):
    assert "/hq/settings/campaigns/campaign/" in hq.get("/hq/elections/").text
    assert hq.get("/hq/elections/new/").headers["Location"] == "/hq/elections/"
    assert "choisissez un pays" in hq.get("/hq/").text
    Campaign.objects.update(country="fr")
    assert "choisissez un pays" not in hq.get("/hq/").text


def test_an_election_is_entered_changed_and_removed(hq, french, rhone):
    sent = PRESIDENT | {"elsewhere": "98718 2027-04-03 2027-04-17\n\n974 2027-04-10"}
    assert hq.post("/hq/elections/new/", sent).status_code == 302
    election = Election.objects.get()
    assert [one.elsewhere for one in election.rounds.all()] == [
        {"98718": "2027-04-03", "974": "2027-04-10"}, {"98718": "2027-04-17"},
    ]  # fmt: skip
    address = f"/hq/elections/{election.pk}/"
    assert "98718 2027-04-03 2027-04-17" in hq.get(address).text
    hq.post(address, PRESIDENT | {"name": "P", "second_on": "", "zones_ids": [rhone.pk], "zones": ""})
    election.refresh_from_db()
    assert (election.name, election.rounds.count(), election.zones.get()) == ("P", 1, rhone)
    hq.post(address, {"remove": "yes"})
    assert not Election.objects.exists()


def test_the_rules_of_the_country_refuse_an_election_that_can_not_be(hq, french):
    for wrong in [
        {"kind": "european"},
        {"second_on": "2027-04-04"},
        {"elsewhere": "974 April"},
        {"kind": "king"},
    ]:
        answer = hq.post("/hq/elections/new/", PRESIDENT | wrong)
        assert answer.status_code == 422, wrong
    assert not Election.objects.exists()


def test_hours_of_our_own_are_kept_and_left(hq, french):
    address = "/hq/elections/hours/email/"
    assert hq.post(address, {"weekdays": "9-12"}).status_code == 422
    assert hq.post(address, {"sunday": "10:00-12:00"}).status_code == 422
    hq.post(address, {"weekdays": "09:00-12:00 14:00-20:00", "sunday": "-"})
    assert OwnHours.objects.get().sunday == "-"
    assert "09:00–12:00, 14:00–20:00" in hq.get("/hq/elections/").text
    hq.post(address, {"weekdays": ""})
    assert not OwnHours.objects.exists()


def test_an_exception_stands_on_the_front_page_while_it_lasts(hq, french, dora, client):
    until = timezone.localtime() + dt.timedelta(hours=2)
    sent = {
        "why": "Flood",
        "until": f"{until:%Y-%m-%d %H:%M}",
        "rules": ["silence.propaganda"],
        "channels": ["email"],
    }
    assert hq.post("/hq/elections/exceptions/", sent).status_code == 302
    made = Exemption.objects.get()
    assert (made.who, made.rules, made.channels) == (dora.get_full_name(), ["silence.propaganda"], ["email"])
    assert "Flood" in hq.get("/hq/").text
    client.force_login(user("writer", Role.COMMUNICATIONS))
    assert "Flood" in client.get("/hq/").text
    assert client.post("/hq/elections/exceptions/", sent).status_code == 403
    assert client.post(f"/hq/elections/exceptions/{made.pk}/end/").status_code == 403
    client.force_login(dora)
    hq.post(f"/hq/elections/exceptions/{made.pk}/end/")
    assert "Flood" not in hq.get("/hq/").text
    assert "Flood" in hq.get("/hq/elections/exceptions/").text, "it is never taken out"
    assert "Flood" in hq.get("/hq/team/log/").text


def test_an_exception_ends_within_a_month(hq, french):
    for hours in (-1, 24 * 40):
        until = timezone.localtime() + dt.timedelta(hours=hours)
        answer = hq.post("/hq/elections/exceptions/", {"why": "w", "until": f"{until:%Y-%m-%d %H:%M}"})
        assert answer.status_code == 422
    assert not Exemption.objects.exists()
