"""Blackmail from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard import requests, strangers
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def threat_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to wants to be paid, or something will be published or broken."""
    want = requests.asked(facts, "extortion") if strangers.is_stranger(facts) else None
    if want and want.n:
        sure = 0.75 + 0.15 * (want.n > 1) + 0.15 * bool(requests.asked(facts, "pressed").n)
        sure = min(1.0, sure) * (1.0 if facts.profile.domains else 0.6)
        yield found("{author} says “{words}”.", sure, author=facts.author.address, words=want.words)
