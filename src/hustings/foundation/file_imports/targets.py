"""Kinds of rows that files may fill: each app contributes one ``Target`` a kind."""

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.contributions import Registry
from hustings.foundation.file_imports.models import FileImport, ImportLine

M = TypeVar("M", bound=models.Model)
Values = dict[str, Any]  # what a line says, by column of the database, as JSON holds it
Read = Callable[[dict[str, str]], Values]
Told = Callable[[int], object]


class Target(Generic[M]):
    """A kind of rows: its columns, how a line finds its row, what it may change and how that is undone.

    One object serves all files, so it keeps nothing about one.
    """

    name: str
    model: type[M]
    columns: Mapping[str, str]  # headings in both languages as they are compared, the most telling first
    needed: Mapping[str, Promise]  # columns that must be there, in words
    form: Callable[..., forms.Form]  # the file, and choices for all of it
    chunk = 250  # lines of one transaction
    removed_at_once = 250
    finished_at_once = 2
    unwritten: Collection[str] = ("id",)  # fields that no line and nobody in HQ fills
    same_twice = _("Same as line %(line)s. Remove one of them.")

    # HQ: who may do it, where it is, and its words
    guard: Callable[[Any], Any]  # a static method
    space: str  # of the names of addresses
    top: tuple[str, Promise]  # the page above: name of its address, title
    icon = "doc-full"
    title: Promise
    about_columns: Promise
    subject_label: Promise | str = ""
    record_label: Promise
    kept_words: Promise = gettext_lazy("Kept as they are, because they were changed since:")
    undo_words: Promise
    besides_label: Promise | str = ""

    folder = "imports"  # of the addresses
    zone_field = "zone_id"  # the column whose territory is shown beside a line

    def now(self) -> str:
        """A sentence on the rows that are there already."""
        return ""

    def seen(self, files: models.QuerySet[FileImport], user: Any) -> models.QuerySet[FileImport]:
        """Those of ``files`` that somebody whom ``guard`` lets in may see and run."""
        return files

    def subject(self, imported: FileImport) -> str:
        """The subject of the whole file, such as its election."""
        return ""

    def reader(self, imported: FileImport, lines: Sequence[dict[str, str]]) -> Read:
        """A function from a line's texts to its values, which raises Wrong. All lines, to look things up."""
        raise NotImplementedError

    def key(self, values: Values) -> Hashable:
        """Key that tells one row from another."""
        raise NotImplementedError

    def find(self, imported: FileImport, values: Mapping[Hashable, Values]) -> Mapping[Hashable, M]:
        """Rows that are there, by key."""
        raise NotImplementedError

    def settle(self, imported: FileImport, planned: Sequence["Planned[M]"]) -> None:
        """Refuse lines that don't go together."""

    def describe(self, values: Values) -> str:
        """A line as the check names it."""
        raise NotImplementedError

    def places(self, values: Iterable[Values]) -> Mapping[Any, str]:
        """Names of the lines' territories by key."""
        return {}

    def would_write(self, imported: FileImport) -> bool:
        """Whether there is something to do."""
        return imported.n_to_write > 0

    def chunks(self, planned: Sequence["Planned[M]"]) -> Iterator[list["Planned[M]"]]:
        """The lines to write in pieces, each of one transaction."""
        rest = iter(planned)
        while piece := list(islice(rest, self.chunk)):
            yield piece

    # Values of a row
    def rows(self) -> models.QuerySet[M]:
        """Rows as they are compared and written."""
        return self.model._default_manager.all()

    def make(self, imported: FileImport) -> M:
        """A new row without what its line says."""
        return self.model()

    def add(self, rows: Sequence[M]) -> Sequence[M]:
        """Write new rows. IntegrityError where somebody was faster: all lines are compared anew."""
        return self.model._default_manager.bulk_create(rows)

    def complete(self, row: M) -> None:
        """Fill what follows from other fields."""

    follows: Collection[str] = ()  # fields that ``complete`` and ``touch`` fill

    def sound(self, row: M, said: Values) -> Values:
        """Those values that fit a row as it is by now."""
        return said

    def touch(self, row: M, said: Values) -> None:
        """Note that a file, or its undoing, changes a row that is there."""

    def make_room(self, rows: Sequence[M], said: Sequence[Values]) -> None:
        """Take rows out of each other's way before they change."""

    def written(self, new: Sequence[M], changed: Sequence[tuple[M, Values, Values]]) -> None:
        """Do what follows within the same transaction: new rows, and changed ones before and after."""

    def end(self, imported: FileImport, named: Sequence[int], told: Told | None) -> None:
        """Do what follows once all lines are written; safe to run again. ``named``: rows in the file."""

    def renew(self) -> None:
        """Say that pages show something else by now."""

    # Undoing
    def used(self, rows: Sequence[M]) -> Collection[int]:
        """Rows that stay because others built on them."""
        return ()

    def remove(self, keys: Sequence[int]) -> None:
        self.model._default_manager.filter(pk__in=keys).delete()

    def has_sequel(self, said: Values) -> bool:
        """Whether more is to be done for a row that was put back; ``finish`` does it."""
        return False

    def finish(self, imported: FileImport, keys: Sequence[int]) -> None:
        """Do what follows for rows that were put back."""

    # Fields
    def values(self, row: M, names: Iterable[str]) -> Values:
        return {name: plain(getattr(row, name)) for name in names}

    def fill(self, row: M, said: Mapping[str, Any]) -> None:
        for name, value in said.items():
            field: Any = self.model._meta.get_field(name)
            setattr(row, name, field.to_python(value) if value else value)
        self.complete(row)

    def compare(self, row: M, said: Values) -> tuple[Values, Values]:
        """Values before and after, of the fields that a line changes; texts by language are added to."""
        merged = {
            name: getattr(row, name) | value if isinstance(value, dict) else value
            for name, value in said.items()
        }
        old = self.values(row, merged)
        after = self.sound(row, {name: value for name, value in merged.items() if old[name] != value})
        return {name: old[name] for name in after}, after


class Planned(Generic[M]):
    """A line that could be read, beside the row that it finds."""

    __slots__ = ("key", "line", "row", "values")

    def __init__(self, line: ImportLine, values: Values, key: Hashable) -> None:
        self.line, self.values, self.key = line, values, key
        self.row: M | None = None


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


targets = Registry[Target[Any]]("file_imports.targets", key=attrgetter("name"))


def of(imported: FileImport) -> Target[Any]:
    """The target of a file."""
    found = targets.find(imported.target)
    assert found is not None
    return found
