"""Search in what people wrote, by the beginnings of words, whatever their accents and capitals.

The index is the database's own (``database``): it knows each version that was ever written, so that what is
hidden, withdrawn or reworded must be left out by the rows that are narrowed.
"""

import re
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from hustings.foundation.lib.text.text_folding import folded

MOST, LONGEST = 8, 40  # words of a search, and letters of one
WORDS = "consultations_words"
VECTOR = f"to_tsvector('simple', {WORDS}(title, text))"
JOINED = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
    "Đ": "d", "ı": "i",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


class _Version(models.Func):
    """Whether a version has all words."""

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, version: Any, words: list[str]) -> None:
        super().__init__(version)
        self.words = words

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        matching = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s"  # noqa: S608 - names of our making
        return self._among(compiler, matching, " AND ".join(f'"{word}"*' for word in self.words))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        matching = f"SELECT id FROM consultations_version WHERE {VECTOR} @@ to_tsquery('simple', %s)"  # noqa: S608
        return self._among(compiler, matching, " & ".join(f"{word}:*" for word in self.words))

    def _among(self, compiler: SQLCompiler, matching: str, asked: str) -> tuple[str, tuple[Any, ...]]:
        [version] = self.get_source_expressions()
        column, params = compiler.compile(version)
        return f"{column} IN ({matching})", (*params, asked)


def having(words: str) -> Any:
    """Items whose version that stands has words beginning with all of these; none, where none is a word."""
    asked = [word[:LONGEST] for word in _WORD.findall(folded(words))][:MOST]
    return _Version("version_id", asked) if asked else models.Q(pk__in=[])
