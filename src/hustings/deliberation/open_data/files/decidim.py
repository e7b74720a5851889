"""Proposals as Decidim writes them in its open data: columns by name, nested ones with a slash."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from hustings.deliberation.consultations.models import Choice, Consultation, Item, ItemKind
from hustings.deliberation.open_data.files.plain_html import text_of
from hustings.deliberation.open_data.files.records import BadLine, Record, checked
from hustings.foundation.lib.text.said import say

_VOTES = ("supports", "votes")  # the newer name comes last
_AT = ("published_at", "created_at")
COLUMNS = (
    "id", "category/id", "category/name", "participatory_space/id", "component/id", "title", "body", "state",
    "reference", "supports", "comments", "published_at", "url", "is_amend", "original_proposal/title",
)  # fmt: skip


def read(lines: Iterable[str]) -> Iterator[Record]:
    """One record a proposal. Raises BadLine."""
    seen: set[str] = set()
    for number, row in _dialect(lines):
        try:
            yield checked(_proposal(row), number, seen)
        except KeyError as missing:
            words = say(_("The column “%(name)s” is missing."), name=missing.args[0])
            raise BadLine(number, words) from missing
        except (TypeError, ValueError, OverflowError) as bad:
            raise BadLine(number, say(_("A value is of the wrong kind: %(why)s."), why=bad)) from bad


def _dialect(lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows by column, with the line that each ends in; the delimiter is that of the header."""
    found = iter(lines)
    header = next(found, "")
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    names = next(_read([header], delimiter), (1, []))[1]
    if "id" not in [name.lstrip("\ufeff") for name in names]:
        raise BadLine(1, say(_("The first line names no column “id”. Export proposals as CSV.")))
    columns = [name.lstrip("\ufeff") for name in names]
    for number, values in _read(found, delimiter):
        if values:  # else an empty line
            yield number + 1, dict(zip_longest(columns, values[: len(columns)]))


def _read(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Values of each row. Raises BadLine."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for values in reader:
            yield reader.line_num, values
    except csv.Error as bad:
        raise BadLine(reader.line_num + 1, say(_("A value is of the wrong kind: %(why)s."), why=bad)) from bad


def _text(row: Mapping[str, Any], name: str) -> str:
    """A value in whatever language it stands: ``title``, or ``title/fr``."""
    if row.get(name):
        return str(row[name])
    for column, value in row.items():
        if column and column.startswith(f"{name}/") and value:
            return str(value)
    if name not in row and not any(column and column.startswith(f"{name}/") for column in row):
        raise KeyError(name)
    return ""


def _proposal(row: Mapping[str, Any]) -> Record:
    section = str(row.get("category/id") or ""), _optional(row, "category/name")
    n = int(next((row[name] for name in reversed(_VOTES) if row.get(name)), 0))
    return Record(
        foreign_id=f"d{int(row['id'])}", kind=ItemKind.CONTRIBUTION, title=text_of(_text(row, "title")),
        text=text_of(_text(row, "body")), at=_moment(row), author=str(row.get("author/id") or ""),
        section=section if section[0] and section[1] else None, votes={Choice.AGREE: n} if n else {},
        is_binned=str(row.get("state") or "") == "hidden",
        data={name: row[name] for name in ("reference", "url", "state") if row.get(name)},
    )  # fmt: skip


def _optional(row: Mapping[str, Any], name: str) -> str:
    try:
        return _text(row, name)
    except KeyError:
        return ""


def _moment(row: Mapping[str, Any]) -> datetime:
    text = next((row[name] for name in _AT if row.get(name)), None)
    if text is None:
        raise KeyError(_AT[0])
    found = datetime.fromisoformat(str(text).strip().replace(" UTC", "+00:00"))
    return found if found.tzinfo else timezone.make_aware(found)


def rows(consultation: Consultation, found: Iterable[Item]) -> Iterator[list[Any]]:
    """Contributions in those columns, for who moves to Decidim."""
    for item in found:
        words = item.version
        if words is None or not item.is_live:
            continue
        question = item.question
        yield [
            item.pk, item.question_id, question.title if question else "", consultation.pk, item.phase_id,
            words.title or words.text[:80], words.text, "", item.pk, words.n_agree,
            item.n_for + item.n_against, item.posted_at.isoformat(), "", item.kind == ItemKind.AMENDMENT, "",
        ]  # fmt: skip
