"""Someone we know at an organisation wants replies sent to a private mailbox from now on."""

import pytest

from tests.cast.mailguard.detectors.wishes import FRIEND, made
from tests.cast.mailguard.maker import fires


@pytest.mark.parametrize(
    "text",
    [
        "From now on please send your bills to {}, our inbox is closing.",
        "Dorénavant adressez vos factures à {}, notre messagerie ferme.",
    ],
)
def test_a_house_does_not_move_to_a_private_mailbox(text):
    author = "Garage Morin <compta@morin.example>"
    assert fires("answers_moved", made(text.format("morin.bills@gmail.com"), author=author, past=FRIEND))
    assert not fires("answers_moved", made(text.format("bills@morin.example"), author=author, past=FRIEND))
    stranger = made(text.format("morin.bills@gmail.com"), author="Zed <zed@zed.example>")
    assert not fires("answers_moved", stranger)
