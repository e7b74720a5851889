"""Plain data that comes from outside: read strictly, refused in a sentence that names the place."""

import re
from datetime import UTC, datetime
from typing import Any

from mailguard.i18n import Complaint

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadData(Complaint):
    """The data isn't what is expected; the message names the place."""


def table(value: Any, where: str) -> dict[str, Any]:
    """A table, or BadData."""
    if not isinstance(value, dict):
        raise BadData("{where}: a table is expected", where=where)
    return value


def rows(value: Any, where: str) -> list[Any]:
    """A list, or BadData; None is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadData("{where}: a list is expected", where=where)
    return value


def text(data: dict[str, Any], name: str, where: str, default: str | None = None) -> str:
    """A text; ``default`` where it is missing, or BadData where there is none."""
    value = data.get(name, default)
    if not isinstance(value, str):
        raise BadData("{where}: {name}: a text in quotation marks is expected", where=where, name=name)
    return value


def texts(data: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    """A list of texts; none where it is missing."""
    value = rows(data.get(name), f"{where}: {name}")
    if not all(isinstance(each, str) for each in value):
        raise BadData(
            '{where}: a list of texts is expected, such as ["one", "two"]', where=f"{where}: {name}"
        )
    return tuple(value)


def identity(data: dict[str, Any], name: str, where: str) -> str:
    """A name for files and rows: letters, digits, - and _; numbers are taken for texts."""
    value = data.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadData("{where}: {name}: letters, digits, - and _ are expected", where=where, name=name)
    return value


def moment(value: Any, where: str) -> datetime:
    """RFC 3339 with its offset, or BadData."""
    try:
        read = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadData("{where}: a moment is expected", where=where) from error
    if read.tzinfo is None:
        raise BadData("{where}: the moment lacks its offset from UTC", where=where)
    try:
        return read.astimezone(UTC)
    except OverflowError:  # in the year 1 or 9999, where the offset leads out of the calendar
        return read.replace(tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
