"""A OneNote notebook is attached."""

from collections.abc import Iterator

from mailguard import acquainted, attached, baits
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_onenote(facts: Facts) -> Iterator[Evidence]:
    """A OneNote notebook is attached."""
    for file, _detail in attached.having(facts, "onenote"):
        inner = next((trait.detail for trait in file.traits if trait.name == "embedded"), "")
        if inner:
            yield found("The notebook {file} holds {inner}.", file=attached.name_of(file), inner=inner)
        else:
            strange = baits.strangeness(facts) / acquainted.telling(facts)  # a rare kind, whoever is known
            strength = 0.6 + 0.4 * strange
            yield found("{file} is a OneNote notebook.", strength, file=attached.name_of(file))
