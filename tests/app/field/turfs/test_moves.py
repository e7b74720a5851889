"""Stops moved by hand from one turf to another, and the map of a plan."""

import pytest
from django.urls import reverse

from hustings.field.turfs import actions, division
from hustings.field.turfs.models import Stop
from tests.cast.field import addresses, turfs

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def plan(rhone):
    """Two turfs of ten buildings of two homes."""
    for n in range(20):
        addresses.building(f"{n + 1} rue A", latitude=45.76, longitude=4.83 + n * 0.0003, homes=2)
    return turfs.cut(addresses.commune("69123"), size=20)


def at(name, *args):
    return reverse(f"turfs:{name}", args=args)


def shape(plan):
    return {
        turf.number: (turf.n_buildings, turf.n_homes, sorted(turf.stops.values_list("pk", flat=True)))
        for turf in plan.turfs.all()
    }


def test_stops_are_moved_to_another_turf_and_back(organiser, plan):
    before = shape(plan)
    first, second = plan.turfs.all()[:2]
    moved = list(first.stops.values_list("pk", flat=True)[:3])
    page = organiser.get(at("turf", plan.pk, first.number)).content.decode()
    assert at("stops_move", plan.pk, first.number) in page
    answer = organiser.post(at("stops_move", plan.pk, first.number), {"stop": moved, "to": second.number})
    after = shape(plan)
    assert {*moved} <= {*after[second.number][2]} and after[first.number][1] == before[first.number][1] - 6
    assert sum(n for n, _homes, _stops in after.values()) == 20
    for turf in plan.turfs.all():
        assert [stop.place for stop in turf.stops.all()] == list(range(1, turf.n_buildings + 1))
        assert turf.metres > 0
    page = organiser.get(answer.url).content.decode()
    assert "3 stops were moved here." in page and "Undo" in page
    organiser.post(at("stops_move", plan.pk, second.number), {"stop": moved, "to": first.number})
    assert shape(plan) == before


def test_a_code_of_before_leads_nowhere_once_stops_were_moved(plan):
    first, second = plan.turfs.all()[:2]
    actions.move_stops(turf=first, stops={first.stops.first().pk}, number=second.number, user=None)
    assert not plan.turfs.filter(code__in=[first.code, second.code]).exists()


@pytest.mark.parametrize(
    ("choose", "to", "words"),
    [
        (lambda pks: [], 2, "at least one stop"),
        (lambda pks: pks, 2, "keeps at least one stop"),
        (lambda pks: pks[:1], 1, "Choose another turf"),
        (lambda pks: pks[:1], 99, "Choose another turf"),
        (lambda pks: pks[:1], "", "Choose another turf"),
        (lambda pks: ["x", "999999"], 2, "at least one stop"),
    ],
)
def test_a_move_that_can_t_be_says_why(organiser, plan, choose, to, words):
    before = shape(plan)
    stops = [str(pk) for pk in plan.turfs.get(number=1).stops.values_list("pk", flat=True)]
    said = {"stop": choose(stops), "to": to}
    answer = organiser.post(at("stops_move", plan.pk, 1), said, follow=True)
    assert words in answer.content.decode()
    assert shape(plan) == before


@pytest.mark.parametrize("number", [1, 2])
def test_a_turf_that_is_handed_out_stays(organiser, plan, number):
    actions.hand_out(turf=plan.turfs.get(number=number), user=None)
    before = shape(plan)
    stop = plan.turfs.get(number=1).stops.first()
    said = {"stop": [stop.pk], "to": 2}
    answer = organiser.post(at("stops_move", plan.pk, 1), said, follow=True).content.decode()
    assert "handed out" in answer and shape(plan) == before
    if number == 1:
        assert at("stops_move", plan.pk, 1) not in organiser.get(at("turf", plan.pk, 1)).content.decode()


def test_no_turf_grows_past_the_most_homes(plan):
    Stop.objects.filter(turf__plan=plan, place=1).update(homes=490)
    with pytest.raises(actions.NotMoved, match="500"):
        stop = plan.turfs.get(number=1).stops.first()
        actions.move_stops(turf=plan.turfs.get(number=1), stops={stop.pk}, number=2, user=None)


def test_the_map_shows_each_stop_in_its_turf_and_the_barriers(organiser, plan, django_assert_max_num_queries):
    plan.barriers = [[[4.8, 45.7], [4.9, 45.7]]]
    plan.save()
    organiser.get(at("plan_map", plan.pk))
    with django_assert_max_num_queries(20):
        told = organiser.get(at("plan_map", plan.pk)).json()
    assert [len(turf["stops"]) for turf in told["turfs"]] == [10, 10]
    assert told["barriers"] == plan.barriers
    assert at("plan_map", plan.pk) in organiser.get(at("plan", plan.pk)).content.decode()
    assert division.walk(plan, list(plan.turfs.first().stops.all())).n_homes == 20
