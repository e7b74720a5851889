"""A script that your computer would run is attached."""

from collections.abc import Iterator

from mailguard.facts import Facts, File, attachments
from mailguard.files import names
from mailguard.signals import Evidence, detector, found

_RUNS = frozenset({"hta", "wsf", "chm"})


def _words(file: File) -> str:
    return next(trait.detail for trait in file.traits if trait.name == "script_suspicious")


@detector
def file_script(facts: Facts) -> Iterator[Evidence]:
    """A script that your computer would run is attached."""
    for file, kind in attachments.having(facts, "script"):
        end, harms = kind.lstrip("."), file.has("script_suspicious")
        if end in names.SCRIPT or kind in _RUNS:
            if harms:
                yield found(
                    "{file} is a script that calls {words}.",
                    file=attachments.name_of(file),
                    words=_words(file),
                )
            else:
                yield found("{file} is a script.", 0.8, file=attachments.name_of(file))
        elif harms and not facts.bulk.is_list:  # developers send each other shell scripts every day
            yield found(
                "{file} is a script that calls {words}.",
                0.4,
                file=attachments.name_of(file),
                words=_words(file),
            )
