"""A team member wrote it (authenticated)."""

import pytest

from tests.cast.mailguard.detectors.identity import PASSED, made
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("insider_verified", "Nora Valbrune <nora@valbrune2027.example>"),
        ("insider_verified", "Nora <n.valbrune@gmail.com>"),
    ],
)
def test_those_we_know_are_known_by_proof_only(name, author):
    assert fires(name, made(author, authentication=PASSED))
    assert not fires(name, made(author))
    assert not fires(name, made(authentication=PASSED))


def test_a_private_mailbox_proves_less_than_a_work_one():
    work, private = "Nora <nora@valbrune2027.example>", "Nora <n.valbrune@gmail.com>"
    assert strength("insider_verified", made(private, authentication=PASSED)) < strength(
        "insider_verified", made(work, authentication=PASSED)
    )
