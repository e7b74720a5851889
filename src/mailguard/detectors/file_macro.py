"""An Office document with macros is attached."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_macro(facts: Facts) -> Iterator[Evidence]:
    """An Office document with macros is attached."""
    for file, _kind in attachments.having(facts, "macro"):
        starts, harms = file.has("macro_auto"), file.has("macro_suspicious")
        name = attachments.name_of(file)
        if starts and harms:
            yield found("{file} contains macros that start automatically and behave like malware.", file=name)
        elif starts or harms:
            yield found(
                "{file} contains macros that start automatically or have broad access.", 0.7, file=name
            )
        else:
            yield found("{file} contains macros.", 0.35, file=name)
