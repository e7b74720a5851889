"""It is sent to, or mentions, an address that is only a decoy."""

import pytest

from mailguard.facts import Envelope
from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("decoy_touched", made(to="claire.faux@valbrune2027.example")),
    ("decoy_touched", made(text="Forward this to Claire.Faux@valbrune2027.example")),
    ("decoy_touched", made(envelope=Envelope(rcpt_to=("claire.faux@valbrune2027.example",)))),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("decoy_touched", made(text="Claire wrote to me.")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
