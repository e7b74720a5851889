"""A well-known service relays a message from someone who uses another's name or wants a secret."""

import pytest

from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.maker import fires


@pytest.mark.parametrize(
    ("posing", "honest"),
    [
        (
            "morin.compta@gmail.com sent you a file. “Our new bank details, use them today.”",
            "lou.pinson@gmail.com sent you a file. “Photos of Saturday's march.”",
        ),
        (
            "zed@gmail.com invite : « identifiez-vous avec votre compte de messagerie en page 2 »",
            "lou.pinson@gmail.com vous invite : « les photos de la marche, enfin triées »",
        ),
    ],
)
def test_a_true_service_passes_on_anybodys_words(posing, honest):
    author = "Dropbox <no-reply@dropbox.com>"
    assert fires("service_carries", of(posing, author, "https://www.dropbox.com/x"))
    assert not fires("service_carries", of(honest, author, "https://www.dropbox.com/x"))
    own = "Reset your password on the page below."
    assert not fires("service_carries", of(own, author, "https://www.dropbox.com/x"))
