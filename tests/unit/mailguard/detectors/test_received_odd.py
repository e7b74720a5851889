"""Its delivery path is partly forged."""

from datetime import timedelta

import pytest

from tests.cast.mailguard.detectors.origin import FAR, LIST, NEWER, NOON, OLDER, PAST, hop, way
from tests.cast.mailguard.maker import fires

FIRES = [
    ("received_odd", way(NEWER, OLDER)),
    ("received_odd", way(FAR, PAST)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    (
        "received_odd",
        way(hop("relay.example", at=NOON), hop("pc", by="relay.example", at=NOON + timedelta(hours=2))),
    ),
    ("received_odd", way(NEWER, OLDER, bulk=LIST)),
    ("received_odd", way(PAST, FAR)),
    ("received_odd", way(hop("store.lan", ip="10.0.0.2"), PAST, FAR)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
