"""Parts of statements written by hand, as each database wants them."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


def one_of(keys: Iterable[int]) -> tuple[str, Any]:
    """``IN`` for thousands of keys in one parameter: the statement stays the same, and is kept."""
    if connection.vendor == "postgresql":
        return "= ANY(%s)", list(keys)
    return "IN (SELECT value FROM json_each(%s))", json.dumps(list(keys))


def moment(using: BaseDatabaseWrapper | None = None) -> str:
    """A place for a moment, of a type that PostgreSQL knows."""
    return "%s::timestamptz" if (using or connection).vendor == "postgresql" else "%s"


def adapted(at: datetime, using: BaseDatabaseWrapper | None = None) -> Any:
    """A moment as the driver wants it."""
    return (using or connection).ops.adapt_datetimefield_value(at)
