"""A OneNote notebook is attached."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_onenote(facts: Facts) -> Iterator[Evidence]:
    """A OneNote notebook is attached."""
    for file, _detail in attachments.having(facts, "onenote"):
        inner = next((trait.detail for trait in file.traits if trait.name == "embedded"), "")
        if inner:
            yield found("The notebook {file} contains {inner}.", file=attachments.name_of(file), inner=inner)
        else:
            strange = facts.insight.strangeness / facts.insight.telling  # a rare kind, whoever is known
            strength = 0.6 + 0.4 * strange
            yield found("{file} is a OneNote notebook.", strength, file=attachments.name_of(file))
