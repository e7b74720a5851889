"""Sentences with values in them that can be counted by kind: “x is no date” and “y is no date” are one."""

from collections.abc import Collection
from typing import Any

OPEN = "…"  # where a value stood


class Said(str):
    """A sentence; ``general`` is the same without its values."""

    __slots__ = ("general",)
    general: str

    def __new__(cls, text: str, general: str) -> "Said":
        """Both are in the reader's language."""
        made = super().__new__(cls, text)
        made.general = general
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (str(self), self.general)


def say(words: str, *, kept: Collection[str] = (), **values: Any) -> Said:
    """A translated message with its places filled; ``kept`` ones are filled in the general one, too."""
    without = {name: general(value) if name in kept else OPEN for name, value in values.items()}
    return Said(words % values, words.replace(")d", ")s") % without)


def general(text: Any) -> Any:
    """A sentence without its values, as far as it knows which they are."""
    return getattr(text, "general", text)


def packed(text: str) -> Any:
    """A sentence as JSON holds it, with its kind."""
    return [str(text), text.general] if isinstance(text, Said) else text


def unpacked(kept: Any) -> str:
    """The same, read back."""
    return Said(*kept) if isinstance(kept, list) else str(kept)


def of(error: Exception) -> str:
    """The sentence of an exception: ``str(error)`` would forget its kind."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
