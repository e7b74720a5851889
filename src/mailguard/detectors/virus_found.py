"""A virus scanner found something."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

# Names that ClamAV gives to what may be unwanted, or looks like it: programs of advertisers, guesses.
_GUESSES = ("PUA.", "Heuristics.")
_GUESSED = 0.45


@detector
def virus_found(facts: Facts) -> Iterator[Evidence]:
    """The virus scanner found malware."""
    for each in facts.scan.viruses:
        strength = _GUESSED if each.name.startswith(_GUESSES) else 1.0
        if each.file:
            yield found("{file}: {virus} (ClamAV).", strength, file=each.file, virus=each.name)
        else:
            yield found("In the message itself: {virus} (ClamAV).", strength, virus=each.name)
