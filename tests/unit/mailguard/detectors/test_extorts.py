"""It threatens to publish something unless it is paid."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("extorts", "I have recorded you through your webcam. Send it to this bitcoin wallet."),
    ("extorts", "J'ai piraté votre appareil et filmé votre webcam."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
