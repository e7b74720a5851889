"""Walk lists in HQ: entered, handed out, looked at, and by whom."""

import re

import pytest
from django.urls import reverse

from hustings.field.canvassing import figures
from hustings.field.canvassing.models import WalkList
from hustings.foundation.sync.models import Handset
from tests.cast.field.canvassing import street
from tests.cast.field.canvassing.street import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client, dora):
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def at(name, *args):
    return reverse(f"canvassing:{name}", args=args)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_a_list_is_pasted_and_handed_to_a_phone_once(team):
    assert "No walk list yet" in words(team.get(at("lists")))
    answer = team.post(at("list_new"), {"name": "Lilas", "stops": "x; 1; 2; 3; 4"})
    assert answer.status_code == 422 and "Line 1: write address" in words(answer)
    answer = team.post(at("list_new"), {"name": "Lilas", "stops": street.DOORS}, follow=True)
    found = WalkList.objects.get()
    assert found.n_doors == 4 and "No phone yet" in words(answer)
    answer = team.post(at("hand_out", found.pk), {"team": "Team 1", "days": 3})
    link = re.search(r"<code>(\S+#\S+)</code>", answer.content.decode())[1]
    handset = Handset.objects.get()
    assert str(handset.pk) in link
    answer = team.get(at("list", found.pk))
    assert "Team 1" in words(answer) and link not in answer.content.decode()
    team.post(at("revocation", found.pk, handset.pk))
    handset.refresh_from_db()
    assert handset.revoked_at
    assert team.post(at("hand_out", found.pk), {"team": "Team 1", "days": 99}).status_code == 422


def test_the_page_tells_what_came_of_the_doors(team):
    found = street.walk_list()
    one, other = Phone(found), Phone(found, "Team 2")
    for phone in (one, other):
        phone.note(street.door(found), "talked")
    one.note(street.door(found, "D"), "no_return")
    one.note(street.building(found), "note", text="Code 12A")
    text = words(team.get(at("list", found.pk)))
    assert "Do not come back" in text and "A · 1 · G" in text and "Code 12A" in text
    cells = re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", words(team.get(at("lists"))))
    assert cells == ["4", "2", "1"]  # doors, visited, with a conversation


@pytest.mark.both
def test_it_tells_by_team_who_knocked_while_the_leader_recorded(team):
    found = street.walk_list()
    one, other = Phone(found), Phone(found, "Team 2")
    one.note(street.door(found), "absent", by="Ana")
    one.note(street.door(found), "talked", by="Ana")
    one.note(street.door(found, "D"), "talked", by="Bo")
    other.note(street.door(found, floor="2"), "absent", by="Bo")
    other.note(street.door(found, "D"), "absent")
    slip = one.note(street.door(found, floor="2"), "absent", by="Cleo")
    one.note(street.door(found, floor="2"), "undo", of=str(slip.id))
    slip = one.note(street.door(found, floor="2"), "talked", by="Ana")
    one.note(street.door(found, floor="2"), "refused", of=str(slip.id), by="Ana")
    found = {phone.handset.name: phone.walkers for phone in figures.phones_of(one.stream)}
    assert found == {"Team 1": [("Ana", 2), ("Bo", 1)], "Team 2": [("Bo", 1)]}
    assert "Ana 2" in words(team.get(at("list", one.stream.subject)))


def test_a_closed_list_takes_what_was_noted_before(team):
    found = street.walk_list()
    team.post(at("closing", found.pk))
    assert "Closed on" in words(team.get(at("list", found.pk)))
    assert Phone(found).problem(street.door(found), "talked") == "closed"
    team.post(at("reopening", found.pk))
    assert "Closed on" not in words(team.get(at("list", found.pk)))


def test_an_organiser_sees_the_lists_of_their_territory_alone(client, alice, rhone, reunion):
    near, far = street.walk_list(zone=rhone), street.walk_list(zone=reunion)
    nowhere = street.walk_list()
    client.force_login(alice)
    assert client.get(at("list", near.pk)).status_code == 200
    for other in (far, nowhere):
        assert client.get(at("list", other.pk)).status_code == 404
        assert client.post(at("hand_out", other.pk), {"team": "x", "days": 1}).status_code == 404
    assert client.post(at("list_new"), {"name": "x", "stops": "1 rue"}).status_code == 422


@pytest.mark.both
def test_pages_ask_the_same_number_of_questions_for_many_rows(team, django_assert_max_num_queries):
    for n in range(12):
        found = street.walk_list(name=f"List {n}")
        phone = Phone(found)
        phone.note(street.door(found), "talked")
    with django_assert_max_num_queries(30):
        team.get(at("lists"))
    with django_assert_max_num_queries(40):
        team.get(at("list", found.pk))
