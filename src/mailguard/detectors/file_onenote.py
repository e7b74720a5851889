"""A OneNote notebook is attached."""

from collections.abc import Iterator

from mailguard import attached
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
            yield found("{file} is a OneNote notebook.", 0.6, file=attached.name_of(file))
