"""One of our partners or services wrote it (authenticated)."""

import pytest

from tests.cast.mailguard.detectors.identity import PASSED, made
from tests.cast.mailguard.maker import fires


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("partner_verified", "Charlie <charlie@imprimerie-val.example>"),
        ("partner_verified", "Dons <recu@mail.dons-solidaires.example>"),
    ],
)
def test_those_we_know_are_known_by_proof_only(name, author):
    assert fires(name, made(author, authentication=PASSED))
    assert not fires(name, made(author))
    assert not fires(name, made(authentication=PASSED))
