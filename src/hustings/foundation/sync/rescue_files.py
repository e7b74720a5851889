"""Rescue files: what a phone could not send, as lines of JSON below a head that names the phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.lib.text import jsons
from hustings.foundation.sync import entries as wire
from hustings.foundation.sync.entries import Entry, Malformed
from hustings.foundation.sync.models import Handset, LoggedEntry

MARK = "hustings rescue 1"
LARGEST = 4_000_000  # bytes
MOST = 20_000  # entries of one file


class NoRescueFile(ValueError):
    """The file can't be used; says why."""


@dataclass(frozen=True, slots=True)
class RescueFile:
    """A file that was read."""

    handset: Handset
    entries: Sequence[Entry]
    wrong: Sequence[tuple[int, str]]  # lines that are no entries, with the reason
    clock_offset: int
    n_known: int

    @property
    def n_new(self) -> int:
        return len({entry.id for entry in self.entries}) - self.n_known

    @property
    def spans(self) -> tuple[datetime, datetime] | None:
        """The first and the last moment."""
        moments = [entry.happened_at for entry in self.entries]
        return (min(moments), max(moments)) if moments else None


def read(raw: bytes) -> RescueFile:
    """Entries that a file holds, or NoRescueFile."""
    head, *lines = raw.splitlines() or [b""]
    handset, clock_offset = _head(head)
    if len(lines) > MOST:
        raise NoRescueFile(_("The file has too many lines."))
    found: list[Entry] = []
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 2):
        try:
            if line.strip():
                found.append(wire.one(jsons.read(line)))
        except ValueError as error:
            wrong.append((number, error.reason if isinstance(error, Malformed) else _("not JSON")))
    ids = {entry.id for entry in found}
    return RescueFile(handset, found, wrong, clock_offset, _known(ids))


def _known(ids: set[UUID]) -> int:
    return sum(LoggedEntry.objects.filter(pk__in=part).count() for part in sql_parts.parts(ids))


def _head(line: bytes) -> tuple[Handset, int]:
    """The phone, and how far its clock was off when it last heard from us."""
    try:
        said = jsons.read(line)
        if not isinstance(said, dict) or said.get("is") != MARK:
            raise ValueError
        pk = UUID(str(said.get("handset")))
    except ValueError as error:
        raise NoRescueFile(_("Choose a file that the phone’s page saved.")) from error
    found = Handset.objects.select_related("stream").filter(pk=pk).first()
    if found is None:
        raise NoRescueFile(_("This phone is not known here."))
    return found, wire.clock_offset(said.get("clock_offset"))
