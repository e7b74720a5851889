"""A QR code is drawn with text characters, to escape image scanners."""

from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import fires


def test_a_code_drawn_with_letters_is_told():
    row = "█▀▀▀▀▀█ ▀▄█ █▀▀▀▀▀█"
    assert fires("qr_of_letters", made("Scan this:\n" + "\n".join([row] * 12)))
    assert not fires("qr_of_letters", made("Results\n" + "\n".join(["█████ 40 % for the list"] * 12)))
    assert not fires("qr_of_letters", made(row))
