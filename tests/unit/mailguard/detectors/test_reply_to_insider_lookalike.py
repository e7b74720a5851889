"""Replies would go to an address that imitates a team member's."""

import pytest

from tests.cast.mailguard.detectors.identity import BOB, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("reply_to_insider_lookalike", made(reply_to="Nora Valbrune <office@b.example>")),
    ("reply_to_insider_lookalike", made("Nora <nora@valbrune2027.example>", reply_to="desk@gmail.com")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    (
        "reply_to_insider_lookalike",
        made("Nora <nora@valbrune2027.example>", reply_to=BOB),
    ),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
