"""Features of a GeoJSON file, one after the other: that of a country is never held whole."""

import codecs
import itertools
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.text.said import say

LONGEST = 4_000_000  # characters of one feature
_PIECE = 1 << 20
_BEGIN = re.compile(r'"features"\s*:\s*\[')
_BETWEEN = " \t\r\n,"
_DEGREES = re.compile(r"CRS:?84|EPSG:*4326|4171")  # RGF93, France's own: the same to a hand's breadth


class _Text:
    """The part of a file that is held: characters from where the next feature begins."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.held, self.is_over = file, "", False
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()

    def grow(self) -> bool:
        """Hold one piece more; False at the end of the file."""
        piece = self.file.read(_PIECE)
        try:
            self.held += self.decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as wrong:
            raise Unreadable(_("This file isn’t written in UTF-8. Export it again as GeoJSON.")) from wrong
        self.is_over = not piece
        return not self.is_over

    def skip(self) -> bool:
        """Drop what lies between features; whether anything is held behind it."""
        self.held = self.held.lstrip(_BETWEEN)
        return bool(self.held)


def read(file: IO[bytes]) -> Iterator[Any]:
    """Each feature as it is; Unreadable where this is no GeoJSON, or breaks off, or one is too big."""
    file.seek(0)
    text = _Text(file)
    _begin(text)
    for number in itertools.count(1):
        while not text.skip():
            if not text.grow():
                raise _broken(number)
        if text.held[0] == "]":
            return
        yield _next(text, number)


def _begin(text: _Text) -> None:
    while not (found := _BEGIN.search(text.held)):
        if len(text.held) > _PIECE or not text.grow():
            raise Unreadable(_("This is no GeoJSON: it has no “features”. Export the outlines as GeoJSON."))
    before = text.held[: found.start()]
    if '"crs"' in before and not _DEGREES.search(before):
        raise Unreadable(
            _("The coordinates aren’t longitude and latitude. Export the file again in WGS84 (EPSG:4326).")
        )
    text.held = text.held[found.end() :]


def _next(text: _Text, number: int) -> Any:
    decoder = json.JSONDecoder()
    while True:
        try:
            feature, end = decoder.raw_decode(text.held)
        except RecursionError as wrong:
            raise _broken(number) from wrong
        except ValueError as cut:
            if len(text.held) > LONGEST:
                words = _("Feature %(number)s is too big, or damaged. Simplify the outlines.")
                raise Unreadable(say(words, number=number)) from cut
            if not text.grow():
                raise _broken(number) from cut
            continue
        text.held = text.held[end:]
        return feature


def _broken(number: int) -> Unreadable:
    words = _("The file breaks off or is damaged at feature %(number)s. Download it again.")
    return Unreadable(say(words, number=number))
