"""Meanings of a column's values: replaced before they are read."""

from collections.abc import Callable, Mapping
from typing import Any

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns import targets
from hustings.people.imports.rows import topics, values
from hustings.people.persons.models import Field


def is_by_words(target: str, fields: Mapping[str, Field]) -> bool:
    known = fields.get(target.removeprefix(targets.FIELD))
    return target in {targets.TAGS, topics.IN, topics.OUT} or bool(known and known.kind == Field.Kind.CHOICES)


def translated(
    setter: Callable[[Any, str], None],
    stands_for: Mapping[str, str],
    fields: Mapping[str, Field],
    target: str,
) -> Callable[[Any, str], None]:
    """The setter after the values are replaced by what was chosen for them; by nothing: left out."""
    by_words = is_by_words(target, fields)

    def put(row: Any, cell: str) -> None:
        if by_words:
            text = ", ".join(filter(None, (stands_for.get(fold(w), w) for w in values.words(cell))))
        else:
            text = stands_for.get(fold(cell), cell)
        if text:
            setter(row, text)

    return put
