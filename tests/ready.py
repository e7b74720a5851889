"""Databases that are migrated already, static files that are packed: built once for each state, then copied.

Migrating takes many seconds; a copy takes a tenth of one. ``fresh(name)`` gives any test, or the process it
starts, an empty migrated database of its own.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

from tests import postgres, settings

SOURCE = Path(__file__).resolve().parent.parent / "src"
KEPT = 7 * 86_400
PREPARE = """
import django; django.setup()
from hustings.shells.cli import prepare
prepare.database(may_migrate=True)
"""
COLLECT = """
import django; django.setup()
from hustings.shells.cli import prepare
prepare.static_files()
"""
_SHAPING = {
    "settings.py",
    "apps.py",
    "roles.py",
    "rights.py",
    "sending_rights.py",
    "wagtail_groups.py",
    "contributes.py",
    "database.py",
    "new_database.py",
}


def fresh(name: str, server: str = "") -> str:
    """Make the database ``name`` and return its address: on PostgreSQL at ``server``, or an SQLite file."""
    if not server:
        shutil.copyfile(_sqlite(), name)
        return f"sqlite:///{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        template = _template(connection, server)
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.replace("/postgres?", f"/{name}?")


def collected(var: Path) -> None:
    """Lay the static files into ``var``, collected and packed as a first start does: that takes long."""
    with _alone("tar") as kept:
        if not kept.exists():
            part = kept.with_name(f"part-{os.getpid()}")
            with tempfile.TemporaryDirectory(prefix="hustings-ready-") as folder:
                subprocess.run([sys.executable, "-c", COLLECT], env=_environment(folder), check=True)
                with tarfile.open(part, "w") as tar:
                    tar.add(Path(folder, "static"), "static")
                    tar.add(Path(folder, "static-of"), "static-of")
            part.rename(kept)
        with tarfile.open(kept) as tar:
            tar.extractall(var, filter="data")


def drop(name: str, server: str) -> None:
    """Remove a database from the server, whoever is still connected."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def our_own(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Point Django at a fresh database for this process alone, and remove it at the end."""
    before = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "postgresql":
        name, server = f"test_{settings.WORKER}", os.environ["HUSTINGS_DATABASE_URL"]
    else:
        name, server = str(settings.VAR / "test.sqlite3"), ""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    fresh(name, server)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        if server:
            drop(name, server)


@cache
def state() -> str:
    """A name for what is kept: after migrations, models, our static files and the packages installed."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(SOURCE.rglob("*.py")):
        if file.name in _SHAPING or {"migrations", "models"} & {*file.parts[:-1], file.stem}:
            digest.update(f"{file.relative_to(SOURCE)}\n".encode() + file.read_bytes())
    for file in sorted((SOURCE / "hustings" / "static").rglob("*")):
        digest.update(f"{file.relative_to(SOURCE)} {file.stat().st_mtime}\n".encode())
    for line in sorted(f"{found.name}=={found.version}" for found in metadata.distributions()):
        digest.update(line.encode())
    return digest.hexdigest()[:20]


@contextmanager
def _alone(name: str) -> Iterator[Path]:
    """The file kept under ``name``, with no other process at it."""
    folder = Path(tempfile.gettempdir(), f"hustings-ready-{os.geteuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{state()}.{name}"
    with kept.with_suffix(f".{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for old in folder.glob("*.*"):
            if time.time() - old.stat().st_mtime > KEPT:
                old.unlink(missing_ok=True)
        yield kept


def _sqlite() -> Path:
    with _alone("sqlite3") as kept:
        if not kept.exists():
            part = kept.with_name(f"part-{os.getpid()}")
            _migrate(f"sqlite:///{part}")
            part.rename(kept)
        return kept


def _template(connection: psycopg.Connection, server: str) -> str:
    template = f"ready_{state()}"
    with _alone("sql") as kept:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            return template
        connection.execute(f'CREATE DATABASE "part_{template}"')
        address = server.replace("/postgres?", f"/part_{template}?")
        if kept.exists():
            _psql(server, f"part_{template}", kept)
        else:
            _migrate(address)
            _dump(server, f"part_{template}", kept)
        connection.execute(f'ALTER DATABASE "part_{template}" RENAME TO "{template}"')
    return template


def _migrate(address: str) -> None:
    with tempfile.TemporaryDirectory(prefix="hustings-ready-") as var:
        environment = _environment(var) | {"HUSTINGS_DATABASE_URL": address}
        subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)


def _environment(var: str) -> dict[str, str]:
    return os.environ | {
        "HUSTINGS_VAR": var,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
    }


def arguments(server: str, name: str) -> list[str]:
    """What PostgreSQL's programs are told to reach a database."""
    parts = urlsplit(server)
    return ["-h", parse_qs(parts.query)["host"][0], "-U", parts.username or "", "-d", name]


def _psql(server: str, name: str, script: Path) -> None:
    words = [postgres.programs() / "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", script]
    subprocess.run([*words, *arguments(server, name)], check=True, stdout=subprocess.DEVNULL)


def _dump(server: str, name: str, target: Path) -> None:
    part = target.with_name(f"part-{os.getpid()}")
    words = [postgres.programs() / "pg_dump", "--no-owner", "-f", part]
    subprocess.run([*words, *arguments(server, name)], check=True)
    part.rename(target)


def main() -> None:
    """Build the database of this run's kind, for all processes that come after."""
    if settings.CLUSTER:
        with psycopg.connect(settings.CLUSTER.url(), autocommit=True) as connection:
            _template(connection, settings.CLUSTER.url())
    else:
        _sqlite()
    settings.clean()


if __name__ == "__main__":
    main()
