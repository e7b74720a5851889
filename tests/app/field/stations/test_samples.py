"""Representative samples: strata, parts, chances, a draw that anybody can repeat, its page."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.stations import actions
from hustings.field.stations.models import Contender, Result, ResultFile, Sample, Station
from hustings.field.stations.ranking import sampling
from hustings.field.stations.ranking.sampling import Unit


def country(n, seed=3):
    """Stations of villages, towns and one city; who votes less lives in the city."""
    rng = random.Random(seed)
    for at in range(n):
        kind = at % 3
        town = f"{90000 + at // 3}" if kind == 0 else f"{80000 + at // 30}" if kind == 1 else "75056"
        yield Unit(at + 1, f"{town}-{at:04}", town, rng.randint(80, 1_800), rng.betavariate(4, 6 - kind))


def test_strata_are_size_of_the_municipality_times_abstention():
    groups = sampling.strata(list(country(900)))
    assert {name.split("-")[0] for name in groups} == {"village", "town", "city"}
    assert sum(len(units) for units in groups.values()) == 900
    low = max(one.abstention for one in groups["town-low"])
    assert low <= min(one.abstention for one in groups["town-middle"])


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5_000)), min_size=1, max_size=9), st.integers(1, 80)
)
def test_parts_add_up_and_none_asks_for_more_than_there_is(groups, n):
    made = {str(at): [Unit(at, "", "", size, 0.5)] * many for at, (many, size) in enumerate(groups)}
    parts = sampling.allot(n, made)
    assert sum(parts.values()) == min(n, sum(map(len, made.values())))
    assert all(parts[name] <= len(units) for name, units in made.items())


@given(st.integers(2, 120), st.integers(2, 60), st.text(max_size=5))
def test_the_weights_of_a_draw_give_back_each_stratum_s_stations(n, wanted, seed):
    units = list(country(n))
    found = sampling.draw(units, wanted, seed)
    assert len(found) == len({one.station for one in found}) == min(wanted, n)
    sizes = {one.station: one.size for one in units}
    for name, group in sampling.strata(units).items():
        taken = [one for one in found if one.stratum == name]
        if taken:
            assert all(0 < one.chance <= 1 for one in taken)
            whole = sum(one.size for one in group)
            assert sum(sizes[one.station] / one.chance for one in taken) == pytest.approx(whole)


def test_over_many_seeds_a_station_is_drawn_as_often_as_its_chance_says():
    units = list(country(60))
    drawn: dict[int, int] = {}
    chances = {}
    for seed in range(2_000):
        for one in sampling.draw(units, 18, str(seed)):
            drawn[one.station] = drawn.get(one.station, 0) + 1
            chances[one.station] = one.chance
    for station, chance in chances.items():
        assert drawn[station] / 2_000 == pytest.approx(chance, abs=0.06)


def test_a_draw_can_be_repeated_whatever_the_order():
    units = list(country(300))
    assert sampling.draw(units, 30, "lottery 7") == sampling.draw(units[::-1], 30, "lottery 7")
    assert sampling.draw(units, 30, "lottery 7") != sampling.draw(units, 30, "lottery 8")


@pytest.fixture
def counted(vote):
    """A vote with results of 240 stations; who stays at home would have voted Red."""
    red, blue = (Contender.objects.create(election=vote, name=name) for name in ("Red", "Blue"))
    file = ResultFile.objects.create(election=vote, file_name="results.csv", state=ResultFile.State.DONE)
    for one in country(240):
        municipality, number = one.code.split("-")
        station = Station.objects.create(municipality=municipality, number=number, place=f"T{municipality}")
        voted = round(one.size * (1 - one.abstention))
        reds = round(voted * one.abstention)
        Result.objects.create(
            election=vote, file=file, station=station, n_registered=one.size, n_voted=voted, n_valid=voted,
            votes={str(red.pk): reds, str(blue.pk): voted - reds},
        )  # fmt: skip
    vote.n_stations = 240
    vote.save()
    return vote


def draw(counted, dora, **other):
    about = {"name": "Listening", "election": counted, "zone": None, "n_wanted": 60, "seed": "lottery 7"}
    return actions.draw_sample(**(about | other), user=dora)


@pytest.mark.django_db
def test_a_sample_tells_the_result_that_it_was_drawn_by(counted, dora):
    made = draw(counted, dora)
    assert made.rows.count() == 60 and made.n_stations == 240
    assert [key is None for key, _all, _drawn in made.shares] == [True, False, False]
    for _key, everywhere, drawn in made.shares:
        assert drawn == pytest.approx(everywhere, abs=0.02)
    again = draw(counted, dora, name="Again")
    assert set(again.rows.values_list("station", "chance")) == set(made.rows.values_list("station", "chance"))


@pytest.mark.django_db
def test_an_election_that_a_sample_was_drawn_by_stays(counted, dora):
    draw(counted, dora)
    Result.objects.all().delete()
    with translation.override("en"), pytest.raises(actions.InUse, match="sample"):
        actions.remove_election(election=counted)


@pytest.mark.django_db
def test_it_is_drawn_looked_at_exported_and_deleted_in_hq(counted, client, dora):
    client.force_login(dora)
    client.cookies["django_language"] = "en"
    about = {"name": "Listening", "election": counted.pk, "zone": "", "n_wanted": "300", "seed": ""}
    refused = client.post(reverse("stations:sample_new"), about)
    assert refused.status_code == 422 and "Only 240 polling stations" in refused.content.decode()
    client.post(reverse("stations:sample_new"), about | {"n_wanted": "30"})
    made = Sample.objects.get()
    page = client.get(reverse("stations:sample", args=[made.pk])).content.decode()
    assert made.seed in page and "30 of 240" in page and "Red" in page
    lines = b"".join(client.get(reverse("stations:sample_csv", args=[made.pk]))).decode().splitlines()
    assert len(lines) == 31
    assert "Listening" in client.get(reverse("stations:samples")).content.decode()
    client.post(reverse("stations:sample_removal", args=[made.pk]))
    assert not Sample.objects.exists()


@pytest.mark.django_db
def test_the_page_of_a_sample_asks_as_much_of_few_stations_as_of_many(counted, client, dora):
    client.force_login(dora)
    asked = []
    for n in (10, 90):
        made = draw(counted, dora, n_wanted=n)
        client.get(reverse("stations:sample", args=[made.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("stations:sample", args=[made.pk]))
        asked.append(len(queries))
    assert asked[0] == asked[1]
