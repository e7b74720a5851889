"""Merge fields: ``{{ given_name|"friend" }}`` in a text that goes to many."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CALLED = gettext_lazy("Merge field")
FEATURE, MARKS = "merge", "merge_marks"  # of the text editor
FIELDS: dict[str, str | Promise] = {
    "given_name": gettext_lazy("given name"),
    "family_name": gettext_lazy("family name"),
    "name": gettext_lazy("given and family name"),
    "town": gettext_lazy("town"),
    "email": gettext_lazy("e-mail address"),
}

_BRACES = re.compile(r"\{\{|\}\}")
_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'", "„": "“"}
_SHOWN = 30  # characters of the text around a mistake


class BadMerge(ValueError):
    """A merge field that can't be understood; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One field in a text, and what stands in its place where a person's is empty."""

    field: str
    fallback: str | None = None

    def value(self, values: Mapping[str, str]) -> str:
        return values.get(self.field) or self.fallback or ""


@dataclass(frozen=True, slots=True)
class Only:
    """A part of a text that only the people of a segment read."""

    segment: int
    pieces: tuple["Piece", ...]

    @property
    def key(self) -> str:
        return only(self.segment)


Piece = str | Merge | Only


def only(segment: int) -> str:
    """The name of the value that says whether a reader is in a segment: anything but empty means yes."""
    return f"only:{segment}"


def parse(text: str) -> list[Piece]:
    """Cut ``text`` at its merge fields, or raise BadMerge."""
    pieces: list[Piece] = []
    at = 0
    while opening := _BRACES.search(text, at):
        if opening[0] == "}}":
            said = _("“%(text)s”: }} closes a merge field that was never opened. Add {{ before the field.")
            raise BadMerge(said % {"text": text[max(0, opening.end() - _SHOWN) : opening.end()]})
        closing = _BRACES.search(text, opening.end())
        if not closing or closing[0] == "{{" or "\n" in text[opening.end() : closing.start()]:
            said = _(
                "“%(text)s”: {{ is not closed. Add }} after the field, on the same line and in the "
                "same formatting."
            )
            raise BadMerge(said % {"text": text[opening.start() :].split("\n")[0][:_SHOWN]})
        if opening.start() > at:
            pieces.append(text[at : opening.start()])
        pieces.append(_read(text[opening.end() : closing.start()]))
        at = closing.end()
    if at < len(text):
        pieces.append(text[at:])
    return pieces


def _read(inside: str) -> Merge:
    name, bar, fallback = (part.strip() for part in inside.partition("|"))
    if name not in FIELDS:
        raise BadMerge(
            _("The merge field “%(name)s” doesn’t exist. Available: %(fields)s.")
            % {"name": name, "fields": ", ".join(FIELDS)}
        )
    if not bar:
        return Merge(name)
    if len(fallback) < 2 or _QUOTES.get(fallback[0]) != fallback[-1]:
        raise BadMerge(
            _('Put the words to use instead in quotation marks: {{ %(name)s|"friend" }}.') % {"name": name}
        )
    return Merge(name, fallback[1:-1].strip())


def fill(pieces: Iterable[Piece], values: Mapping[str, str], put: Callable[[str], str] = str) -> str:
    """The text as one person reads it."""
    return "".join(_filled(piece, values, put) for piece in pieces)


def _filled(piece: Piece, values: Mapping[str, str], put: Callable[[str], str]) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Merge):
        return put(piece.value(values))
    return fill(piece.pieces, values, put) if values.get(piece.key) else ""


def shown(text: str) -> str:
    """The text as a list shows it: a field by what is written instead, else by its name."""
    try:
        pieces = parse(text)
    except BadMerge:
        return text
    return "".join(
        (piece.fallback or f"[{FIELDS[piece.field]}]") if isinstance(piece, Merge) else str(piece)
        for piece in pieces
    )


def fields(pieces: Iterable[Piece]) -> set[Merge]:
    """The merge fields of a text, those in parts for some included."""
    found: set[Merge] = set()
    for piece in pieces:
        if isinstance(piece, Merge):
            found.add(piece)
        elif isinstance(piece, Only):
            found |= fields(piece.pieces)
    return found
