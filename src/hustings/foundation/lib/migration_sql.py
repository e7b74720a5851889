"""SQL of a migration, written once for each database, that names tables by their models."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_MODEL = re.compile(r"\{(?:(\w+)\.)?([A-Z]\w*)\}")


class Statements(Operation):
    """Statements run as they are; ``{Model}`` or ``{app.Model}`` becomes the name of the model's table."""

    reduces_to_sql = True
    reversible = False

    def __init__(self, *, sqlite: Sequence[str] = (), postgresql: Sequence[str] = ()) -> None:
        self.sqlite = sqlite
        self.postgresql = postgresql

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        def table(found: re.Match[str]) -> str:
            model = from_state.apps.get_model(found[1] or app_label, found[2])
            return schema_editor.quote_name(model._meta.db_table)

        for statement in getattr(self, schema_editor.connection.vendor):
            schema_editor.execute(_MODEL.sub(table, statement), params=None)

    def describe(self) -> str:
        """Name it in ``migrate --plan``."""
        return "Run SQL by hand"
