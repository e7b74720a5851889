"""Buildings and doors entered by hand, and who sees which."""

import pytest
from django.urls import reverse

from hustings.field.addresses import keys
from hustings.field.addresses.actions import buildings
from hustings.field.addresses.models import Building, Door, Municipality
from tests.cast.field import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(name, *args):
    return reverse(f"addresses:{name}", args=args)


def shown(answer):
    return [str(row) for row in answer.context["rows"]]


def test_an_address_entered_by_hand_has_the_key_that_a_phone_makes(organiser):
    said = {"commune": "Lyon", "number": "12 bis", "street": "Rue de la Paix", "homes": "8"}
    answer = organiser.post(at("building_new"), said, follow=True)
    one = Building.objects.get()
    assert one.pk == keys.building("69123", "R. de la Paix", "12bis")
    assert "12 bis Rue de la Paix" in answer.content.decode()
    place = Municipality.objects.get()
    assert (place.name, place.n_buildings, place.n_homes) == ("Lyon", 1, 8)
    again = organiser.post(at("building_new"), said | {"street": "R. DE LA PAIX"})
    assert again.status_code == 422 and at("building", one.pk) in again.content.decode()


def test_doors_are_added_for_all_floors_at_once_and_none_twice(organiser, france):
    one = addresses.building()
    said = {"stair": "A", "floors": "0-2", "labels": "left, right"}
    organiser.post(at("doors", one.pk), said)
    organiser.post(at("doors", one.pk), {"stair": "esc. a", "floors": "RDC, 1er, 3", "labels": "Gauche"})
    found = list(one.doors.values_list("floor_order", "label"))
    assert found == [
        (0, "left"), (0, "right"), (1, "left"), (1, "right"), (2, "left"), (2, "right"), (3, "Gauche"),
    ]  # fmt: skip
    door = Door.objects.get(floor_order=3)
    organiser.post(at("door_removal", one.pk, door.pk))
    assert one.doors.count() == 6


@pytest.mark.parametrize("floors", ["", "0-900", ",", "1," * 100])
def test_too_many_floors_or_none_are_refused_in_words(organiser, france, floors):
    one = addresses.building()
    answer = organiser.post(at("doors", one.pk), {"floors": floors, "labels": "1"})
    assert answer.status_code == 422 and not Door.objects.exists()


def test_buildings_are_listed_by_street_and_number_and_found_by_both(organiser, france):
    for address in ("10 rue de la Paix", "2 rue de la Paix", "2bis rue de la Paix", "1 avenue Foch"):
        addresses.building(address)
    addresses.building("3 rue du 8 Mai")
    page = organiser.get(at("place", "69123"))
    assert shown(page) == [
        "1 avenue Foch", "2 rue de la Paix", "2bis rue de la Paix", "10 rue de la Paix", "3 rue du 8 Mai"
    ]  # fmt: skip
    assert shown(organiser.get(at("place", "69123"), {"q": "2 paix"})) == ["2 rue de la Paix"]
    assert shown(organiser.get(at("place", "69123"), {"q": "8 mai"})) == ["3 rue du 8 Mai"]
    found = Building.objects.begins("10 r. de la paix")
    assert [str(one) for one in found] == ["10 rue de la Paix"]


def test_nobody_sees_addresses_beyond_their_territory(organiser, dora, mallory, france):
    here, there = addresses.with_doors(), addresses.with_doors(code="30189")
    assert [place.code for place in organiser.get(at("places")).context["rows"]] == ["69123"]
    assert organiser.get(at("building", here.pk)).status_code == 200
    for name in ("building", "building_edit"):
        assert organiser.get(at(name, there.pk)).status_code == 404
    assert organiser.post(at("doors", there.pk), {"floors": "1", "labels": "1"}).status_code == 404
    assert organiser.get(at("place", "30189")).status_code == 404
    said = {"commune": "Nîmes", "number": "1", "street": "Rue Neuve"}
    assert organiser.post(at("building_new"), said).status_code == 422
    organiser.force_login(dora)
    assert len(organiser.get(at("places")).context["rows"]) == 2
    organiser.force_login(mallory)
    assert organiser.get(at("places")).status_code == 403


def test_homes_are_corrected_and_counted(organiser, france):
    one = addresses.building(homes=3)
    organiser.post(at("building_edit", one.pk), {"homes": "40", "latitude": "45.76", "longitude": "4.85"})
    assert Municipality.objects.get().n_homes == 40
    answer = organiser.post(at("building_edit", one.pk), {"homes": "40", "latitude": "45.76"})
    assert answer.status_code == 422
    buildings.change_building(building=one, homes=None)
    assert Municipality.objects.get().n_homes == 0


def test_the_search_of_the_back_office_finds_municipalities_and_streets(organiser, france):
    addresses.building()
    addresses.building(code="30189")
    found = organiser.get(reverse("hq_search:search"), {"q": "rue de la paix"}).content.decode()
    assert (
        found.count("12 rue de la Paix")
        and at("building", keys.building("69123", "rue de la Paix", "12")) in found
    )
    assert at("building", keys.building("30189", "rue de la Paix", "12")) not in found
    assert at("place", "69123") in organiser.get(reverse("hq_search:search"), {"q": "lyon"}).content.decode()
