"""Files of outlines: what is read, what is refused and why, what a repeat and an undo do."""

import gzip
import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.field.stations import actions
from hustings.field.stations.models import Outline, OutlineFile, Station
from hustings.field.stations.outlines import features, reading, shapes
from hustings.field.stations.outlines.kind import KIND
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.file_imports.uploads import run
from tests.cast.field.stations import files
from tests.cast.field.stations.outlines import collection, feature, square

pytestmark = pytest.mark.django_db
REAL = Path(os.environ.get("HUSTINGS_OUTLINES", "")) / "Bvote_Propre_Dep_04.geojson.gz"
EAST = square(4.83, 45.76)
WEST = square(4.82, 45.76)


@pytest.fixture
def stations(rhone):
    """Three stations of Lyon."""
    actions.enter_stations(wanted=[actions.Wanted("69123", n) for n in ("1", "2", "3")])
    return list(Station.objects.all())


@pytest.fixture
def bring(dora, run_tasks):
    """Import a file: ``bring(file)``."""

    def do(file, **more):
        kept = uploads.take(kind=KIND, file=file, name=file.name, user=dora, **more)
        run_tasks()
        uploads.start(imported=kept, skip_bad=True)
        run_tasks()
        kept.refresh_from_db()
        return kept

    return do


def figures(file, *names):
    return [file.counts.get(name, 0) for name in names]


def held():
    return {str(one): one.shape for one in Outline.objects.select_related("station")}


@pytest.mark.both
def test_outlines_are_read_by_the_usual_properties(stations, bring):
    kept = bring(collection(feature("69123", "1", EAST), feature("69123", "0002", WEST)))
    assert (kept.state, kept.n_lines, figures(kept, "new", "made"), kept.n_bad) == ("done", 2, [2, 2], 0)
    one = Outline.objects.get(station__number="0001")
    assert (one.west, one.south, one.east, one.north) == (4.83, 45.76, 4.84, 45.77)
    assert len(one.shape[0][0]) == 5 and not one.is_estimate


@pytest.mark.parametrize(
    ("properties", "chosen"),
    [
        ({"INSEE_COM": "69123", "CODE_BV": "69123_3"}, {}),
        ({"insee_com": "69123", "code_bv": 3}, {}),
        ({"codeBureauVote": "69123_0003"}, {}),
        ({"town": 69123, "station": "3"}, {"municipality": "town", "number": "station"}),
    ],
)
def test_other_properties_are_known_or_chosen(stations, bring, properties, chosen):
    bring(collection(feature("", "", EAST, properties=properties)), **chosen)
    assert list(held()) == ["Lyon 3"]


def test_unknown_properties_are_asked_for_by_their_names(client, dora, stations):
    client.force_login(dora)
    page = reverse("station_outlines:outlines")
    file = collection(feature("", "", EAST, properties={"town": "69123", "station": "1"}))
    answer = client.post(page, {"file": file}, headers={"accept-language": "en"})
    assert answer.status_code == 422 and "town, station" in answer.content.decode()
    file.seek(0)
    answer = client.post(page, {"file": file, "municipality": "town", "number": "station"})
    kept = OutlineFile.objects.get()
    assert answer.url == reverse("station_outlines:import", args=[kept.pk])
    run.run(KIND, kept.pk)
    assert client.get(answer.url).status_code == 200
    client.post(reverse("station_outlines:import_run", args=[kept.pk]))
    run.run(KIND, kept.pk)
    shown = client.get(reverse("stations:station", args=[stations[0].pk])).content.decode()
    assert "outlines.geojson" in shown


@pytest.mark.both
def test_a_feature_that_can_not_be_taken_is_refused_with_its_remedy(stations, bring):
    far = square(4.83, 45.76, 200)
    kept = bring(
        collection(
            feature("69123", "1", EAST),
            feature("69123", "99", EAST),
            feature("69123", "1", WEST),
            feature("69123", "2", [EAST[0][:-1]]),
            feature("69123", "2", far),
            feature("69123", "2", {"type": "Point", "coordinates": [4.8, 45.7]}),
            feature("69123", "2", [[[4.8, "north"]] * 4]),
            feature("69123", "2", [[[4.8, 45.7]] * 4]),
            feature("69123", "", EAST),
            feature("69123", "3", None, geometry=None),
        )
    )
    assert (kept.state, figures(kept, "new", "made", "aside"), kept.n_bad) == ("done", [1, 1, 1], 8)
    with translation.override("en"):
        told = {each.number: each.problem for each in kept.refused.all()}
    assert told[2] == "There is no polling station 99 in 69123. Import its results or addresses first."
    assert told[3] == "The same polling station as feature 1. Join them as one MultiPolygon."
    assert told[4] == "A ring isn’t closed: its last corner must be its first. Close it."
    assert "−180 to 180" in told[5] and "“Point”" in told[6] and "pair of numbers" in told[7]
    assert "no area" in told[8] and "missing" in told[9] and 10 not in told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"municipality;number\n1;2\n", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feature", "prop', "damaged at feature 1"),
        (b'{"features": [{"properties": {"bv": "\xff"}}]}', "UTF-8"),
        (b'{"crs": {"properties": {"name": "EPSG:2154"}}, "features": []}', "WGS84"),
        (b'{"features": []}', "Choose which properties"),
    ],
)
def test_a_file_that_is_no_outlines_is_refused_at_once(dora, content, said):
    with translation.override("en"), pytest.raises(Unreadable, match=said):
        uploads.take(kind=KIND, file=files.named(content, "x"), name="x", user=dora)
    assert not OutlineFile.objects.exists()


def test_a_feature_that_is_too_big_is_refused(dora, monkeypatch):
    monkeypatch.setattr(features, "LONGEST", 1000)
    long = b'{"features": [{"properties": {"bv": "' + b"x" * (1 << 21) + b'"}}]}'
    with translation.override("en"), pytest.raises(Unreadable, match="too big"):
        uploads.take(kind=KIND, file=files.named(long, "x"), name="x", user=dora)
    monkeypatch.setattr(shapes, "MOST", 4)
    with translation.override("en"), pytest.raises(ValueError, match="more than 4 corners"):
        shapes.of({"type": "Polygon", "coordinates": EAST})


@pytest.mark.both
def test_a_repeat_changes_nothing_and_an_undo_brings_back_what_was(stations, bring, dora, run_tasks):
    first = bring(collection(feature("69123", "1", EAST)))
    again = bring(collection(feature("69123", "1", EAST)))
    assert figures(again, "new", "changed", "same", "made", "mended") == [0, 0, 1, 0, 0]
    other = bring(collection(feature("69123", "1", WEST), feature("69123", "2", EAST)))
    assert figures(other, "new", "changed", "made", "mended") == [1, 1, 1, 1]
    before = held()
    uploads.undo(imported=other, user=dora)
    run_tasks()
    assert before != held() and list(held()) == ["Lyon 1"] and Outline.objects.get().west == 4.83
    uploads.undo(imported=first, user=dora)
    run_tasks()
    assert not Outline.objects.exists()


def test_undoing_an_older_file_leaves_what_a_newer_one_says(stations, bring, dora, run_tasks):
    first = bring(collection(feature("69123", "1", EAST)))
    second = bring(collection(feature("69123", "1", WEST)))
    uploads.undo(imported=first, user=dora)
    run_tasks()
    assert Outline.objects.get().west == 4.82
    uploads.undo(imported=second, user=dora)
    run_tasks()
    assert not Outline.objects.exists()


@pytest.mark.both
def test_a_run_that_was_cut_off_goes_on_behind_its_last_piece(stations, dora, monkeypatch):
    monkeypatch.setattr(reading, "PIECE", 1)
    rows = [feature("69123", str(n), square(4.8 + n / 100, 45.7)) for n in (1, 9, 2, 3)]
    kept = uploads.take(kind=KIND, file=collection(*rows), name="x", user=dora)
    run.run(KIND, kept.pk)
    uploads.start(imported=kept, skip_bad=True)

    class Cut(BaseException):
        """As if the process were killed."""

    def cut(n):
        if n == 3:
            raise Cut

    with pytest.raises(Cut):
        run.run(KIND, kept.pk, cut)
    kept.refresh_from_db()
    assert (kept.state, kept.n_done, Outline.objects.count()) == ("running", 3, 2)
    run.run(KIND, kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.counts["made"], Outline.objects.count()) == ("done", 3, 3)


def test_a_crossed_outline_is_mended_and_small_bends_go(stations, bring):
    bow = [[[4.80, 45.70], [4.81, 45.71], [4.81, 45.70], [4.80, 45.71], [4.80, 45.70]]]
    bent = [[[4.8, 45.7], [4.805, 45.70001], [4.81, 45.7], [4.81, 45.71], [4.8, 45.71], [4.8, 45.7]]]
    bring(collection(feature("69123", "1", bow), feature("69123", "2", bent)))
    assert len(held()["Lyon 1"]) == 2 and len(held()["Lyon 2"][0][0]) == 5


@pytest.mark.skipif(not REAL.is_file(), reason="needs a folder of real outlines: HUSTINGS_OUTLINES")
def test_real_outlines_are_read(dora, bring):
    with gzip.open(REAL) as opened:
        told = list(features.read(opened))
    codes = [one["properties"]["CODE_BV"].split("_") for one in told]
    actions.enter_stations(wanted=[actions.Wanted(*code) for code in codes])
    with REAL.open("rb") as file:
        kept = bring(file)
    assert (kept.state, kept.n_bad, figures(kept, "made", "aside")) == ("done", 0, [260, 1])
