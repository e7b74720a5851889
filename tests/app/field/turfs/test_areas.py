"""The area of a plan, drawn on a map or typed as a table of corners."""

import pytest
from django.urls import reverse

from hustings.field.turfs import actions, tasks
from hustings.field.turfs.models import Plan, Stop
from tests.cast.field import addresses, turfs

pytestmark = [pytest.mark.django_db, pytest.mark.both]

WEST = [(4.8295, 45.759), (4.83275, 45.759), (4.83275, 45.761), (4.8295, 45.761)]  # of ten buildings


@pytest.fixture
def plan(rhone):
    """One street from west to east: twenty buildings of two homes, 23 metres apart."""
    for n in range(20):
        addresses.building(f"{n + 1} rue A", latitude=45.76, longitude=4.83 + n * 0.0003, homes=2)
    return turfs.cut(addresses.commune("69123"), size=20)


def at(name, *args):
    return reverse(f"turfs:{name}", args=args)


def corners(found):
    return {"longitude": [str(x) for x, _y in found], "latitude": [str(y) for _x, y in found]}


def stops(plan):
    return sorted(Stop.objects.filter(turf__plan=plan).values_list("number", flat=True), key=int)


def send(client, plan, said):
    return client.post(at("plan_area", plan.pk), said, follow=True)


def test_an_area_that_is_drawn_is_cut_and_nothing_beside(organiser, plan):
    page = send(organiser, plan, corners(WEST)).content.decode()
    assert "being cut" in page
    tasks.cut_plan.call(plan.pk)
    assert stops(plan) == [str(n) for n in range(1, 11)]
    assert "the area drawn" in organiser.get(at("plan", plan.pk)).content.decode()
    assert organiser.get(at("plan_map", plan.pk)).json()["outline"] == [list(one) for one in WEST]
    again = organiser.get(at("plan_area", plan.pk)).content.decode()
    assert 'value="4.83275"' in again and "Cut the whole territory" in again
    send(organiser, plan, {"whole": ""})
    tasks.cut_plan.call(plan.pk)
    assert len(stops(plan)) == 20


def test_corners_are_typed_with_a_comma_too_and_blank_rows_do_not_count(organiser, plan):
    said = {name: [one.replace(".", ",") for one in [*found, ""]] for name, found in corners(WEST).items()}
    send(organiser, plan, said)
    plan.refresh_from_db()
    assert plan.outline == [list(one) for one in WEST]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "at least three corners"),
        (WEST[:2], "at least three corners"),
        ([WEST[0]] * 5, "at least three corners"),
        ([WEST[n] for n in (0, 2, 1, 3)], "crosses itself"),
        ([(4.83, 45.75), (4.84, 45.75), (4.835, 45.75), (4.835, 45.77)], "crosses itself"),
        ([(4.83, 45.75), (4.84, 45.75), (4.85, 45.75)], "lie on one line"),
        ([(4.83, 91), *WEST], "latitude from −90 to 90"),
        ([("here", 45), *WEST], "latitude from −90 to 90"),
        ([("nan", 45), *WEST], "latitude from −90 to 90"),
        ([(4.8 + n / 10_000, 45.7 + (n % 2) / 10_000) for n in range(201)], "at most 200 corners"),
        ([(x - 1, y) for x, y in WEST], "No building"),
    ],
)
def test_an_area_that_can_t_be_says_why_and_keeps_what_was_typed(organiser, plan, found, words):
    answer = send(organiser, plan, corners(found))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert all(f'value="{x}"' in page for x, _y in found)
    plan.refresh_from_db()
    assert not plan.outline and len(stops(plan)) == 20


def test_a_plan_with_a_turf_out_keeps_its_area(organiser, plan):
    actions.hand_out(turf=plan.turfs.first(), user=None)
    assert "handed out" in send(organiser, plan, corners(WEST)).content.decode()
    tasks.cut_plan.call(plan.pk)
    assert len(stops(plan)) == 20


def test_a_new_plan_waits_until_its_area_is_drawn(organiser, plan):
    said = {"name": "West", "zone": "Lyon", "size": "20", "is_drawn_later": "on"}
    answer = organiser.post(at("plan_new"), said, follow=True)
    made = Plan.objects.get(name="West")
    assert answer.redirect_chain[-1][0] == at("plan_area", made.pk)
    assert "isn’t drawn yet" in organiser.get(at("plan", made.pk)).content.decode()
    send(organiser, made, corners(WEST))
    tasks.cut_plan.call(made.pk)
    assert len(stops(made)) == 10


def test_another_territory_begins_without_the_area_of_the_one_before(organiser, plan):
    send(organiser, plan, corners(WEST))
    same = {"name": "Doors", "zone": "Lyon", "size": "20"}
    organiser.post(at("plan_edit", plan.pk), same)
    plan.refresh_from_db()
    assert len(plan.outline) == 4
    organiser.post(at("plan_edit", plan.pk), same | {"zone": "Rhône"})
    plan.refresh_from_db()
    assert plan.outline == [] and plan.zone.code == "69"


def test_the_map_has_each_building_with_its_homes(organiser, plan, django_assert_max_num_queries):
    addresses.building("1 rue sans place")
    organiser.get(at("plan_buildings", plan.pk))
    with django_assert_max_num_queries(18):
        told = organiser.get(at("plan_buildings", plan.pk)).json()
    assert told["n"] == len(told["buildings"]) == 20
    assert [45.76, 4.83, 2] in told["buildings"] and told["size"] == 20
