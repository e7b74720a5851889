"""The index of the site's search, as Wagtail keeps it in the database."""

from typing import Any

from django.db import transaction
from modelsearch.backends import database
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex


class _Sqlite(SQLiteIndex):
    """It looks for an entry, then writes one: two workers at the same new page would both write its first."""

    def add_items(self, model: Any, objs: Any) -> None:
        """Write entries, one process at a time: a transaction on SQLite begins as a writer."""
        with transaction.atomic(using=self.write_connection.alias):
            super().add_items(model, objs)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that is looked for
    """The backend of this database."""
    backend = database.SearchBackend(params)
    if backend.index_class is SQLiteIndex:
        backend.index_class = _Sqlite
    return backend
