"""Its Message-ID is missing or abnormal."""

import pytest

from tests.cast.mailguard.detectors.origin import LIST
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("message_id_odd", facts(message_id="")),
    ("message_id_odd", facts(message_id="<1234@localhost.localdomain>")),
    ("message_id_odd", facts(message_id="<1234>")),
    ("message_id_odd", facts(message_id="<1234@[10.0.0.1]>")),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("message_id_odd", facts(message_id="<1@mail.stranger.example>")),
    ("message_id_odd", facts(message_id="<1@localhost>", bulk=LIST)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
