"""What an empty database starts from is what all migrations come to."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from django.db import connection

from hustings.cli import structure
from tests import ready

LONG = "from hustings.cli import structure; structure.load = lambda: False\n"
KILLED = """
import os, signal
import django; django.setup()
from hustings.cli import structure
def die():
    os.kill(os.getpid(), signal.SIGKILL)
structure._settling = die
structure.load()
"""


def prepare(tmp_path, code: str, **more: str) -> int:
    address = f"sqlite:///{tmp_path / 'made.sqlite3'}"
    mine = {"HUSTINGS_DATABASE_URL": address, "HUSTINGS_VAR": str(tmp_path), "PYTHONPATH": str(ready.SOURCE)}
    settings = {"DJANGO_SETTINGS_MODULE": "hustings.settings"}
    return subprocess.run([sys.executable, "-c", code], env=os.environ | mine | settings | more).returncode


def tables(tmp_path) -> dict[str, list[str]]:
    """Each table with its columns by name, since some may have come later, and its indexes."""
    with closing(sqlite3.connect(tmp_path / "made.sqlite3")) as made:
        return {
            name: sorted(map(str, made.execute(f'PRAGMA table_info("{name}")'))) + indexes(made, name)
            for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }


def indexes(made, table: str) -> list[str]:
    rows = made.execute("SELECT name, sql FROM sqlite_master WHERE type <> 'table' AND tbl_name = ?", [table])
    return sorted(f"{name} {sql}" for name, sql in rows)


def test_no_migration_in_it_was_changed_since():
    kept, installed = json.loads(structure.MIGRATIONS.read_text()), structure.digests()
    assert {name for name, digest in kept.items() if installed.get(name) != digest} == set(), (
        "undo the change of a migration that databases have already, or run `make structure ARGS=--anew`"
    )
    assert len(installed) - len(kept) < 40, "it is long ago: run `make structure`"


def test_an_empty_database_has_it_at_once_in_its_own_language(tmp_path):
    assert prepare(tmp_path, KILLED) == -signal.SIGKILL
    assert tables(tmp_path) == {}  # all of it or nothing
    assert prepare(tmp_path, ready.PREPARE, HUSTINGS_LANGUAGE="en") == 0
    with closing(sqlite3.connect(tmp_path / "made.sqlite3")) as made:
        assert made.execute("SELECT language_code FROM wagtailcore_locale").fetchall() == [("en",)]
        ((n, first, last),) = made.execute(
            "SELECT count(*), min(applied), max(applied) FROM django_migrations"
        )
        assert (n, first[:4]) == (len(structure.digests()), last[:4])
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.django_db
def test_a_database_with_tables_is_left_alone(monkeypatch):
    monkeypatch.setattr(structure, "fits", lambda: pytest.fail("it was not even looked at"))
    assert structure.load() is False


def test_migrations_of_another_version_go_the_long_way(monkeypatch, tmp_path):
    other = tmp_path / "migrations.json"
    other.write_text(json.dumps({"people.0001_initial": "0" * 16}))
    monkeypatch.setattr(structure, "MIGRATIONS", other)
    assert not structure.fits()
    other.unlink()
    assert not structure.fits()


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgresql_takes_it_too(tmp_path):
    server = os.environ["HUSTINGS_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS from_nothing WITH (FORCE)")
        admin.execute("CREATE DATABASE from_nothing")
    address = server.replace("/postgres?", "/from_nothing?")
    try:
        assert prepare(tmp_path, KILLED, HUSTINGS_DATABASE_URL=address) == -signal.SIGKILL
        with psycopg.connect(dsn(address)) as made:
            assert made.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (
                0,
            )
        assert prepare(tmp_path, ready.PREPARE, HUSTINGS_DATABASE_URL=address) == 0
        with psycopg.connect(dsn(address)) as made, connection.cursor() as ours:
            ask = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"
            ours.execute(ask)
            assert made.execute(ask).fetchone() == ours.fetchone()
    finally:
        ready.drop("from_nothing", server)


def dsn(address: str) -> str:
    return address.replace("postgres://", "postgresql://")


@pytest.mark.history
def test_the_long_way_comes_to_the_same(tmp_path):
    short, long = tmp_path / "short", tmp_path / "long"
    for folder, code in ((short, ready.PREPARE), (long, LONG + ready.PREPARE)):
        folder.mkdir()
        assert prepare(folder, code) == 0
    assert tables(short) == tables(long)
