"""Tables and first rows of an empty database, made straight from the models in one transaction.

Some 240 migrations would take a minute or two; they are noted as applied. What one of them writes has its
equal here: ``test_new_database.py``.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils import translation
from django.utils.module_loading import module_has_submodule
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

# Treebeard compares paths byte by byte, whatever the language of the database.
_PATHS = 'ALTER TABLE {table} ALTER COLUMN path TYPE varchar(255) COLLATE "C"'


def build() -> bool:
    """Give an empty database all its tables, or none; False where it isn't empty."""
    if connection.introspection.table_names():
        return False
    migrations = MigrationLoader(None).disk_migrations
    with connection.schema_editor() as editor, translation.override(None):  # names of rights in no language
        _tables(editor, list(_by_hand(migrations)))
        MigrationRecorder(connection).ensure_schema()
        MigrationRecorder.Migration.objects.bulk_create(
            MigrationRecorder.Migration(app=app, name=name) for app, name in sorted(migrations)
        )
        call_command("createcachetable", verbosity=0)  # to save a row may forget what is kept in it
        _rows()
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def _by_hand(migrations: dict[tuple[str, str], Migration]) -> Iterator[tuple[str, SeparateDatabaseAndState]]:
    """Operations of libraries that make tables by SQL, with the label of their app."""
    for (app, _name), migration in migrations.items():
        for operation in migration.operations:
            if isinstance(operation, SeparateDatabaseAndState) and operation.database_operations:
                yield app, operation


def _tables(editor: BaseDatabaseSchemaEditor, by_hand: list[tuple[str, SeparateDatabaseAndState]]) -> None:
    """Make each model's table, then what models can't say."""
    elsewhere = {
        (app, made.name_lower)
        for app, operation in by_hand
        for made in operation.state_operations
        if isinstance(made, CreateModel)
    }
    for model in apps.get_models():
        key = (model._meta.app_label, str(model._meta.model_name))
        if model._meta.can_migrate(connection) and not model._meta.proxy and key not in elsewhere:
            editor.create_model(model)
    for statement in editor.deferred_sql:  # indexes and foreign keys, before there are rows
        editor.execute(statement)
    editor.deferred_sql.clear()
    if connection.vendor == "postgresql":
        for model in (Page, Collection):
            editor.execute(_PATHS.format(table=editor.quote_name(model._meta.db_table)))
    state: Any = ProjectState()
    state.apps = apps
    theirs = [(app, statement) for app, operation in by_hand for statement in operation.database_operations]
    for app, operation in [*theirs, *_ours()]:
        operation.database_forwards(app, editor, state, state)


def _ours() -> Iterator[tuple[str, Operation]]:
    """Operations of our apps, each in its ``database.py``."""
    for app in apps.get_app_configs():
        if app.name.startswith("hustings.") and app.module and module_has_submodule(app.module, "database"):
            for operation in import_module(f"{app.name}.database").OPERATIONS:
                yield app.label, operation


def _rows() -> None:
    """Write what Wagtail's migrations write: a language, both roots, a page to replace, a way to approve."""
    locale = Locale.objects.create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    said = {"content_type": ContentType.objects.get_for_model(Page), "locale": locale}
    root, first = Page.objects.bulk_create(
        [  # not one by one: to save a page indexes it, too
            Page(title=title, draft_title=title, slug=title.lower(), numchild=n, depth=len(path) // 4,
                 path=path, url_path=url, **said)
            for title, path, url, n in [("Root", "0001", "/", 1), ("Home", "00010001", "/home/", 0)]
        ]
    )  # fmt: skip
    Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    Collection.add_root(name="Root")
    workflow = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(Group.objects.create(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=root)
