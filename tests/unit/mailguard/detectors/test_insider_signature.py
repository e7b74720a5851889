"""It is signed with a team member's name, but comes from another address."""

import pytest

from tests.cast.mailguard.detectors.identity import LONG, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("insider_signature", made(text="Please settle this today.\n\nNora Valbrune\nCandidate")),
    ("insider_signature", made(text="Peux-tu régler cela ?\n\nÉmile Durand-Petit, trésorier")),
    (
        "insider_signature",
        made(text="Settle this.\n\nNora Valbrune,\nCandidate", to="ada@valbrune2027.example"),
    ),
    ("insider_signature", made(text="Nora Valbrune,")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("insider_signature", made("Nora Valbrune <nora@valbrune2027.example>", text="Merci.\n\nNora Valbrune")),
    ("insider_signature", made(text=f"Nora Valbrune,\n\n{LONG}\n\nThe shop")),
    ("insider_signature", made(text=f"The shop\nNora Valbrune,\n{LONG}", to="nora@valbrune2027.example")),
    ("insider_signature", made(text=f"Nora Valbrune\n\n{LONG}", to="nora@valbrune2027.example")),
    (
        "insider_signature",
        made(text=f"{LONG}\n\nAda"),
    ),
    ("insider_signature", made(text="Thanks.\n\nBob")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
