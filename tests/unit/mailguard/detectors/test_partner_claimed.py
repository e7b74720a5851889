"""It claims to be from one of our partners or services, but comes from another address."""

import pytest

from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("partner_claimed", made("Imprimerie du Val <facture@gmail.com>")),
    ("partner_claimed", made(text="Merci.\n\nCharlie Leroux\nImprimerie du Val")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("partner_claimed", made("Imprimerie du Val <facture@imprimerie-val.example>")),
    ("partner_claimed", made("Bob <bob@valbrune2027.example>", text="Vu avec\nImprimerie du Val")),
    ("partner_claimed", made(text="L'imprimerie du village est fermée.")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
