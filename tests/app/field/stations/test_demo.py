"""Polling stations of the demonstration."""

import pytest

from hustings.field.stations import demo
from hustings.field.stations.models import PastElection, RankedStation, ResultFile, Station
from hustings.foundation.territories.models import Kind, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_two_rounds_are_imported_and_the_stations_are_ranked_once(rhone, alice):
    n = Zone.objects.filter(kind=Kind.COMMUNE).update(population=5_000)
    said = []
    demo.fill(said.append)
    demo.fill(said.append)
    assert len(said) == 1
    assert Station.objects.count() == RankedStation.objects.count() == 5 * min(n, 6)
    assert PastElection.objects.count() == 2
    assert {*ResultFile.objects.values_list("state", "refused")} == {("done", None)}
    assert RankedStation.objects.chosen().exists()


def test_without_a_town_there_are_no_stations(rhone, alice):
    demo.fill(lambda words: None)
    assert not Station.objects.exists()
