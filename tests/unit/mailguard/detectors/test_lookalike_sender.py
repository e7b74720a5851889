"""It comes from a look-alike domain."""

import pytest

from mailguard.profile import Profile
from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("lookalike_sender", made("Nora <nora@valbrune2O27.example>")),
    ("lookalike_sender", made("Nora <nora@mail-valbrune2027.fr>")),
    ("lookalike_sender", made("X <x@portal-office.fr>", profile=Profile())),
    ("lookalike_sender", made(reply_to="compta@imprimerie-va1.example")),
    ("lookalike_sender", made(return_path="bounce@valbrune-2027.example")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("lookalike_sender", made("Nora <nora@mail.valbrune2027.example>")),
    ("lookalike_sender", made("Charlie <charlie@imprimerie-val.example>")),
    ("lookalike_sender", made("Ada <ada@valley-brunch.example>")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
