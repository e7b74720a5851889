"""A OneNote notebook is attached."""

from collections.abc import Iterator

from mailguard import attached, baits
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
            strength = 0.6 + 0.4 * baits.strangeness(facts)
            yield found("{file} is a OneNote notebook.", strength, file=attached.name_of(file))
