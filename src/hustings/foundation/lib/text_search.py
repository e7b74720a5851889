"""Wagtail's search, mended: it passes quotation marks on to FTS5, and two workers make two entries."""

import re
from functools import cache
from typing import Any

from django.db import transaction
from modelsearch.backends.database import SearchBackend
from modelsearch.query import And, Or, Phrase, PlainText

MOST_WORDS = 30  # FTS5 nests them
LONGEST = 200  # characters of a word; PostgreSQL refuses one of 2,048 bytes
_APART = re.compile(r"[\"\s\x00-\x1f]+")
_SAYS_SOMETHING = re.compile(r"[^\W_]")


def words(typed: str) -> str:
    """The words of a search, without what no index holds."""
    found = (word[:LONGEST] for word in _APART.split(typed))
    return " ".join([word for word in found if _SAYS_SOMETHING.search(word)][:MOST_WORDS])


def sound(query: Any) -> Any:
    """A search as typed, or as Wagtail took it apart, with such words alone; nothing where none is left."""
    if isinstance(query, str):
        return words(query)
    if isinstance(query, PlainText):
        left = words(query.query_string)
        return PlainText(left, query.operator, query.boost) if left else ""
    if isinstance(query, Phrase):
        left = words(query.query_string)
        return Phrase(left) if left else ""
    if isinstance(query, And | Or):
        parts = [part for each in query.subqueries[:MOST_WORDS] if (part := sound(each)) != ""]
        return type(query)(parts) if parts else ""
    return query


def backend(params: dict[str, Any]) -> Any:
    made = SearchBackend(params)
    kind: Any = type(made)
    made.__class__ = _mended(kind)
    return made


@cache
def _mended(kind: Any) -> Any:
    return type(f"Mended{kind.__name__}", (_Mended, kind), {})


class _Mended:
    def _search(self, compiler: Any, query: Any, model_or_queryset: Any, **more: Any) -> Any:
        return super()._search(compiler, sound(query), model_or_queryset, **more)  # type: ignore[misc]

    def add(self, found: Any) -> None:
        """Index one object; on SQLite the transaction keeps other writers out between look and write."""
        with transaction.atomic():
            super().add(found)  # type: ignore[misc]

    def add_bulk(self, model: Any, found: Any) -> None:
        with transaction.atomic():
            super().add_bulk(model, found)  # type: ignore[misc]
