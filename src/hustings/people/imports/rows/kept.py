"""Rows as the check has read them, kept beside their block: the run reads no cell again."""

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hustings.foundation.lib.text import said
from hustings.people.imports.rows.address_parts import Address
from hustings.people.imports.rows.row import Row, Sheet
from hustings.people.persons.field_values import options as field_options
from hustings.people.persons.models import Field, FieldOption

_MOMENTS = {"created_at": dt.datetime.fromisoformat, "born_on": dt.date.fromisoformat}
Decode = Callable[[Any], Any]


def mark(sheet: Sheet, mapping: Sequence[str]) -> str:
    """A digest of all that decides how cells are read: rows that were kept under another one are void."""
    options = sheet.options.written()
    del options["fields"]
    decided = [
        list(mapping), options, [_described(sheet.fields[slug]) for slug in sorted(sheet.field_slugs)],
        sorted((topic.pk, sorted(topic.names.items())) for topic in sheet.topics.by_key.values()),
        None if sheet.tags is None else sorted(sheet.tags), sorted(sheet.nobodys),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(decided, sort_keys=True, default=str).encode()).hexdigest()


def _described(field: Field) -> list[Any]:
    there = field_options(field) if field.pk and field.has_options else {}
    known = sorted((word, option.pk) for word, option in there.items())
    return [field.slug, field.kind, field.least, field.most, known]


def packed(rows: Sequence[Row]) -> bytes:
    """These rows, before a plan has marked them."""
    return zlib.compress(
        json.dumps([_written(row) for row in rows], default=_plain, separators=(",", ":")).encode(), 1
    )


def unpacked(block: bytes | memoryview, sheet: Sheet) -> Iterator[Row]:
    """Fresh rows of a block."""
    decoders = _decoders(sheet)
    for kept in json.loads(zlib.decompress(block)):
        yield _read(kept, decoders)


def _written(row: Row) -> list[Any]:
    says = list(map(said.packed, row.says))
    places = [(one.lines, one.postcode, one.city, one.country) for one in row.addresses]
    cells = row.cells if row.refused else []
    return [
        row.line, cells, said.packed(row.refused), says, row.uid, row.emails, row.phones, row.plain, places,
        row.place, row.changed_at, row.tags, row.notes, row.fields, row.answers, row.topics, row.answered_at,
        row.name_key, row.given_key,
    ]  # fmt: skip


def _read(kept: list[Any], decoders: Mapping[str, Decode]) -> Row:
    (
        line, cells, refused, says, uid, emails, phones, plain, places, place, changed_at, tags, notes,
        fields, answers, topics, answered_at, name_key, given_key,
    ) = kept  # fmt: skip
    for name, decode in _MOMENTS.items():
        if name in plain:
            plain[name] = decode(plain[name])
    for slug in fields:
        if decode_field := decoders.get(slug):
            fields[slug] = decode_field(fields[slug])
    row = Row(line, cells, said.unpacked(refused), "", list(map(said.unpacked, says)))
    row.uid, row.emails, row.phones, row.plain, row.place = uid, emails, phones, plain, place
    row.addresses = [Address(*parts) for parts in places]
    row.changed_at = changed_at and dt.datetime.fromisoformat(changed_at)
    row.answered_at = answered_at and dt.datetime.fromisoformat(answered_at)
    row.tags, row.notes, row.fields, row.answers = tags, notes, fields, answers
    row.topics = {int(topic): is_in for topic, is_in in topics.items()} if topics else topics
    row.name_key, row.given_key = name_key, given_key
    return row


def _plain(value: Any) -> Any:
    """A value that JSON doesn't hold, as ``_decoders`` and ``_MOMENTS`` read it."""
    if isinstance(value, FieldOption):
        return value.pk
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _decoders(sheet: Sheet) -> dict[str, Decode]:
    found: dict[str, Decode] = {}
    for slug in sheet.field_slugs:
        field = sheet.fields[slug]
        if field.kind == Field.Kind.NUMBER:
            found[slug] = Decimal
        elif field.kind == Field.Kind.DATE:
            found[slug] = dt.date.fromisoformat
        elif field.has_options:
            by_key = {option.pk: option for option in field_options(field).values()}
            found[slug] = _option_of(by_key)
    return found


def _option_of(by_key: Mapping[int, FieldOption]) -> Decode:
    def decode(kept: Any) -> Any:
        return [by_key[key] for key in kept] if isinstance(kept, list) else by_key.get(kept, kept)

    return decode
