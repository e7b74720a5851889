"""Walk lists of turfs: their stops in walking order, with the doors that are known."""

import pytest
from django.urls import reverse

from hustings.field.canvassing import actions
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.stop_texts import BadStops
from hustings.field.turfs import actions as turfs
from hustings.field.turfs.models import Stop
from tests.cast.field import turfs as cast
from tests.cast.field.canvassing.street import Phone

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def turf(alice):
    return cast.plan(homes=(1, 2, 3)).turfs.get()


def at(name, *args):
    return reverse(f"canvassing:{name}", args=args)


def listed(turf, **more):
    return actions.list_of_turf(**{"turf": turf, "name": "Monday", "script": None, "user": None} | more)


def test_the_page_of_a_turf_leads_to_its_list_for_phones(organiser, turf):
    page = organiser.get(reverse("turfs:turf", args=[turf.plan_id, turf.number])).content.decode()
    path = at("turf_list", turf.plan_id, turf.number)
    assert path in page
    assert "First round · Turf 1" in organiser.get(path).content.decode()
    organiser.post(path, {"name": "Monday", "script": ""})
    made = WalkList.objects.get()
    assert made.turf == turf and made.zone == turf.plan.zone
    assert organiser.get(path).url == at("list", made.pk)
    assert [stop["address"] for stop in made.stops] == [str(stop) for stop in turf.stops.all()]


def test_doors_are_those_that_are_known_else_one_for_each_home(turf):
    made = listed(turf)
    counts = {stop["address"]: len(stop["doors"]) for stop in made.stops}
    known = Stop.objects.get(street__contains="Basse").building.doors.count()
    assert known > 1 and counts == {
        "1 rue Haute": 1, "2 rue Haute": 2, "3 rue Haute": 3, "8 rue Basse": known,
    }  # fmt: skip
    keys = [door[0] for stop in made.stops for door in stop["doors"]]
    assert len(set(keys)) == len(keys) == made.n_doors
    first = Stop.objects.order_by("place")[0]
    assert made.stops[0]["at"][:3] == [first.latitude, first.longitude, first.street]
    Phone(made).note(keys[0], "talked")
    assert made.results.get().n_talks == 1


def test_a_turf_has_one_list_and_stays_as_it_is_meanwhile(turf, alice):
    assert listed(turf) == listed(turf, name="Tuesday")
    with pytest.raises(turfs.HandedOut):
        turfs.delete_plan(plan=turf.plan, user=alice)
    turfs.take_back(turf=turf, user=None)
    turfs.delete_plan(plan=turf.plan, user=alice)
    assert WalkList.objects.get().turf is None  # what was noted of it stays


def test_a_turf_with_more_doors_than_a_phone_holds_is_refused_whole(organiser, turf):
    turf.stops.filter(street__contains="Haute").update(homes=900)
    with pytest.raises(BadStops):
        listed(turf)
    turf.refresh_from_db()
    assert turf.handed_out_at is None and not WalkList.objects.exists()
    page = organiser.post(at("turf_list", turf.plan_id, turf.number), {"name": "Monday", "script": ""})
    assert page.status_code == 422 and "At most 1000 doors" in page.content.decode()


def test_the_list_of_lists_says_when_a_phone_was_last_heard(organiser, turf):
    made = listed(turf)
    phone = Phone(made)
    assert "Last contact" in organiser.get(at("lists")).content.decode()
    phone.handset.heard_at = phone.handset.made_at
    phone.handset.save()
    assert organiser.get(at("lists")).status_code == 200
