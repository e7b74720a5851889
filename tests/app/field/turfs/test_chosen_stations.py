"""Plans of polling stations: by their numbers, or as the best of a ranking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.addresses.models import Building
from hustings.field.stations import entering
from hustings.field.stations.entering import Wanted
from hustings.field.stations.models import Ranking, Station
from hustings.field.turfs import tasks
from hustings.field.turfs.models import Plan, Stop
from tests.cast.field import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def lyon(rhone):
    """Four stations of five buildings each, along one street."""
    entering.enter(Wanted("69123", str(n)) for n in range(1, 5))
    stations = list(Station.objects.all())
    for n in range(20):
        made = addresses.building(f"{n + 1} rue A", latitude=45.76, longitude=4.83 + n * 0.0003, homes=2)
        Building.objects.filter(pk=made.pk).update(station=stations[n // 5])
    return stations


@pytest.fixture
def ranking(lyon):
    """The fourth station is the best, the third is held out, the first isn’t chosen."""
    made = Ranking.objects.create(name="Europe", ranked_at=timezone.now())
    for rank, n in enumerate((3, 2, 1, 0), 1):
        made.rows.create(
            station=lyon[n], rank=rank, n_elections=1, n_registered=900, abstention=0.5, lean=0.3, score=0.15,
            call="in", is_chosen=n > 0, is_held_out=n == 2,
        )  # fmt: skip
    return made


def send(client, **said):
    return client.post(reverse("turfs:plan_new"), {"name": "Doors", "zone": "Lyon", "size": "20"} | said)


def cut():
    plan = Plan.objects.get()
    tasks.cut_plan.call(plan.pk)
    return sorted({int(one) for one in Stop.objects.values_list("number", flat=True)})


@pytest.mark.parametrize(
    ("text", "n_stations", "stops"),
    [
        ("1, 3", 2, [*range(1, 6), *range(11, 16)]),
        ("2-3", 2, [*range(6, 16)]),
        ("69123-4; 0004\n4", 1, [*range(16, 21)]),
        ("", 0, [*range(1, 21)]),
    ],
)
def test_the_stations_that_were_named_are_cut(organiser, lyon, text, n_stations, stops):
    assert send(organiser, stations=text).status_code == 302
    assert cut() == stops
    plan = Plan.objects.get()
    assert plan.stations.count() == n_stations
    told = organiser.get(reverse("turfs:plan_buildings", args=[plan.pk])).json()
    assert told["n"] == len(stops)
    form = organiser.get(reverse("turfs:plan_edit", args=[plan.pk])).context["form"]
    again = {"name": "Doors", "zone": "Lyon", "size": "20", "stations": form.initial["stations"]}
    organiser.post(reverse("turfs:plan_edit", args=[plan.pk]), again)
    assert cut() == stops


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1, 9", "no polling station 9 in this territory"),
        ("69266-1", "no polling station 69266-1"),
        ("1-9999", "at most 500 polling stations"),
        ("x\0", ""),
    ],
)
def test_stations_that_are_not_there_are_named(organiser, lyon, text, words):
    answer = send(organiser, stations=text)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Plan.objects.exists()


def test_a_number_of_two_municipalities_asks_for_the_code(organiser, lyon):
    entering.enter([Wanted("69266", "1")])
    Station.objects.filter(municipality="69266").update(zone=addresses.commune("69123"))
    assert "Enter 69123-1." in send(organiser, stations="1").content.decode()
    assert send(organiser, stations="69123-1").status_code == 302


def test_the_best_of_a_ranking_are_cut_without_hold_outs(organiser, ranking):
    assert send(organiser, ranking=ranking.pk, n_best="2", stations="1").status_code == 302
    assert cut() == [*range(6, 11), *range(16, 21)]


def test_a_ranking_without_stations_there_says_so(organiser, ranking):
    ranking.rows.update(is_chosen=False)
    assert "No station to visit of this ranking" in send(organiser, ranking=ranking.pk).content.decode()


def test_a_plan_asks_as_often_for_many_stations_as_for_one(organiser, lyon, django_assert_max_num_queries):
    send(organiser, stations="1")
    edit = reverse("turfs:plan_edit", args=[Plan.objects.get().pk])
    organiser.get(edit)
    with django_assert_max_num_queries(25) as few:
        organiser.get(edit)
    Plan.objects.get().stations.set(lyon)
    with django_assert_max_num_queries(len(few)):
        organiser.get(edit)
