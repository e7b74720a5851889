"""A QR code drawn with letters, which no scanner of pictures sees."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_BLOCKS = frozenset("█▀▄▌▐■▓▒░▖▗▘▙▚▛▜▝▞▟⬛⬜◼◻◾◽")
_LINES = 9  # of them make the smallest code, two rows a line
_WIDTH = 15


@detector
def qr_of_letters(facts: Facts) -> Iterator[Evidence]:
    """A QR code is drawn with text characters, to escape image scanners."""
    text = facts.text[:20_000]
    if text.isascii() or ("█" not in text and "▀" not in text and "■" not in text and "⬛" not in text):
        return
    n = sum(_is_drawn(line) for line in text.splitlines())
    if n >= _LINES:
        yield found("A code of {n} lines is drawn with text characters.", n=n)


def _is_drawn(line: str) -> bool:
    signs = line.strip()
    n = sum(sign in _BLOCKS for sign in signs)
    return len(signs) >= _WIDTH and n + signs.count(" ") + signs.count("\u00a0") >= 0.9 * len(signs) and n > 4
