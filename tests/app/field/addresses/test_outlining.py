"""Outlines of polling stations drawn from addresses: after an import, until a file brings better ones."""

import io

import pytest

from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.models import Building
from hustings.field.stations.models import Outline, Station
from hustings.field.stations.outlines import writing
from hustings.field.stations.outlines.kind import KIND as OUTLINES
from hustings.foundation.file_imports.uploads import actions as uploads
from tests.cast.field.stations.outlines import collection, feature, square

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HEADINGS = "id_brut_bv_reu,code_commune_ref,geo_adresse,longitude,latitude,geo_type,geo_score,nb_adresses\n"


def roll(*lines):
    rows = [f"69123_{bv},69123,{n} Avenue Foch 69006 Lyon,{x},{y},housenumber,0.9,1" for bv, n, x, y in lines]
    return io.BytesIO((HEADINGS + "\n".join(rows)).encode())


@pytest.fixture
def bring(dora, run_tasks):
    """Import a file: ``bring(kind, file)``."""

    def do(kind, file):
        kept = uploads.take(kind=kind, file=file, name="x", user=dora)
        run_tasks()
        uploads.start(imported=kept, skip_bad=True)
        run_tasks()
        return kept

    return do


def held():
    return {one.station.number: one for one in Outline.objects.select_related("station")}


def test_an_import_draws_them_and_its_undoing_takes_them_away(france, dora, bring, run_tasks):
    kept = bring(KIND, roll((1, 1, 4.850, 45.77), (1, 3, 4.851, 45.77), (2, 5, 4.852, 45.77)))
    assert [(number, one.is_estimate) for number, one in held().items()] == [("0001", True), ("0002", True)]
    assert held()["0001"].west < 4.850 < 4.851 < held()["0001"].east < 4.852
    uploads.undo(imported=kept, user=dora)
    run_tasks()
    assert not Outline.objects.exists() and not Station.objects.exists()


def test_a_newer_roll_moves_them(france, bring):
    bring(KIND, roll((1, 1, 4.850, 45.77), (2, 3, 4.852, 45.77), (2, 5, 4.854, 45.77)))
    before = held()
    bring(KIND, roll((1, 1, 4.850, 45.77), (1, 3, 4.852, 45.77), (2, 5, 4.854, 45.77)))
    assert held()["0001"].east > before["0001"].east and held()["0002"].west > before["0002"].west


def test_a_file_of_outlines_wins_and_its_undoing_brings_the_estimate_back(france, dora, bring, run_tasks):
    lines = ((1, 1, 4.850, 45.77), (2, 3, 4.852, 45.77))
    bring(KIND, roll(*lines))
    drawn = held()["0001"].shape
    kept = bring(OUTLINES, collection(feature("69123", "1", square(4.85, 45.76))))
    bring(KIND, roll(*lines, (2, 5, 4.854, 45.77)))
    assert not held()["0001"].is_estimate and held()["0001"].south == 45.76
    uploads.undo(imported=kept, user=dora)
    run_tasks()
    assert held()["0001"].is_estimate and held()["0001"].shape == drawn


def test_stations_that_no_address_names_any_more_lose_their_estimate(france, bring):
    bring(KIND, roll((1, 1, 4.850, 45.77), (2, 3, 4.852, 45.77)))
    Building.objects.update(station=Station.objects.get(number="0001"))
    writing.estimate("69123", {})
    assert not Outline.objects.exists()
