"""Whether a backup is of this version, an earlier or a later one, and tables as an earlier one had them."""

from collections.abc import Iterable

from django.core.management.sql import emit_post_migrate_signal
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hustings.foundation.backups import content
from hustings.foundation.backups.content import Manifest
from hustings.foundation.backups.refusals import DoesNotFit, TooNew
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.sql import all_tables

Names = set[tuple[str, str]]


def is_current(connection: BaseDatabaseWrapper, manifest: Manifest) -> bool:
    """True where its tables are ours, False where they are an earlier version's; else a refusal."""
    loader = MigrationLoader(connection)
    known = _known(loader)
    applied = {name for name in manifest.migrations if name[0] in loader.migrated_apps}
    if later := sorted(applied - known):
        raise TooNew(
            _(
                "This backup was made by a newer version of Hustings ({version}), with {names}."
                " Nothing was changed. Upgrade Hustings first."
            ).format(version=manifest.hustings, names=_listed(later))
        )
    if later := sorted(set(loader.applied_migrations) - known):
        later = [name for name in later if name[0] in loader.migrated_apps]
        if later:
            raise TooNew(
                _(
                    "The database is newer than the installed version of Hustings: it has {names}."
                    " Nothing was changed. Upgrade Hustings first."
                ).format(names=_listed(later))
            )
    strangers = {table.name for table in manifest.tables} - {
        model._meta.db_table for model in content.table_models()
    }
    current = _nodes(loader, applied) >= set(loader.graph.nodes)
    if strangers and current:
        raise DoesNotFit(
            _(
                "This backup contains tables of apps that aren’t installed here: {names}. Nothing was"
                " changed. Install them first."
            ).format(names=", ".join(sorted(strangers)))
        )
    return current


def check_is_ours(connection: BaseDatabaseWrapper) -> None:
    """Refuse a database whose tables are not those of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DoesNotFit(_("The database isn’t up to date. Run `hustings prepare --migrate` first."))


def go_back(connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
    """Take every table away and build them as the backup's version had them. Inside a transaction."""
    drop_all(connection, manifest)
    loader = MigrationLoader(None)
    nodes = _nodes(loader, set(manifest.migrations))
    state = loader.project_state(sorted(nodes))
    migrations = [migration for name, migration in loader.graph.nodes.items() if name in nodes]
    with connection.schema_editor() as editor:
        all_tables.make(editor, state.apps, migrations, has_rows=False)
    recorder = MigrationRecorder(connection)
    for app, name in manifest.migrations:
        recorder.record_applied(app, name)


def go_forward(connection: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(connection, _settling(connection))
    executor.migrate(executor.loader.graph.leaf_nodes())
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def drop_all(connection: BaseDatabaseWrapper, manifest: Manifest) -> None:
    """Drop our tables; on SQLite, where the file is ours alone, whatever is in it."""
    ours = {model._meta.db_table for model in content.table_models()} | {t.name for t in manifest.tables}
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        if connection.vendor == "postgresql":
            names = [
                connection.ops.quote_name(name) for name in there if name in ours | {"django_migrations"}
            ]
            if names:
                cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'", [])
        for (name,) in cursor.fetchall():  # takes its shadow tables with it
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")
        for name in connection.introspection.table_names(cursor):
            if name != "hustings_cache":
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")


def _settling(connection: BaseDatabaseWrapper):  # type: ignore[no-untyped-def]
    """After each migration let PostgreSQL judge its rows: it changes no table with judgements pending."""

    def settle(action: str, *rest: object) -> None:
        if action == "apply_success" and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return settle


def _known(loader: MigrationLoader) -> Names:
    replaced = {name for migration in loader.disk_migrations.values() for name in migration.replaces}
    return set(loader.disk_migrations) | replaced


def _nodes(loader: MigrationLoader, applied: Names) -> Names:
    """Those in the graph: a squashed migration stands for those it replaces."""
    nodes = {name for name in applied if name in loader.graph.nodes}
    for name, migration in loader.replacements.items():
        if name in loader.graph.nodes and set(migration.replaces) <= applied:
            nodes.add(name)
    return nodes


def _listed(names: Iterable[tuple[str, str]]) -> str:
    names = list(names)
    return ", ".join(".".join(name) for name in names[:3]) + (" …" if len(names) > 3 else "")
