"""A locked file is attached, and the message tells the password."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_encrypted_with_password(facts: Facts) -> Iterator[Evidence]:
    """A locked file is attached, and the message tells the password."""
    for file, _what in attachments.having(facts, "encrypted"):
        name = attachments.name_of(file)
        opened = next((trait.detail for trait in file.traits if trait.name == "opened"), "")
        if opened == "VelvetSweatshop":
            yield found("{file} is locked with the password that Excel tries by itself.", file=name)
        elif opened:
            yield found("{file} opens with “{password}”.", file=name, password=opened)
        elif file.has("password_told"):
            yield found("{file} is locked, and the message speaks of a password.", 0.6, file=name)
