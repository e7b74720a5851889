"""All tables that migrations lead to, made at once: some 240 steps one by one take minutes."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration, RunPython, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# Treebeard compares paths byte by byte, whatever the language of the database.
_PATHS = 'ALTER TABLE {table} ALTER COLUMN path TYPE varchar(255) COLLATE "C"'


def make(
    editor: BaseDatabaseSchemaEditor, apps: Apps, migrations: Iterable[Migration], *, has_rows: bool
) -> None:
    """Make the table of each model in ``apps``, then what models can't say: operations by hand.

    These run against the last state of the models, in the order of ``migrations``; with ``has_rows`` also
    those of our apps that write first rows.
    """
    migrations = list(migrations)
    theirs = list(_by_hand(migrations))
    elsewhere = {
        (app, made.name_lower)
        for app, operation in theirs
        for made in operation.state_operations
        if isinstance(made, CreateModel)
    }
    connection = editor.connection
    for model in apps.get_models():
        key = (model._meta.app_label, str(model._meta.model_name))
        if model._meta.can_migrate(connection) and not model._meta.proxy and key not in elsewhere:
            # a migration that renames an index may leave it twice in the state (taggit's does)
            model._meta.indexes = list({index.name: index for index in model._meta.indexes}.values())
            editor.create_model(model)
    for statement in editor.deferred_sql:  # indexes and foreign keys, before there are rows
        editor.execute(statement)
    editor.deferred_sql.clear()
    if connection.vendor == "postgresql":
        for name in ("Page", "Collection"):
            table = apps.get_model("wagtailcore", name)._meta.db_table
            editor.execute(_PATHS.format(table=editor.quote_name(table)))
    state: Any = ProjectState()
    state.apps = apps
    statements = [(app, each) for app, operation in theirs for each in operation.database_operations]
    for app, operation in [*statements, *_ours(migrations, has_rows)]:
        operation.database_forwards(app, editor, state, state)


def _by_hand(migrations: Iterable[Migration]) -> Iterator[tuple[str, SeparateDatabaseAndState]]:
    """Operations of libraries that make tables by SQL, with the label of their app."""
    for migration in migrations:
        for operation in migration.operations:
            if isinstance(operation, SeparateDatabaseAndState) and operation.database_operations:
                yield migration.app_label, operation


def _ours(migrations: Iterable[Migration], has_rows: bool) -> Iterator[tuple[str, Operation]]:
    """Operations of our apps from each ``database.py``: triggers and the like, and first rows."""
    for migration in migrations:
        for operation in migration.operations:
            ours = type(operation).__module__.startswith("hustings.")
            fills = isinstance(operation, RunPython) and type(migration).__module__.startswith("hustings.")
            if ours or (has_rows and fills):
                yield migration.app_label, operation
