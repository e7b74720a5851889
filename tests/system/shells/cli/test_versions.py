"""A database that is not there, or of a newer version: every command says so in the same sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from hustings.shells.cli import main
from hustings.shells.cli.processes import versions
from hustings.shells.cli.processes.preconditions import NotReady

READERS = [
    ["worker"],
    ["scheduler"],
    ["import", "list.csv"],
    ["export", "-"],
    ["territories", "load"],
    ["user", "list"],
    ["backup", "copy.tar.gz"],
    ["restore", "copy.tar.gz"],
    ["prepare"],
    ["check"],
]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUSTINGS_LOG_LEVEL", "WARNING")
    monkeypatch.chdir(tmp_path)


def migrated(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('persons', %s, '2030-01-01')", [name]
        )


@pytest.mark.django_db
@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_a_database_of_a_newer_version_is_refused_by_every_command(words: list[str]) -> None:
    migrated("9999_later")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert "of a newer version of Hustings: persons.9999_later is unknown to this one" in done.output


@pytest.mark.django_db
def test_help_needs_no_database() -> None:
    migrated("9999_later")
    for words in (["user"], ["user", "--help"], ["user", "add", "--help"], ["export", "-h"]):
        assert "Usage: " in CliRunner().invoke(main, words).output


@pytest.mark.django_db
def test_a_migration_that_was_renamed_since_is_no_newer_version() -> None:
    migrated("0001_by_another_name")
    versions.refuse_unknown()


@pytest.mark.django_db
def test_no_database_yet_is_answered_by_what_makes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *words: [])
    with pytest.raises(NotReady, match="No database yet: run `hustings prepare`"):
        versions.refuse_unknown()
    versions.refuse_newer()


@pytest.mark.django_db
def test_to_look_takes_two_queries(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(2):
        versions.refuse_unknown()
