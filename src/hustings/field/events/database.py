"""Rows that an empty database starts with: kinds of events."""

from typing import Any

from django.db import migrations

from hustings.field.events.models.kinds import starting


def _kinds(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("events", "EventKind").objects.using(schema_editor.connection.alias)
    kinds.bulk_create(kinds.model(**values) for values in starting())


OPERATIONS = [migrations.RunPython(_kinds)]
