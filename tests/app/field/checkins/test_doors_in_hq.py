"""The doors of an event in HQ: phones, findings, the list by hand, and who sees what."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.checkins import door_lists, keys, ticket_links, tickets
from hustings.field.checkins.models import CheckIn, DoorPlan, Finding, Ticket, TicketKey
from hustings.field.registrations.models import Seat
from hustings.foundation.accounts.roles import Role
from hustings.foundation.sync import log
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons
from hustings.people.privacy.actions import erase_person
from hustings.people.selfservice import parts
from tests.cast.field.checkins import hall
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client, dora):
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def at(name, *args):
    return reverse(f"checkins:{name}", args=args)


def test_a_door_is_handed_out_once_and_its_access_withdrawn(team, rally, shift):
    hall.seat(shift, n=2)
    answer = team.post(at("hand_out", rally.pk), {"door": "Main entrance"})
    link = re.search(r"<code>(\S+#\S+)</code>", answer.content.decode())[1]
    handset = Handset.objects.get()
    assert str(handset.pk) in link and handset.ends_at > rally.over_at
    answer = team.get(at("doors", rally.pk))
    assert "Main entrance" in answer.content.decode() and link not in answer.content.decode()
    team.post(at("revocation", rally.pk, handset.pk))
    handset.refresh_from_db()
    assert handset.revoked_at
    assert team.post(at("hand_out", rally.pk), {"door": ""}).status_code == 422


def test_figures_and_findings_are_of_people(team, rally, shift, doors):
    late = hall.shift(rally, names={"en": "Second part"}, starts_at=timezone.now())
    first, second = hall.seat(shift, n=2), hall.seat(late, n=3)
    one, other = hall.ticket(first).key, hall.ticket(second).key
    log.append(doors[0].handset, [doors[0].entry(one, people=2), doors[0].entry(other, people=1)])
    log.append(doors[1].handset, [doors[1].entry(one, people=2)])
    log.append(doors[1].handset, [doors[1].entry("+" + str(doors[1].replica), "walk_in", people=4)])
    for name in ("doors", "live"):
        answer = team.get(at(name, rally.pk))
        found = answer.context["figures"]
        assert (found.expected, found.entered, found.walked_in, found.inside) == (5, 7, 4, 7)
        assert {(each.expected, each.entered) for each in found.shifts} == {(2, 2), (3, 1)}
        text = " ".join(answer.content.decode().split())
        assert "Door A," in text and "Door B," in text and "Entered twice" in text
        assert (
            str(first.registration) not in text
            and tickets.short(first.ticket.number) in text
            and "<polyline" in text
        )
    finding = Finding.objects.get()
    team.post(at("clearing", rally.pk, finding.pk))
    assert not Finding.objects.open().exists()
    assert "Entered twice" not in team.get(at("doors", rally.pk)).content.decode()
    event = " ".join(team.get(reverse("events:event", args=[rally.pk])).content.decode().split())
    assert "7 of 5 expected people have entered." in event
    assert "7 people checked in." in event and "been noted yet" not in event
    hall.seat(shift, n=2, attended_at=timezone.now())  # noted by hand
    report = team.get(reverse("reports:report", args=[rally.pk])).content.decode()
    assert 'name="n_came" value="9"' in report


def test_check_in_is_closed_and_reopened(team, rally, shift):
    team.post(at("closing", rally.pk))
    assert Stream.objects.get().closed_at
    assert "Reopen check-in" in team.get(at("doors", rally.pk)).content.decode()
    team.post(at("reopening", rally.pk))
    assert Stream.objects.get().closed_at is None


def test_rules_are_set(team, rally, shift):
    team.post(at("rules", rally.pk), {"may_reenter": "on", "opens_before": "", "closes_at_end": ""})
    plan = DoorPlan.objects.get()
    assert (plan.may_reenter, plan.opens_before, plan.closes_at_end) == (True, None, False)
    assert door_lists.snapshot(rally)["rules"] == {"reentry": True, "windows": [[None, None]]}


def test_people_are_found_and_marked_by_hand(team, rally, shift):
    seats = [hall.seat(shift) for _ in range(3)]
    codes = [tickets.short(hall.ticket(seat).number) for seat in seats]
    name = seats[0].registration.given_name
    page = team.get(at("people", rally.pk), {"q": name}).content.decode()
    assert name in page and codes[0] in page and codes[1] not in page
    page = team.get(at("people", rally.pk), {"q": codes[1].lower()}).content.decode()
    assert codes[1] in page and codes[0] not in page
    for deed, seat in [("came", seats[0]), ("absent", seats[1]), ("revoke", seats[2])]:
        team.post(at("people", rally.pk), {"deed": deed, "row": [seat.pk]})
        seat.refresh_from_db()
    assert seats[0].attended_at and seats[1].absent_at and not seats[2].attended_at
    assert Ticket.objects.get(seat=seats[2]).revoked_at
    page = team.get(at("people", rally.pk), {"state": "missing"}).content.decode()
    assert codes[2] in page and codes[0] not in page and codes[1] not in page
    for deed, seat in [("unmark", seats[0]), ("restore", seats[2])]:
        team.post(at("people", rally.pk), {"deed": deed, "row": [seat.pk]})
        seat.refresh_from_db()
    assert not seats[0].attended_at and not CheckIn.objects.exists()
    assert not Ticket.objects.get(seat=seats[2]).revoked_at
    page = team.get(at("printed", rally.pk)).content.decode()
    assert all(code in page for code in codes)


def test_only_those_who_enter_the_event_open_its_doors_and_names_want_another_right(
    client, rally, shift, site
):
    hall.seat(shift)
    elsewhere = user("eve", Role.ORGANISER, Zone.objects.get(name="Nîmes"))
    client.force_login(elsewhere)
    for name in ("doors", "live", "rules", "people", "printed"):
        assert client.get(at(name, rally.pk)).status_code == 404
    for name in ("hand_out", "closing", "reopening"):
        assert client.post(at(name, rally.pk), {"door": "x"}).status_code == 404
    client.force_login(user("carla", Role.COMMUNICATIONS))
    assert client.get(at("doors", rally.pk)).status_code == 200
    for name in ("people", "printed"):
        assert client.get(at(name, rally.pk)).status_code == 403
    assert client.get(at("keys")).status_code == 403


def test_names_of_people_from_elsewhere_are_not_shown(client, rally, shift, site):
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    near, far = hall.seat(shift), hall.seat(shift)
    for seat, zone in [(near, lyon), (far, nimes)]:
        seat.registration.zone = zone
        seat.registration.save()
    client.force_login(user("otto", Role.ORGANISER, lyon))
    for name in ("people", "printed"):
        page = client.get(at(name, rally.pk)).content.decode()
        assert near.registration.given_name in page and far.registration.given_name not in page
        assert tickets.short(hall.ticket(far).number) in page
    page = client.get(at("people", rally.pk), {"q": far.registration.given_name}).content.decode()
    assert tickets.short(hall.ticket(far).number) not in page


def test_a_new_key_makes_old_codes_unknown(team, rally, shift):
    ticket = hall.ticket(hall.seat(shift))
    before = door_lists.text_of(ticket)
    assert tickets.read(before, event=rally.pk, keys=keys.public(), now=0).code == "ok"
    team.post(at("keys"))
    assert tickets.read(before, event=rally.pk, keys=keys.public(), now=0).code == "unknown_key"
    after = door_lists.text_of(ticket)
    assert tickets.read(after, event=rally.pk, keys=keys.public(), now=0).code == "ok"
    assert "2" in team.get(at("keys")).content.decode() and TicketKey.objects.count() == 2


def test_keys_are_encrypted_and_outlive_a_change_of_the_secret_key(settings):
    number, private = keys.signing()
    assert private.private_bytes_raw() not in bytes(TicketKey.objects.get().sealed)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    assert keys.signing()[0] == number
    settings.SECRET_KEY_FALLBACKS = []
    assert keys.signing()[0] == number + 1  # lost: the old tickets stay valid, new ones have a new key
    assert set(keys.public()) == {number, number + 1}


def test_a_ticket_page_shows_the_code_and_no_name(client, rally, shift):
    seat = hall.seat(shift, n=2)
    path = ticket_links.path_of(seat)
    answer = client.get(path)
    text = answer.content.decode()
    assert tickets.short(hall.ticket(seat).number) in text and "<svg" in text and "noindex" in text
    assert seat.registration.given_name not in text and "no-store" in answer["Cache-Control"]
    assert client.get(path.replace(f"{seat.pk}.", f"{seat.pk + 1}.")).status_code == 404
    Seat.objects.filter(pk=seat.pk).update(released_at=timezone.now())
    assert client.get(path).status_code == 410


def test_a_person_gets_their_entries_and_none_is_left_when_they_are_erased(rally, shift, doors, dora):
    alice = persons.add_person(given_name="Alice", email="alice@example.org")
    seat = hall.seat(shift, person=alice)
    key = hall.ticket(seat).key
    others = hall.ticket(hall.seat(shift)).key
    log.append(doors[0].handset, [doors[0].entry(key), doors[0].entry(others)])
    log.append(doors[1].handset, [doors[1].entry(key)])
    part = parts.my_data.find("check_ins")
    (row,) = part.rows(alice)
    assert dict(zip(part.columns, row, strict=True))["door"] == "Door A"
    erase_person(person=alice, user=dora)
    assert list(LoggedEntry.objects.values_list("key", flat=True)) == [others]
    assert list(CheckIn.objects.values_list("key", flat=True)) == [others]
    assert not Finding.objects.exists()


def test_the_page_of_a_registration_leads_to_the_ticket(client, rally, shift):
    seat = hall.seat(shift)
    path = reverse("registrations:link", args=[seat.registration.link_token])
    page = client.get(path).content.decode()
    assert ticket_links.path_of(seat) in page
