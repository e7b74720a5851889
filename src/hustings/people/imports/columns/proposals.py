"""Propose what each column fills: by the program that wrote the file, by its name, by its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns import dialects, names, targets
from hustings.people.imports.columns.options import NewField
from hustings.people.imports.rows import dates, values
from hustings.people.persons.models import Field
from hustings.people.persons.refusals import Refused

_NUMBERED = {"email": targets.MAX_EMAILS, "email_status": targets.MAX_EMAILS, "phone": targets.MAX_PHONES}
_POSTCODE = re.compile(r"\d{5}")
_MOST = 0.6  # of the values must look alike


@dataclass
class Proposal:
    mapping: list[str]
    dialect: str = ""
    fields: dict[str, NewField] = field(default_factory=dict)


def propose(
    columns: list[str], sample: Sequence[Sequence[str]], fields: list[Field], told: str | None = None
) -> Proposal:
    """The best guess; whoever imports may change it. ``told``: whose export it is, "none" for nobody's."""
    normal = [names.normal(column) for column in columns]
    again = twins(columns)
    dialect = dialects.BY_KEY.get(told) if told else dialects.spoken(normal)
    made = Proposal([], dialect.key if dialect else "")
    places: list[str] = []
    for at, name in enumerate(normal):
        cells = [row[at].strip() for row in sample if at < len(row) and row[at].strip()]
        wanted = dialects.target(dialect, name, places) if dialect else None
        if wanted is None:
            wanted = _by_field(columns[at], fields) or _by_name(name)
        if wanted is None:
            wanted = _by_values(cells)
        if wanted == "external_id?":
            wanted = "new.text" if "external_id" in normal else "external_id"
        if wanted is None:
            wanted = f"{targets.NEW}{kind_of(cells)}" if cells else targets.LEFT_OUT
        target = _settled(made, wanted, columns[at], name, fields, is_twin=at in again)
        made.mapping.append(target)
    return made


def twins(columns: Sequence[str]) -> dict[int, int]:
    """The columns that are called like an earlier one, each with the place of that one."""
    first: dict[str, int] = {}
    found = {}
    for at, column in enumerate(columns):
        name = fold(column)
        if name and first.setdefault(name, at) != at:
            found[at] = first[name]
    return found


def add_field(made: dict[str, NewField], kind: str, label: str, fields: list[Field]) -> str:
    """The target of a field called ``label``: an existing one of that name, or one to be made."""
    slug = slugify(label).replace("-", "_")[:50] or "field"
    if any(known.slug == slug for known in fields):
        return f"{targets.FIELD}{slug}"
    free, number = slug, 2
    while free in made:
        free, number = f"{slug[:46]}_{number}", number + 1
    made[free] = NewField(label[:100], kind)
    return f"{targets.FIELD}{free}"


def kind_of(cells: Sequence[str]) -> str:
    for kind, reader in (
        (Field.Kind.YES_NO, values.yes_no),
        (Field.Kind.NUMBER, _plain_number),
        (Field.Kind.DATE, dates.read),
    ):
        if cells and all(_is(reader, cell) for cell in cells):
            return kind.value
    return Field.Kind.TEXT.value


def _settled(
    made: Proposal, wanted: str, column: str, name: str, fields: list[Field], *, is_twin: bool
) -> str:
    """Number what may come several times; what comes twice and may not becomes a field, a twin stays out."""
    if wanted in _NUMBERED:
        for number in range(1, _NUMBERED[wanted] + 1):
            if (target := f"{wanted}.{number}") not in made.mapping:
                return target
        return targets.LEFT_OUT
    if wanted and wanted in made.mapping and wanted not in targets.SHARED:
        wanted = "new.text"
    if is_twin and wanted.startswith(targets.NEW):
        return targets.LEFT_OUT
    if wanted.startswith(targets.NEW):
        return add_field(
            made.fields, wanted.removeprefix(targets.NEW), name if made.dialect else column, fields
        )
    return wanted


def _by_field(column: str, fields: list[Field]) -> str | None:
    return f"{targets.FIELD}{column}" if any(field.slug == column for field in fields) else None


def _by_name(name: str) -> str | None:
    found = names.KNOWN.get(name)
    if found in targets.ADDRESS_PARTS:
        return f"address.1.{found}"
    return found


def _by_values(cells: list[str]) -> str | None:
    if (
        len(cells)
        and _share(cells, "@")
        and sum(_is(values.email, cell) for cell in cells) >= _MOST * len(cells)
    ):
        return "email"
    if cells and all(_POSTCODE.fullmatch(cell) for cell in cells):
        return "address.1.postcode"
    looks = [cell for cell in cells if len(re.sub(r"\D", "", cell)) >= 9 and _is(values.phone, cell)]
    if cells and len(looks) >= _MOST * len(cells):
        return "phone"
    return None


def _share(cells: list[str], sign: str) -> bool:
    return sum(sign in cell for cell in cells) >= _MOST * len(cells)


def _plain_number(text: str) -> None:
    if len(text) > 1 and text[0] in "0+" and text[1].isdigit():
        raise Refused(text)  # a code: its zeros matter
    values.number(text)


def _is(reader: object, text: str) -> bool:
    try:
        reader(text)  # type: ignore[operator]
    except Refused:
        return False
    return True
