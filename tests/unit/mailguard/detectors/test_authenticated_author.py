"""It is authenticated by the domain it claims to come from."""

import pytest

from mailguard.facts import Dmarc
from tests.cast.mailguard.detectors.proof import BY_DKIM, FAILED, HOME, OPEN_ENDED, PASSED, made
from tests.cast.mailguard.maker import fires, strength

FIRES = [
    ("authenticated_author", made(PASSED)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("authenticated_author", made(FAILED)),
    ("authenticated_author", made(BY_DKIM, dkim=[OPEN_ENDED])),
    ("authenticated_author", made(Dmarc())),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)


def test_the_proof_of_a_free_address_says_less():
    free = made(Dmarc("pass", "gmail.com", "reject", False, True), author="Ada <ada@gmail.com>")
    by_spf = made(Dmarc("pass", HOME, "none", True, False))
    whole = strength("authenticated_author", made(PASSED))
    assert strength("authenticated_author", free) < whole
    assert strength("authenticated_author", by_spf) < whole
