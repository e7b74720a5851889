"""Plans: cut, seen, changed, deleted."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hustings.field.addresses.models import Building
from hustings.field.turfs import division, tasks
from hustings.field.turfs.models import Plan, Stop, Turf
from hustings.foundation.territories.models import Kind, Zone
from tests.cast.field import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def lyon(rhone):
    """Ninety buildings of two homes in three streets."""
    for street in range(3):
        for n in range(30):
            addresses.building(
                f"{n + 1} rue {'ABC'[street]}",
                latitude=45.76 + street * 0.002,
                longitude=4.83 + n * 0.0003,
                homes=2,
            )
    return Zone.objects.get(kind=Kind.COMMUNE, code="69123")


def at(name, *args):
    return reverse(f"turfs:{name}", args=args)


def cut(zone, **more):
    plan = Plan.objects.create(name="Doors", zone=zone, **more)
    tasks.cut_plan.call(plan.pk)
    plan.refresh_from_db()
    return plan


def test_an_organiser_cuts_a_town_and_sees_each_walk(organiser, lyon):
    said = {"name": "First round", "zone": "Lyon", "size": "60"}
    answer = organiser.post(at("plan_new"), said, follow=True)
    plan = Plan.objects.get()
    division.divide(plan)
    assert "being cut" in answer.content.decode()
    turfs = list(plan.turfs.all())
    assert [turf.n_homes for turf in turfs] == [60, 60, 60]
    page = organiser.get(at("plan", plan.pk)).content.decode()
    assert all(turf.code in page for turf in turfs)
    stops = list(turfs[0].stops.all())
    assert [stop.place for stop in stops] == list(range(1, 31))
    walk = organiser.get(at("turf", plan.pk, 1)).content.decode()
    assert str(stops[0]) in walk and "<polyline" in walk
    assert Stop.objects.values("building").distinct().count() == 90


def test_cutting_twice_leaves_the_turfs_of_one_cut(lyon):
    plan = cut(lyon)
    tasks.cut_plan.call(plan.pk)
    assert (plan.turfs.count(), Stop.objects.count()) == (3, 90)
    assert Turf.objects.values("code").distinct().count() == 3


def test_a_stop_stays_as_it_was_cut(lyon):
    plan = cut(lyon)
    first = Stop.objects.filter(turf__plan=plan).first()
    Building.objects.filter(pk=first.building_id).update(street="avenue Z")
    before = str(first)
    first.refresh_from_db()
    assert str(first) == before
    Building.objects.filter(pk=first.building_id).delete()
    first.refresh_from_db()
    assert first.building is None and str(first) == before


def test_a_barrier_from_a_file_parts_the_turfs(organiser, lyon):
    line = {"type": "LineString", "coordinates": [[4.8, 45.763], [4.9, 45.763]]}
    file = SimpleUploadedFile("rail.geojson", json.dumps(line).encode())
    organiser.post(at("plan_new"), {"name": "A", "zone": "Lyon", "size": "60", "file": file})
    plan = Plan.objects.get()
    division.divide(plan)
    for turf in plan.turfs.all():
        assert len({stop.latitude > 45.763 for stop in turf.stops.all()}) == 1
    edited = {"name": "A", "zone": "Lyon", "zone_id": lyon.pk, "size": "40", "no_barriers": "on"}
    organiser.post(at("plan_edit", plan.pk), edited)
    plan.refresh_from_db()
    assert (plan.size, plan.barriers, plan.state) == (40, [], "waiting")


@pytest.mark.parametrize("raw", [b"", b"PK", b'{"type": "Point", "coordinates": [1, 2]}', b"[" * 9_999])
def test_a_file_without_lines_is_refused_in_words(organiser, lyon, raw):
    file = SimpleUploadedFile("rail.geojson", raw or b" ")
    answer = organiser.post(at("plan_new"), {"name": "A", "zone": "Lyon", "size": "60", "file": file})
    assert answer.status_code == 422 and not Plan.objects.exists()


def test_a_territory_without_addresses_says_what_to_do(organiser, rhone):
    plan = cut(Zone.objects.get(code="69266"))
    assert plan.state == "failed"
    assert "Add addresses first" in organiser.get(at("plan", plan.pk)).content.decode()


def test_buildings_without_a_place_are_counted_and_left_out(organiser, lyon):
    addresses.building("99 rue D")
    plan = cut(lyon)
    assert (plan.n_unplaced, Stop.objects.count()) == (1, 90)
    assert "1 building without a place" in organiser.get(at("plan", plan.pk)).content.decode()


def test_a_part_of_a_town_is_cut_by_its_outline(lyon):
    from tests.conftest import zone

    part = zone(Kind.FREE, "north", "North", lyon)
    part.shape = {
        "type": "Polygon",
        "coordinates": [[[4.8, 45.763], [4.9, 45.763], [4.9, 45.8], [4.8, 45.8], [4.8, 45.763]]],
    }
    part.save()
    assert [turf.n_homes for turf in cut(part).turfs.all()] == [60]


def test_nobody_sees_or_cuts_the_turfs_of_another_territory(organiser, lyon):
    gard = Zone.objects.get(kind=Kind.DEPARTMENT, code="30")
    plan = Plan.objects.create(name="Elsewhere", zone=gard)
    assert organiser.get(at("plan", plan.pk)).status_code == 404
    assert "Elsewhere" not in organiser.get(at("plans")).content.decode()
    answer = organiser.post(at("plan_new"), {"name": "A", "zone": "Nîmes", "size": "60"})
    assert answer.status_code == 422


def test_a_deleted_plan_takes_its_turfs_along(organiser, lyon):
    plan = cut(lyon)
    organiser.post(at("plan_removal", plan.pk))
    assert not Turf.objects.exists() and Building.objects.count() == 90


def test_the_list_asks_as_often_for_many_plans_as_for_one(organiser, lyon, django_assert_max_num_queries):
    for n in range(12):
        Plan.objects.create(name=f"Plan {n}", zone=lyon)
    organiser.get(at("plans"))
    with django_assert_max_num_queries(25):
        organiser.get(at("plans"))


def test_a_plan_with_a_turf_out_is_neither_cut_anew_nor_deleted(organiser, lyon):
    plan = cut(lyon)
    codes = list(plan.turfs.values_list("code", flat=True))
    organiser.post(at("turf_hand_out", plan.pk, 2))
    assert list(plan.turfs.out().values_list("number", flat=True)) == [2]
    said = {"name": "A", "zone": "Lyon", "zone_id": lyon.pk, "size": "40"}
    refused = organiser.post(at("plan_edit", plan.pk), said)
    assert refused.status_code == 422 and "handed out" in refused.content.decode()
    assert "Take it back first" in organiser.post(at("plan_removal", plan.pk), follow=True).content.decode()
    tasks.cut_plan.call(plan.pk)
    assert list(plan.turfs.values_list("code", flat=True)) == codes
    organiser.post(at("turf_hand_out", plan.pk, 2), {"back": ""})
    organiser.post(at("plan_removal", plan.pk))
    assert not Plan.objects.exists()


def test_no_turf_is_handed_out_while_its_plan_is_cut_anew(organiser, lyon):
    plan = cut(lyon)
    Plan.objects.update(cut_at=None)
    answer = organiser.post(at("turf_hand_out", plan.pk, 1), follow=True)
    assert "being cut anew" in answer.content.decode() and not Turf.objects.out().exists()
