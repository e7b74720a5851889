"""Changes of a record as its timeline keeps them: read in words, undone, shared out when two records part.

``data["changes"]`` of a line is a list of ``[target, old, new]``, and both in words where the values say
nothing to people. A target is a column of Person, ``field.<slug>``, ``status.<key>`` of an address, or a row:
``email.<key>``, ``phone.<number>``, ``address.<id>``, ``note.<id>``, ``follow_up.<id>``, ``tag.<id>``,
``consent.<purpose>`` (its entry), ``topic.<id>`` (its answer). Of a row that was added ``old`` is None and
``new`` a mark by which its content is known again; of one that was removed ``new`` is None.
"""

import datetime as dt
import zlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.translation import gettext

from hustings.people.persons.models import Activity, Field, FieldOption

COLUMN, FIELD, STATUS, TAG, CONSENT = "", "field", "status", "tag", "consent"
KEYED = frozenset({"zone", "owner", "recruiter", "household"})  # columns that hold another row's key
EDITS = frozenset({"person.changed", "person.field"})
_VALUES = frozenset({COLUMN, FIELD, STATUS})


class Change(NamedTuple):
    """One change of a record."""

    target: str
    old: Any
    new: Any
    said_old: str = ""
    said_new: str = ""

    @property
    def table(self) -> str:
        """``field`` of ``field.size``; "" for a column."""
        first, dot, _name = self.target.partition(".")
        return first if dot else COLUMN

    @property
    def name(self) -> str:
        """``size`` of ``field.size``."""
        return self.target.partition(".")[2] or self.target

    @property
    def is_addition(self) -> bool:
        """Whether a row was added: nothing was there that others might have written."""
        return self.old is None and self.table not in _VALUES

    @property
    def back(self) -> "Change":
        """The way back."""
        return Change(self.target, self.new, self.old, self.said_new, self.said_old)

    @property
    def words(self) -> tuple[str, str]:
        """Both values as they were said, else as they are written."""
        if self.said_old or self.said_new:
            return self.said_old, self.said_new
        return plain(self.old), plain(self.new)


def of(data: Mapping[str, Any]) -> list[Change]:
    """All changes that a line keeps."""
    return [Change(*each) for each in data.get("changes", ())]


def is_edit(line: Activity) -> bool:
    """Whether it tells of an edit of one record, which is undone by itself."""
    return line.operation_id is None and line.kind in EDITS and bool(line.data.get("changes"))


def column(name: str, old: Any, new: Any) -> list[Any]:
    """Change of a column, for a line; rows of other tables also by their names."""
    if isinstance(old, Model) or isinstance(new, Model):
        return [name, old and old.pk, new and new.pk, str(old or ""), str(new or "")]
    return [name, written(old), written(new)]


def written(value: Any) -> Any:
    """A value as lines keep it: ISO for days and moments, plain numbers, options by their names in files."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, FieldOption):
        return value.slug
    if isinstance(value, list):
        chosen = sorted(written(one) for one in value)
        return chosen[0] if len(chosen) == 1 else chosen
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def plain(value: Any) -> str:
    """A written value as text."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def mark(*parts: str) -> int:
    """A number by which a text is known again, so that the line need not hold it a second time."""
    return zlib.crc32("\x1f".join(parts).encode())


def field(of: Field, old: Any, new: Any, labels: Mapping[str, str]) -> list[Any]:
    """Change of a field's written value, for a line; options also by their labels."""
    change = [f"{FIELD}.{of.slug}", old, new]
    return change + ([chosen(old, labels), chosen(new, labels)] if of.has_options else [])


def chosen(value: Any, labels: Mapping[str, str]) -> str:
    """Options, written, by their labels."""
    slugs = [] if value is None else value if isinstance(value, list) else [value]
    return ", ".join(label for slug, label in labels.items() if slug in slugs)
