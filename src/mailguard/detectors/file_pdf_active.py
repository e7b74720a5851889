"""An attached PDF runs something or sends what you enter."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.i18n import mark
from mailguard.signals import Evidence, detector, found

_ACTS = (
    ("pdf_launch", 1.0, mark("{file} starts a program.")),
    ("asks_password", 0.9, mark("{file} asks for a password.")),
    ("pdf_auto", 0.7, mark("{file} acts as soon as it is opened.")),
    ("pdf_submit", 0.5, mark("{file} sends what you fill in.")),
    ("pdf_script", 0.3, mark("{file} contains a script.")),
)


@detector
def file_pdf_active(facts: Facts) -> Iterator[Evidence]:
    """An attached PDF runs something or sends what you enter."""
    for file in facts.files:
        if file.kind != "pdf":
            continue
        for name, strength, says in _ACTS:
            if file.has(name):
                yield found(says, strength, file=attachments.name_of(file))
                break
