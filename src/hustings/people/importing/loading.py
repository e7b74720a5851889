"""From an import's row to its open file and its sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from django.core.files.storage import storages
from django.utils.translation import gettext as _

from hustings.people.importing.encodings import Unreadable
from hustings.people.importing.options import Options
from hustings.people.importing.reading import Shape
from hustings.people.importing.rows import Sheet
from hustings.people.models import Field, Import

STORAGE = "private"


def shape_of(imported: Import) -> Shape:
    """How the file is written, as guessed or chosen."""
    return Shape(imported.encoding, imported.delimiter, imported.quote, imported.has_header, imported.n_rows)


@contextmanager
def opened(imported: Import) -> Iterator[IO[bytes]]:
    """The file itself; Unreadable where it is gone."""
    try:
        held: Any = storages[STORAGE].open(imported.path, "rb") if imported.path else None
    except FileNotFoundError:
        held = None
    if held is None:
        raise Unreadable(_("The uploaded file is no longer there. Upload it again."))
    with held:
        yield cast(IO[bytes], held.file)


def sheet_of(imported: Import, *, create_fields: bool = False) -> Sheet:
    """The mapping made ready. The new fields are made, or only imagined where nothing may be written."""
    options = Options.read(imported.options)
    known = {field.slug: field for field in Field.objects.all()}
    for slug, new in options.fields.items():
        if slug not in known:
            field = Field(slug=slug, label=new.label, kind=new.kind)
            if create_fields:
                field = Field.objects.get_or_create(
                    slug=slug, defaults={"label": new.label, "kind": new.kind}
                )[0]
            known[slug] = field
    return Sheet(imported.columns, imported.mapping, options, list(known.values()))
