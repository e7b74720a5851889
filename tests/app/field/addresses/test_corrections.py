"""Addresses that are one, or several: merged, split, taken back; nothing is lost on the way."""

import pytest
from django.urls import reverse

from hustings.field.addresses import keys
from hustings.field.addresses.actions import corrections, doors
from hustings.field.addresses.actions.corrections import NotNow
from hustings.field.addresses.models import Building, Correction, Door
from tests.cast.field import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def standing() -> set[str]:
    return {str(one) for one in Building.objects.standing()}


def known(building: Building) -> list[str]:
    return [str(door) for door in Door.objects.known(building)]


@pytest.fixture
def pair(france) -> tuple[Building, Building]:
    """One building under two names, with a door that both have."""
    first, second = addresses.with_doors("12 rue de la Paix"), addresses.building("12 rue de Paix")
    doors.add_doors(building=second, stair="Esc. A", floors=["RDC"], labels=["gauche", "face"])
    return first, second


def test_a_merged_building_is_in_no_list_and_its_doors_are_the_other_one_s(pair, alice):
    first, second = pair
    corrections.merge_buildings(building=second, into=first, user=alice)
    assert standing() == {"12 rue de la Paix"}
    assert len(known(first)) == 7 and "Esc. A · RDC · face" in known(first)  # the door that both had once
    first.municipality.refresh_from_db()
    assert first.municipality.n_buildings == 1
    assert not Building.objects.standing().visible_to(alice).begins("rue de Paix").exists()


def test_undoing_a_merge_brings_both_back_and_stays_in_the_list_of_what_was_done(pair, alice):
    first, second = pair
    done = corrections.merge_buildings(building=second, into=first, user=alice)
    corrections.undo(correction=done, user=alice)
    assert len(standing()) == 2 and len(known(first)) == 6 and len(known(second)) == 2
    assert [one.kind for one in Correction.objects.all()] == ["undo", "merge"]
    with pytest.raises(NotNow):
        corrections.undo(correction=done, user=alice)


def test_three_names_of_one_building_end_at_one_and_come_apart_in_order(pair, alice):
    first, second = pair
    third = addresses.building("12bis rue de Paix")
    one = corrections.merge_buildings(building=third, into=second, user=alice)
    two = corrections.merge_buildings(building=second, into=first, user=alice)
    assert set(Building.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {first.pk}
    with pytest.raises(NotNow):
        corrections.undo(correction=one, user=alice)
    corrections.undo(correction=two, user=alice)
    corrections.undo(correction=one, user=alice)
    assert not Building.objects.exclude(merged_into=None).exists()


def test_what_can_t_be_one_is_refused(pair, alice):
    first, second = pair
    elsewhere = addresses.building("12 rue de la Paix", code="69266")
    for other in (first, elsewhere):
        with pytest.raises(NotNow):
            corrections.merge_buildings(building=first, into=other, user=alice)
    corrections.merge_buildings(building=second, into=first, user=alice)
    with pytest.raises(NotNow):
        corrections.merge_buildings(building=second, into=first, user=alice)


def test_a_staircase_gets_a_number_of_its_own_and_loses_it_again(france, alice):
    house = addresses.with_doors()
    doors.add_doors(building=house, stair="B", floors=["0", "1"], labels=["left"])
    for _twice in range(2):
        done = corrections.part_building(building=house, stair="b", number="12 bis", user=alice)
        new = Building.objects.get(pk=keys.building("69123", "rue de la Paix", "12bis"))
        assert standing() == {"12 rue de la Paix", "12 bis rue de la Paix"}
        assert (len(known(house)), known(new)) == (6, ["B · 0 · left", "B · 1 · left"])
        corrections.undo(correction=done, user=alice)
        assert standing() == {"12 rue de la Paix"} and len(known(house)) == 8
    for number in ("12", "012"):
        with pytest.raises(NotNow):
            corrections.part_building(building=house, stair="B", number=number, user=alice)


def test_doors_are_merged_and_split_and_taken_back(france, alice):
    house = addresses.with_doors()
    left, right = Door.objects.known(house).filter(floor="0").order_by("label")
    merged = corrections.merge_doors(door=right, into=left, user=alice)
    assert len(known(house)) == 5
    with pytest.raises(NotNow):
        corrections.merge_doors(door=right, into=left, user=alice)
    with pytest.raises(doors.NotNow):
        doors.remove_door(door=left)
    split = corrections.part_door(door=left, labels=["left 1", "left 2"], user=alice)
    assert {"A · 0 · left 1", "A · 0 · left 2"} < {*known(house)} and len(known(house)) == 6
    right.refresh_from_db()
    assert right.merged_into.label == "left 1"  # one step, whatever came after
    with pytest.raises(NotNow):
        corrections.undo(correction=merged, user=alice)
    corrections.undo(correction=split, user=alice)
    corrections.undo(correction=merged, user=alice)
    assert len(known(house)) == 6 and not any("left 1" in one for one in known(house))
    with pytest.raises(NotNow):
        corrections.part_door(door=left, labels=["left", "gauche"], user=alice)


def test_a_door_that_is_two_may_keep_its_name(france, alice):
    house = addresses.with_doors()
    left = Door.objects.known(house).get(floor="0", label="left")
    corrections.part_door(door=left, labels=["left", "left 2"], user=alice)
    assert len(known(house)) == 7 and "A · 0 · left" in known(house)


def test_a_file_that_names_a_merged_building_leaves_it_merged(pair, alice):
    from tests.app.field.addresses.test_imports import imported, undone

    first, second = pair
    corrections.merge_buildings(building=second, into=first, user=alice)
    file = imported("code_insee;numero;rue;logements\n69123;12;rue de Paix;9\n69123;14;rue de Paix;1\n")
    second.refresh_from_db()
    assert (second.homes, second.merged_into_id) == (9, first.pk)
    fourteen = Building.objects.get(number="14")
    corrections.merge_buildings(building=fourteen, into=first, user=alice)
    undone(file)
    assert Building.objects.filter(pk=fourteen.pk).exists()  # phones may hold its key


def test_the_pages_merge_split_and_undo(client, alice, pair, django_assert_max_num_queries):
    client.force_login(alice)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    first, second = pair
    merge = reverse("addresses:building_merge", args=[second.pk])
    assert client.get(merge).status_code == 200
    assert "no such address" in client.post(merge, {"into": "99 nowhere"}).content.decode()
    addresses.building("12 rue de la Paix et du Port")
    assert client.post(merge, {"into": "12 rue de la Paix"}).url == reverse(
        "addresses:building", args=[second.pk]
    )
    assert "12 rue de la Paix" in client.get(reverse("addresses:building", args=[second.pk])).content.decode()
    with django_assert_max_num_queries(25):
        page = client.get(reverse("addresses:building", args=[first.pk])).content.decode()
    assert "12 rue de Paix → 12 rue de la Paix" in page
    undoing = reverse("addresses:correction_undoing", args=[first.pk, Correction.objects.get().pk])
    assert undoing in page
    client.post(undoing)
    assert len(standing()) == 3
    answer = client.post(undoing, follow=True)
    assert "undone already" in answer.content.decode()
    split = reverse("addresses:building_split", args=[first.pk])
    assert client.post(split, {"stair": "A", "number": "12"}).status_code == 422
    assert client.post(split, {"stair": "A", "number": "12 ter"}).status_code == 302
    three = Building.objects.get(number="12 ter")
    door, other = Door.objects.known(three)[:2]
    for name, said in (("merge", {"into": other.pk}), ("split", {"labels": "left 1, left 2"})):
        one = door if name == "merge" else other
        path = reverse(f"addresses:door_{name}", args=[three.pk, one.pk])
        assert client.get(path).status_code == 200 and client.post(path, said).status_code == 302
    assert Correction.objects.filter(building=three).count() == 2
