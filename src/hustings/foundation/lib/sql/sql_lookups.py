"""``key__any_of=keys``: many values in one parameter, where ``__in`` prepares and quotes each.

Not for foreign keys. ``PairOf`` asks the same of two columns together.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler


@models.Field.register_lookup
class AnyOf(models.Lookup[Any]):
    """The value is one of these; texts, numbers and days."""

    lookup_name = "any_of"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[Any]) -> None:
        super().__init__(lhs, list(rhs))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """One array on PostgreSQL, one list in JSON on SQLite."""
        lhs, params = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{lhs} = ANY(%s)", (*params, self.rhs)
        values = json.dumps(self.rhs, default=str)
        return f"{lhs} IN (SELECT value FROM json_each(%s))", (*params, values)  # noqa: S608 - of Django's making


@models.Field.register_lookup
class UniqueAnyOf(AnyOf):
    """The same for a unique column that many rows leave empty.

    SQLite's statistics count the empty ones as one value repeated, so that it reads the whole index for each
    list. Asked for the one row of each value it must search.
    """

    lookup_name = "unique_any_of"
    lhs: Col

    def as_sqlite(
        self, _compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        quoted, options = connection.ops.quote_name, self.lhs.target.model._meta
        table, column, key = (
            quoted(options.db_table),
            quoted(str(self.lhs.target.column)),
            quoted(str(options.pk.column)),
        )
        one = f"SELECT one.{key} FROM {table} one WHERE one.{column} = value"  # noqa: S608 - names of Django's making
        chosen = f"SELECT ({one}) FROM json_each(%s)"  # noqa: S608 - likewise
        return f"{quoted(str(self.lhs.alias))}.{key} IN ({chosen})", (json.dumps(self.rhs, default=str),)


class PairOf(models.Func):
    """``filter(PairOf("born_on", "name_key", pairs))``: an index on the two is read once a pair.

    Of a partial index the database must be told its condition beside.
    """

    output_field = models.BooleanField()
    conditional = True

    def __init__(self, first: Any, second: Any, pairs: Iterable[tuple[Any, Any]]) -> None:
        super().__init__(first, second)
        self.pairs = list(pairs)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        both, params = self._columns(compiler)
        taken = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)"
        return f"({both}) IN ({taken})", (*params, json.dumps(self.pairs, default=str))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Two arrays side by side, of the columns' types."""
        both, params = self._columns(compiler)
        kinds = [each.output_field.db_type(connection) for each in self.get_source_expressions()]
        taken = f"SELECT * FROM unnest(%s::{kinds[0]}[], %s::{kinds[1]}[])"  # noqa: S608 - of Django's making
        firsts, seconds = [one for one, _two in self.pairs], [two for _one, two in self.pairs]
        return f"({both}) IN ({taken})", (*params, firsts, seconds)

    def _columns(self, compiler: SQLCompiler) -> tuple[str, tuple[Any, ...]]:
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        return ", ".join(sql for sql, _params in parts), tuple(
            one for _sql, params in parts for one in params
        )
