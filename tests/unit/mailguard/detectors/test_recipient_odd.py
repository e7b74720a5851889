"""It hides its recipients, or is addressed to its own sender."""

import pytest

from mailguard.facts import Envelope
from tests.cast.mailguard.detectors.identity import LIST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("recipient_odd", made(to="")),
    ("recipient_odd", made("A <a@b.example>", to="a@b.example")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("recipient_odd", made()),
    ("recipient_odd", made("A <a@b.example>", to="a@b.example", envelope=Envelope(rcpt_to=("a@b.example",)))),
    ("recipient_odd", made(to="", bulk=LIST)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
