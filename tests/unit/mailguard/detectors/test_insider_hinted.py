"""An unknown sender uses part of a team member's name and asks for something."""

from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.maker import fires, strength


def test_half_a_colleagues_name_with_a_wish_is_seen():
    asks = "Are you at your desk? I need a quick favour."
    assert strength("insider_hinted", letter(asks, author="Dora <d.office@gmail.com>")) > 0.7
    assert strength("insider_hinted", letter(asks + "\nDora", author="Office <d.office@gmail.com>")) > 0.7
    assert not fires("insider_hinted", letter("When is the meeting?", author="Dora <dora.lind@gmail.com>"))
    assert not fires("insider_hinted", letter(asks, author="Charlie <charlie@gmail.com>"))
