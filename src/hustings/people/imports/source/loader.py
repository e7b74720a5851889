"""From an import's row to its open file and its sheet."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, cast

from django.core.files import File
from django.core.files.storage import storages
from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source import csv_records
from hustings.foundation.file_imports.source.csv_records import Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import opening, unpacked
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import NewField, Options
from hustings.people.imports.models import Import
from hustings.people.imports.rows import topics
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.source import preview
from hustings.people.persons import tag_library
from hustings.people.persons.models import Field, Tag, Topic

STORAGE = "private"
NEW = ".new"  # behind the name of a file that is being written


def shape_of(imported: Import) -> Shape:
    return Shape(
        imported.encoding, imported.delimiter, imported.quote, imported.has_header, imported.n_rows,
        imported.n_above,
    )  # fmt: skip


@contextmanager
def records(imported: Import) -> Iterator[Iterator[Record]]:
    """The lines of people in the file, whatever kind of file it is."""
    shape, width = shape_of(imported), len(imported.columns)
    if not imported.sheet:
        with opened(imported) as file:
            yield csv_records.rows(file, shape, width)
    elif imported.unpacked:
        with _open(imported.unpacked) as file:
            yield csv_records.below(preview.padded(unpacked.read(file), width), shape, width)
    else:
        with opened(imported) as file, opening.opened(file) as book:
            found = opening.records(book, preview.chosen(book, imported.sheet))
            yield csv_records.below(preview.padded(found, width), shape, width)


def unpack(imported: Import, told: Callable[[int], object], name: str = "") -> None:
    """Bring the rows of a workbook into a file, once; ``name`` lets a killed run find it again."""
    if not imported.sheet or imported.unpacked:
        return
    name = name or f"imports/{secrets.token_urlsafe(12)}.rows"
    with opened(imported) as file, opening.opened(file) as book:
        found = opening.records(book, preview.chosen(book, imported.sheet))
        with unpacked.written(found, told) as rows:
            path = storages[STORAGE].save(name, File(rows))
    mine = Import.objects.filter(pk=imported.pk, sheet=imported.sheet, unpacked="").exclude(path="")
    if mine.update(unpacked=path):
        imported.unpacked = path
    else:  # another worker was quicker, or the file is put away
        storages[STORAGE].delete(path)
        imported.refresh_from_db(fields=["unpacked", "path"])


def delete(paths: Iterable[str]) -> None:
    """Delete these files of imports; none where the path is empty."""
    for path in filter(None, paths):
        storages[STORAGE].delete(path)


def put(path: str, file: IO[bytes]) -> None:
    """Write a file in the place of the one that is there: whoever is killed leaves the old or the new one."""
    storage: Any = storages[STORAGE]
    storage.delete(path + NEW)
    Path(storage.path(storage.save(path + NEW, File(file)))).replace(storage.path(path))


def unnamed(paths: Iterable[str]) -> list[str]:
    """Those of these files that no import names any more."""
    asked = [path for path in paths if path]
    imports = Import.objects.filter(Q(path__in=asked) | Q(unpacked__in=asked)).values_list("path", "unpacked")
    named = {path for row in imports for path in row}
    return [path for path in asked if path not in named]


def opened_rows(imported: Import) -> AbstractContextManager[IO[bytes]]:
    """The unpacked rows of a workbook."""
    return _open(imported.unpacked)


def opened(imported: Import) -> AbstractContextManager[IO[bytes]]:
    """The file itself; Unreadable where it is gone."""
    return _open(imported.path)


@contextmanager
def _open(path: str) -> Iterator[IO[bytes]]:
    try:
        held: Any = storages[STORAGE].open(path, "rb") if path else None
    except FileNotFoundError:
        held = None
    if held is None:
        raise Unreadable(_("The uploaded file is no longer there. Upload it again."))
    with held:
        yield cast(IO[bytes], held.file)


def without_new(mapping: list[str], new: Mapping[str, NewField]) -> tuple[list[str], dict[str, NewField]]:
    """The mapping without the fields that would be made."""
    known = set(Field.objects.filter(slug__in=new).values_list("slug", flat=True))
    out = {f"{targets.FIELD}{slug}" for slug in new if slug not in known}
    left = [
        targets.LEFT_OUT if target in out or target.startswith(targets.NEW) else target for target in mapping
    ]
    return left, {slug: field for slug, field in new.items() if slug in known}


def sheet_of(imported: Import, *, create_fields: bool = False) -> Sheet:
    """The mapping with new fields made, or imagined; without that right only those that there are."""
    options, mapping = Options.read(imported.options), imported.mapping
    tags: set[str] | None = None
    if not tag_library.may_add(imported.user):
        tags = set(Tag.objects.values_list("key", flat=True))
        options.tags = [name for name in options.tags if fold(name)[:100] in tags]
        mapping, options.fields = without_new(mapping, options.fields)
    known = {field.slug: field for field in Field.objects.all()}
    for slug, new in options.fields.items():
        if slug not in known:
            field = Field(slug=slug, label=new.label, kind=new.kind)
            if create_fields:
                field = Field.objects.get_or_create(
                    slug=slug, defaults={"label": new.label, "kind": new.kind}
                )[0]
            known[slug] = field
    found = Topic.objects.all() if any(map(topics.is_about, mapping)) else ()
    fields, nobodys = list(known.values()), trap_addresses.among(None)
    return Sheet(imported.columns, mapping, options, fields, tags, found, nobodys)
