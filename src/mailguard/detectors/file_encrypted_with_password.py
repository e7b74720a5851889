"""A password-protected file is attached, with the password in the message."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_encrypted_with_password(facts: Facts) -> Iterator[Evidence]:
    """A password-protected file is attached, with the password in the message."""
    for file, _what in attachments.having(facts, "encrypted"):
        name = attachments.name_of(file)
        opened = next((trait.detail for trait in file.traits if trait.name == "opened"), "")
        if opened == "VelvetSweatshop":
            yield found("{file} is protected with the password that Excel tries automatically.", file=name)
        elif opened:
            yield found("{file} opens with “{password}”.", file=name, password=opened)
        elif file.has("password_told"):
            yield found("{file} is password-protected, and the message mentions a password.", 0.6, file=name)
