"""Pieces of the map that phones take along with a list."""

import base64

import pytest
from django.urls import reverse
from pmtiles.reader import MemorySource, all_tiles

from hustings.field.canvassing import stop_maps, stop_texts
from hustings.foundation.lib import map_extracts
from hustings.foundation.sync import actions
from tests import map_files
from tests.cast.field.canvassing import street

pytestmark = pytest.mark.django_db
HERE = map_extracts.Box(4.0, 45.0, 4.0, 45.001)


@pytest.fixture
def here(tmp_path, settings):
    """A map file, and a list two of whose stops lie on it."""
    settings.MAP_FILE = tmp_path / "map.pmtiles"
    map_files.write(settings.MAP_FILE, list(map_extracts.keys(HERE, 14)))
    stops = stop_texts.read("1 rue A\n3 rue A\nhidden way")
    for n, stop in enumerate(stops[:2]):
        stop.at = (45.0 + n / 1_000, 4.0, "rue A", 1)
    return street.walk_list(stops=stops)


def _taken(client, phone):
    link = phone.link.partition("#")[2]
    return client.get(reverse("phone:sync"), headers={"Authorization": f"Bearer {link}"}).json()


def test_a_phone_takes_the_map_around_its_stops_and_the_snapshot_stays_small(client, here):
    said = _taken(client, street.Phone(here))
    assert set(dict(all_tiles(MemorySource(base64.b64decode(said["attachment"]))))) == set(
        map_extracts.keys(HERE, 14)
    )
    assert "attachment" not in said["snapshot"]


def test_without_places_or_a_map_there_is_none(here, settings, caplog):
    assert stop_maps.attachment(street.walk_list()) == ""
    settings.MAP_FILE.write_bytes(b"no map")
    assert stop_maps.attachment(here) == "" and "canvassing.map" in caplog.text
    settings.MAP_FILE = None
    assert stop_maps.attachment(here) == ""


def test_a_phone_whose_access_was_withdrawn_takes_none(client, here, dora):
    phone = street.Phone(here)
    actions.revoke(handset=phone.handset, user=dora)
    assert _taken(client, phone)["attachment"] == ""
