"""Whole campaigns of their own: a folder, a database, the command line."""

import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from hustings.foundation.backups import content, files, reader, snapshot, writer
from hustings.foundation.backups import restore as restoring
from tests import forking, ready

NUMBER = count()
KEY = "a key that all of them share, long enough for everybody to be content"


class Campaign:
    """An installation."""

    def __init__(self, var: Path, address: str, alias: str) -> None:
        self.var, self.address, self.alias = var, address, alias
        parts = environ.Env.db_url_config(address)
        connections.databases[alias] = connections.databases["default"] | {"OPTIONS": {}, "HOST": ""} | parts
        if parts["ENGINE"].endswith("sqlite3"):
            connections.databases[alias]["OPTIONS"] = settings.SQLITE_OPTIONS
        for folder in ("media", "private"):
            (var / folder).mkdir()

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """To its database, from here."""
        return connections[self.alias]

    @property
    def roots(self) -> dict[str, Path]:
        """Where its files are."""
        return {"media": self.var / "media", "private": self.var / "private"}

    def backup(self, file: Path) -> None:
        """Make a backup in this process: quicker than by the command."""
        writer.make(self.connection, file, self.roots)

    def restore(self, file: Path) -> None:
        """Put a backup back in this process."""
        with reader.opened(file) as backup, files.alone(self.var):
            restoring.restore(self.connection, backup, self.var, self.roots)

    def run(self, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
        """Run the command line, or a program in its place."""
        program = ["-c", code, *words] if code else ["-m", "hustings.shells.cli", *words]
        environment = os.environ | {
            "HUSTINGS_VAR": str(self.var),
            "HUSTINGS_DATABASE_URL": self.address,
            "HUSTINGS_SECRET_KEY": KEY,
            "DJANGO_SETTINGS_MODULE": "hustings.settings",
            "PYTHONPATH": str(ready.SOURCE),
        }
        return forking.run(program, environment)

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table that a backup holds, in one way of writing."""
        moment = snapshot.of(self.connection)
        found = {}
        for table in content.tables():
            if table.name != "backups_restoration":
                data = b"".join(chunk for _, chunk in moment.chunks(table)).decode()
                found[table.name] = sorted(data.split("\n")[:-1])
        moment.close()
        return found

    def files(self) -> dict[str, bytes]:
        """Every file of the campaign."""
        return {
            str(path.relative_to(self.var)): path.read_bytes()
            for root in self.roots.values()
            for path in root.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def campaign(
    tmp_path: Path, django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Campaign]]:
    """``campaign()`` on SQLite, ``campaign("postgresql")`` on PostgreSQL: empty and migrated."""
    made: list[tuple[Campaign, str]] = []

    def make(vendor: str = "sqlite") -> Campaign:
        alias = f"campaign{next(NUMBER)}"
        var = tmp_path / alias
        var.mkdir()
        server = request.getfixturevalue("postgres_server") if vendor == "postgresql" else ""
        name = f"{alias}_{os.getpid()}" if server else str(var / "hustings.sqlite3")
        here = Campaign(var, ready.fresh(name, server), alias)
        made.append((here, server))
        return here

    with django_db_blocker.unblock():
        yield make
        for here, server in made:
            here.connection.close()
            del connections.databases[here.alias]
            if server:
                ready.drop(here.address.partition("@/")[2].partition("?")[0], server)
