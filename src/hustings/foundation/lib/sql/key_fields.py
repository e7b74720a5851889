"""Text for comparing, ordered byte by byte on every database, so that a prefix is a range of an index."""

from typing import Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

_LAST = "\U0010ffff"
_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)


class KeyField(models.CharField[_Set, _Get]):
    """A column that people never see, compared as bytes by both databases: collation "C".

    ``key__begins="du"`` reads a range of the index on both.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """The parameters of a CharField, with the collation set."""
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C" if connection.vendor == "postgresql" else None}


@KeyField.register_lookup
class Begins(models.Lookup[str]):
    """``key__begins``: the key begins with the text."""

    lookup_name = "begins"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """A range, which LIKE becomes on neither database by itself."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"({lhs} >= %s AND {lhs} < %s)", (*params, self.rhs, *params, f"{self.rhs}{_LAST}")
