"""Why a file can't be read, as a code that a form puts into words."""

from enum import StrEnum


class Reason(StrEnum):
    """The fault that was found."""

    KIND = "kind"  # neither DOCX nor ODT nor Markdown
    DAMAGED = "damaged"
    LOCKED = "locked"  # a password
    MACROS = "macros"
    ENTITIES = "entities"  # XML that declares its own, as no word processor does
    SIZE = "size"
    EMPTY = "empty"


class Unreadable(Exception):
    """The file can't be read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
