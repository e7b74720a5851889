"""The list of polling stations: who sees which, how they are found, and adding one."""

import pytest
from django.urls import reverse

from hustings.field.stations import actions
from hustings.field.stations.models import Station
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Kind, Zone
from tests.conftest import user, zone

pytestmark = pytest.mark.django_db
LIST = reverse("stations:stations")


@pytest.fixture
def stations(france):
    """Two stations of Lyon, of which one is a territory, and one of Nîmes."""
    zone(Kind.STATION, "69123-0002", "École Berthelot", Zone.objects.get(code="69123"))
    wanted = [
        ("69123", "1", "Hôtel de ville"),
        ("69123", "0002", "École Berthelot"),
        ("30189", "1", "Mairie"),
    ]
    actions.enter_stations(wanted=[actions.Wanted(*each) for each in wanted])
    return {str(each): each for each in Station.objects.all()}


def shown(client, who, **query):
    client.force_login(who)
    return [str(row) for row in client.get(LIST, query).context["rows"]]


@pytest.mark.both
def test_stations_are_found_by_place_name_and_number(client, dora, stations):
    assert shown(client, dora) == ["Lyon 1", "Lyon 2", "Nîmes 1"]
    assert shown(client, dora, municipality="nim") == shown(client, dora, municipality="30189") == ["Nîmes 1"]
    assert shown(client, dora, q="ecole") == ["Lyon 2"]
    assert shown(client, dora, q="lyon 0001") == shown(client, dora, q="ville") == ["Lyon 1"]
    assert shown(client, dora, q="lyo berth") == ["Lyon 2"]
    assert shown(client, dora, municipality="Paris") == []


def test_an_organiser_sees_the_stations_of_their_territory(client, alice, mallory, stations):
    assert shown(client, alice) == ["Lyon 1", "Lyon 2"]
    assert not client.get(LIST).context["form"]
    client.force_login(mallory)
    assert client.get(LIST).status_code == 403


def test_a_station_lies_in_its_own_territory_or_its_municipality(stations):
    assert stations["Lyon 2"].zone.kind == Kind.STATION
    assert stations["Lyon 1"].zone.code == "69123"


def test_a_station_is_added_once(client, dora, france):
    client.force_login(dora)
    sent = {"municipality": "69266", "number": "7", "name": ""}
    assert client.post(LIST, sent).status_code == 302
    made = Station.objects.get()
    assert (str(made), made.number, made.label) == ("Villeurbanne 7", "0007", "Bureau de vote 7")
    assert made.zone.code == "69266"
    answer = client.post(LIST, sent | {"number": "0007"})
    assert answer.status_code == 422 and "Ce bureau est déjà saisi." in answer.content.decode()


def test_nobody_adds_a_station_by_a_role_in_one_territory(client, alice, bob, france):
    organiser = user("erin", Role.ORGANISER)
    sent = {"municipality": "69266", "number": "7"}
    for who, n in ((alice, 0), (bob, 0), (organiser, 1)):
        client.force_login(who)
        client.post(LIST, sent)
        assert Station.objects.count() == n


def test_what_is_there_stays_as_it_is(stations):
    again = [
        actions.Wanted("69123", "2", "Another name"),
        actions.Wanted("69123", "3"),
        actions.Wanted("69123", "03"),
    ]
    assert actions.enter_stations(wanted=again) == 1
    assert Station.objects.get(number="0002").name == "École Berthelot"


def test_a_station_abroad_has_no_territory(dora):
    made = actions.add_station(
        wanted=actions.Wanted("be-21004", "12a", "Maison communale", "Bruxelles"), user=dora
    )
    assert (str(made), made.municipality, made.zone) == ("Bruxelles 12A", "BE-21004", None)
