"""Phones that hold old doors: notes count at the doors as the list of addresses has them by now."""

from typing import Any

import pytest

from hustings.field.addresses.actions import corrections, doors
from hustings.field.addresses.models import Building, Door
from hustings.field.canvassing import actions, corrected, door_keys, figures, turf_stops
from hustings.field.canvassing.models import DoorResult, WalkList
from tests.cast.field import addresses
from tests.cast.field.canvassing.street import Phone

pytestmark = [pytest.mark.django_db, pytest.mark.both]
A, B = "12 rue de la Paix", "12 rue de Paix"


def listed(*buildings: Building) -> WalkList:
    stops = [turf_stops.stop(str(one), one, None) for one in buildings]
    return actions.make_list(name="Paix", stops=stops)


def key(building: Building, label: str = "left", stair: str = "A", floor: str = "0") -> str:
    return door_keys.key(str(building.pk), stair, floor, label)


def result(walk_list: WalkList, name: str) -> tuple[Any, ...]:
    row = DoorResult.objects.get(walk_list=walk_list, key=name)
    return row.code, row.n_talks, row.counted_with


def test_two_buildings_that_are_one_count_each_door_once(france, alice, run_tasks):
    first, second = addresses.with_doors(A), addresses.with_doors(B)
    walk_list = listed(first, second)
    Phone(walk_list).note(key(first), "absent")
    Phone(walk_list, "Team 2").note(key(second), "talked")
    done = corrections.merge_buildings(building=second, into=first, user=alice)
    run_tasks()
    assert result(walk_list, key(first)) == ("talked", 1, "")
    assert result(walk_list, key(second)) == ("", 0, key(first))
    told = figures.of(walk_list)
    assert (told.doors, told.done) == (11, 1)
    Phone(walk_list, "Team 3").note(key(second, "right"), "refused")  # its list is from before
    assert result(walk_list, key(first, "right")) == ("refused", 0, "")
    corrections.undo(correction=done, user=alice)
    run_tasks()
    assert result(walk_list, key(first)) == ("absent", 0, "")
    assert result(walk_list, key(second)) == ("talked", 1, "")
    assert (figures.of(walk_list).doors, figures.of(walk_list).done) == (12, 3)


def test_a_list_with_the_old_name_alone_counts_at_the_new_one_and_back(france, alice, run_tasks):
    first, second = addresses.with_doors(A), addresses.with_doors(B)
    walk_list = listed(second)
    Phone(walk_list).note(key(second), "talked")
    done = corrections.merge_buildings(building=second, into=first, user=alice)
    run_tasks()
    assert result(walk_list, key(first)) == ("talked", 1, "")
    assert figures.of(walk_list).doors == 6
    corrections.undo(correction=done, user=alice)
    run_tasks()
    assert result(walk_list, key(second)) == ("talked", 1, "")
    assert DoorResult.objects.count() == 1 and figures.of(walk_list).doors == 6


def test_a_staircase_with_its_own_number_takes_its_visits_along(france, alice, run_tasks):
    house = addresses.with_doors(A)
    doors.add_doors(building=house, stair="B", floors=["0"], labels=["left"])
    walk_list = listed(house)
    done = corrections.part_building(building=house, stair="B", number="12 bis", user=alice)
    new = Building.objects.get(number="12 bis")
    phone = Phone(walk_list)
    phone.note(key(house, stair="B"), "talked")
    phone.note(key(house), "absent")
    assert result(walk_list, key(new, stair="B")) == ("talked", 1, "")
    assert result(walk_list, key(house)) == ("absent", 0, "")
    assert figures.of(walk_list).doors == 7
    later = listed(new)
    corrections.undo(correction=done, user=alice)
    Phone(later).note(key(new, stair="B"), "refused")
    run_tasks()
    assert result(walk_list, key(house, stair="B")) == ("talked", 1, "")
    assert result(later, key(house, stair="B")) == ("refused", 0, "")


def test_doors_merged_in_the_office_and_on_phones_are_one(france, alice, run_tasks):
    house = addresses.with_doors(A)
    walk_list, phone = listed(house), None
    phone = Phone(walk_list)
    phone.note(key(house, "left 2"), "talked")
    phone.note(str(house.pk), "merge", doors=[key(house), key(house, "left 2")])
    phone.note(key(house, "right"), "absent")
    left, right = (Door.objects.get(building=house, floor="0", label=one) for one in ("left", "right"))
    corrections.merge_doors(door=left, into=right, user=alice)
    run_tasks()
    standing = DoorResult.objects.filter(counted_with="").exclude(code="")
    assert [(row.code, row.n_talks, row.n_absent) for row in standing] == [("talked", 1, 1)]


def test_lists_made_after_a_merge_have_each_door_once(france, alice, django_assert_max_num_queries):
    first, second = addresses.with_doors(A), addresses.with_doors(B)
    doors.add_doors(building=second, stair="A", floors=["3"], labels=["left"])
    corrections.merge_buildings(building=second, into=first, user=alice)
    stop = turf_stops.stop(A, first, None)
    assert len(stop.doors) == 7 and all(name.startswith(str(first.pk)) for name, *_words in stop.doors)
    with django_assert_max_num_queries(6):
        corrected.of([str(second.pk), "typed"])


@pytest.mark.parametrize("order", [1, -1])
def test_pairs_join_whatever_their_order_and_prefer_what_stands(order):
    pairs = [("b", "q"), ("a", "p"), ("p", "q")][::order]
    assert corrected.chiefs(pairs, {"a", "b"}) == dict.fromkeys("abpq", "p")
