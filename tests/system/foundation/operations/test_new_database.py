"""An empty database gets all tables at once, and what comes of it is what migrations come to."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hustings.shells.cli.processes import new_database
from tests import forking, ready

KILLED = """
import os, signal
import django; django.setup()
from hustings.shells.cli.processes import new_database
def die(**more):
    os.kill(os.getpid(), signal.SIGKILL)
new_database.emit_post_migrate_signal = die
new_database.build()
"""
# The libraries' tables, and those of ours that these point to.
MIGRATED = """
import django; django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
call_command("createcachetable", verbosity=0)
executor = MigrationExecutor(connection)
ours = {app.label for app in apps.get_app_configs() if app.name.startswith("hustings.")}
executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours])
"""
FIRST_ROWS = {
    "wagtailcore_locale": "language_code",
    "wagtailcore_page": "path, slug, url_path, depth, numchild, live, locale_id",
    "wagtailcore_collection": "path, name, depth, numchild",
    "wagtailcore_site": "hostname, port, is_default_site, root_page_id",
    "wagtailcore_workflow": "name, active",
    "wagtailcore_task": "name, active",
    "wagtailcore_workflowtask": "workflow_id, task_id",
    "wagtailcore_workflowpage": "workflow_id, page_id",
    "wagtailcore_groupapprovaltask_groups": "groupapprovaltask_id, group_id",
}


def run(tmp_path, code: str, **more: str) -> int:
    address = f"sqlite:///{tmp_path / 'made.sqlite3'}"
    mine = {"HUSTINGS_DATABASE_URL": address, "HUSTINGS_VAR": str(tmp_path), "PYTHONPATH": str(ready.SOURCE)}
    settings = {"DJANGO_SETTINGS_MODULE": "hustings.settings"}
    environment = os.environ | mine | settings | more
    if "HUSTINGS_DATABASE_URL" in more:  # the tables of the search differ: what was loaded has SQLite's
        return subprocess.run([sys.executable, "-c", code], env=environment).returncode
    return forking.run(["-c", code], environment).returncode


def tables(made) -> dict[str, list[str]]:
    """Each table with its columns by name, its foreign keys, indexes and triggers."""
    return {
        name: sorted(str(row[1:]) for row in made.execute(f'PRAGMA table_info("{name}")'))
        + sorted(str(row[2:]) for row in made.execute(f'PRAGMA foreign_key_list("{name}")'))
        + others(made, name)
        for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    }


def others(made, table: str) -> list[str]:
    """Those of SQLite itself have a number for a name: it follows the order of the columns."""
    rows = made.execute("SELECT name, sql FROM sqlite_master WHERE type <> 'table' AND tbl_name = ?", [table])
    return sorted(f"{re.sub(r'_[0-9]+$', '', name) if sql is None else name} {sql}" for name, sql in rows)


def opened(tmp_path):
    return closing(sqlite3.connect(tmp_path / "made.sqlite3"))


def test_an_empty_database_has_it_at_once_in_its_own_language(tmp_path):
    assert run(tmp_path, KILLED) == -signal.SIGKILL
    with opened(tmp_path) as made:
        assert tables(made) == {}  # all of it or nothing
    assert run(tmp_path, ready.PREPARE, HUSTINGS_LANGUAGE="en") == 0
    with opened(tmp_path) as made:
        assert made.execute("SELECT language_code FROM wagtailcore_locale").fetchall() == [("en",)]
        noted = made.execute("SELECT app, name FROM django_migrations").fetchall()
        assert sorted(noted) == sorted(MigrationLoader(None).disk_migrations)
        for table in ("events_eventkind", "delivery_destination"):  # written by our own migrations
            assert made.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 3, table
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert made.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.django_db
def test_a_database_with_tables_is_left_alone(monkeypatch):
    monkeypatch.setattr(new_database, "MigrationLoader", lambda _: pytest.fail("it was not even looked at"))
    assert new_database.build() is False


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_takes_it_too(tmp_path):
    server = os.environ["HUSTINGS_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS from_nothing WITH (FORCE)")
        admin.execute("CREATE DATABASE from_nothing")
    address = server.replace("/postgres?", "/from_nothing?")
    try:
        assert run(tmp_path, KILLED, HUSTINGS_DATABASE_URL=address) == -signal.SIGKILL
        with psycopg.connect(dsn(address)) as made:
            assert made.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (
                0,
            )
        assert run(tmp_path, ready.PREPARE, HUSTINGS_DATABASE_URL=address) == 0
        with psycopg.connect(dsn(address)) as made, connection.cursor() as ours:
            ask = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"
            ours.execute(ask)
            assert made.execute(ask).fetchone() == ours.fetchone()
            paths = made.execute(
                "SELECT table_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND collation_name = 'C' AND column_name = 'path' ORDER BY 1"
            )
            assert paths.fetchall() == [("wagtailcore_collection",), ("wagtailcore_page",)]
    finally:
        ready.drop("from_nothing", server)


def dsn(address: str) -> str:
    return address.replace("postgres://", "postgresql://")


@pytest.mark.slow
def test_migrations_of_libraries_come_to_the_same(tmp_path):
    """Of our own it is proven by the models: no migration of ours says anything else."""
    long = tmp_path / "long"
    long.mkdir()
    assert run(long, MIGRATED) == 0
    ready.fresh(str(tmp_path / "made.sqlite3"))
    with opened(tmp_path) as made, opened(long) as migrated:
        made_tables, migrated_tables = tables(made), tables(migrated)
        assert len(migrated_tables) > 60
        assert {name: made_tables.get(name) for name in migrated_tables} == migrated_tables
        for name, columns in FIRST_ROWS.items():
            ask = f"SELECT {columns} FROM {name} ORDER BY 1"
            assert made.execute(ask).fetchall() == migrated.execute(ask).fetchall(), name
