"""Consultations of Cap Collectif, one JSON object a line: an article or a proposal with all below it."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from hustings.deliberation.consultations.models import Choice, ItemKind
from hustings.deliberation.open_data.files.plain_html import text_of
from hustings.deliberation.open_data.files.records import BadLine, Record, checked
from hustings.foundation.lib.text.said import say

_OF_VOTES = {Choice.AGREE: "votes_ok", Choice.MIXED: "votes_mitige", Choice.DISAGREE: "votes_nok"}
_ARTICLE = "article "  # a title that begins so is of the text that the consultation is about


def read(lines: Iterable[str]) -> Iterator[Record]:
    """One record a line; empty lines are passed over. Raises BadLine."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield checked(_opinion(json.loads(line)), number, seen)
        except (json.JSONDecodeError, RecursionError) as bad:
            raise BadLine(number, say(_("This line is no JSON. Export the consultation again."))) from bad
        except KeyError as missing:
            words = say(_("“%(name)s” is missing. Export the consultation again."), name=missing.args[0])
            raise BadLine(number, words) from missing
        except (TypeError, ValueError, AttributeError, OverflowError) as bad:
            raise BadLine(number, say(_("A value is of the wrong kind: %(why)s."), why=bad)) from bad


def _opinion(row: dict[str, Any]) -> Record:
    pk, section = row["id"], row.get("section") or {}
    title = str(row["title"])
    found = row.get("appendices") or [], row.get("modals") or []
    extra: dict[str, Any] = {
        "explanations": [{"title": str(each["title"]), "text": text_of(each["body"])} for each in found[0]],
        "law": [
            {"title": each["title"], "before": text_of(each["before"]), "after": text_of(each["after"])}
            for each in found[1]
        ],
        "n_versions_elsewhere": int(row.get("versions_count") or 0),
    }
    return Record(
        foreign_id=f"o{pk}", title=title, text=text_of(row["body"]),
        kind=ItemKind.BLOCK if title.casefold().startswith(_ARTICLE) else ItemKind.CONTRIBUTION,
        at=_moment(row["created_at"]), author=_author(row), section=_section(section),
        votes={choice: _count(row, name) for choice, name in _OF_VOTES.items()},
        voters=[str(each) for each in row.get("voters_shown") or ()],
        is_binned=bool(row.get("is_trashed")), data={name: value for name, value in extra.items() if value},
        children=[
            *(_argument(each) for each in row.get("arguments") or ()),
            *(_source(each) for each in row.get("sources") or ()),
        ],
    )  # fmt: skip


def _section(section: dict[str, Any]) -> tuple[str, str] | None:
    if not section:
        return None
    title = section.get("subtitle") or section["title"]
    return str(section["id"]), str(title)


def _argument(row: dict[str, Any]) -> Record:
    return Record(
        foreign_id=f"a{row['id']}", kind=ItemKind.FOR if row["type"] == 1 else ItemKind.AGAINST,
        text=text_of(row["body"]), at=_moment(row["created_at"]), author=_author(row),
        votes={Choice.AGREE: _count(row, "votes")},
        is_binned=bool(row.get("is_trashed")) or not row.get("is_enabled", True),
    )  # fmt: skip


def _source(row: dict[str, Any]) -> Record:
    data = {"link": _link(row), "category": str(row.get("category") or "")}
    return Record(
        foreign_id=f"s{row['id']}", kind=ItemKind.SOURCE, title=str(row["title"]),
        text=text_of(row.get("body") or ""), at=_moment(row["created_at"]), author=_author(row),
        votes={Choice.AGREE: _count(row, "votes")},
        data={name: value for name, value in data.items() if value},
    )  # fmt: skip


def _link(row: dict[str, Any]) -> str:
    """An address of the web; what a browser might run instead of opening it is left out."""
    link = str(row.get("link") or "").strip()
    return link if link.lower().startswith(("http://", "https://")) else ""


def _author(row: dict[str, Any]) -> str:
    found = row.get("author")
    return "" if found is None else str(found)


def _count(row: dict[str, Any], name: str) -> int:
    n = int(row.get(name) or 0)
    if n < 0:
        raise ValueError(f"{name} is {n}")
    return n


def _moment(text: str) -> datetime:
    """``2015-09-26T02:27:54+0200``; one without an offset is none that we could place."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
