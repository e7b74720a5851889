"""``key__any_of=keys``: many values in one parameter, where ``__in`` has each one prepared and quoted.

For questions about thousands of keys at once. Not for foreign keys, of which Django asks in its own way.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
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
