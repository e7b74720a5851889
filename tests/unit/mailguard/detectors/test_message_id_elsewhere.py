"""Its Message-ID comes from a different organisation from the author's."""

import pytest

from tests.cast.mailguard.detectors.origin import PROVEN
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("message_id_elsewhere", facts(message_id="<1@elsewhere.example>")),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("message_id_elsewhere", facts(message_id="<1@mail.stranger.example>")),
    ("message_id_elsewhere", facts(message_id="<1@mail.gmail.com>")),
    ("message_id_elsewhere", facts(message_id="<1@elsewhere.example>", authentication=PROVEN)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
