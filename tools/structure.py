"""Write anew what an empty database starts from: the tables as all migrations leave them.

``make structure`` goes on from what is kept, in a few seconds for each new migration; ``make structure
ARGS=--anew`` goes the long way. A state that is some migrations behind does no harm: they are run after it.
"""

import json
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests import postgres, ready, settings  # noqa: E402

BUILD = """
import django; django.setup()
from hustings.cli import prepare, structure
if {anew}:
    structure.load = lambda: False
prepare.database(may_migrate=True)
import json, sys
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
applied = {{f"{{app}}.{{name}}" for app, name in MigrationRecorder(connection).applied_migrations()}}
json.dump({{k: v for k, v in sorted(structure.digests().items()) if k in applied}}, sys.stdout, indent=0)
"""
# Settings of the session that reads it: each name in a dump says its schema, so none is needed.
SESSION = re.compile(r"^(SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*|\\.*|--.*|)\n", re.MULTILINE)


def main(words: list[str]) -> None:
    """Both kinds of database, then the list of migrations."""
    anew = "--anew" in words
    folder = ROOT / "src" / "hustings" / "cli" / "structures"
    with tempfile.TemporaryDirectory(prefix="hustings-structure-") as part:
        names = build(f"sqlite:///{part}/made.sqlite3", part, anew)
        keep(folder / "sqlite.xz", of_sqlite(Path(part)))
        cluster = postgres.Cluster.start()
        try:
            keep(folder / "postgresql.sql.xz", of_postgresql(cluster.url(), part, anew))
        finally:
            cluster.stop()
    (folder / "migrations.json").write_text(json.dumps(names, indent=0) + "\n")
    settings.clean()
    print(f"{len(names)} migrations kept in {folder.relative_to(ROOT)}")


def build(address: str, var: str, anew: bool) -> dict[str, str]:
    """Migrate an empty database, and name what was applied."""
    more = {
        "HUSTINGS_DATABASE_URL": address,
        "HUSTINGS_VAR": var,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
    }
    words = [sys.executable, "-c", BUILD.format(anew=anew)]
    done = subprocess.run(words, env=os.environ | more, check=True, stdout=subprocess.PIPE)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def of_sqlite(folder: Path) -> bytes:
    """The file without empty pages."""
    with sqlite3.connect(folder / "made.sqlite3") as made:
        made.execute("VACUUM INTO ?", [str(folder / "small.sqlite3")])
    return (folder / "small.sqlite3").read_bytes()


def of_postgresql(server: str, var: str, anew: bool) -> bytes:
    """The statements that build it, rows as inserts."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE structure")
    build(server.replace("/postgres?", "/structure?"), var, anew)
    words = [postgres.programs() / "pg_dump", "--no-owner", "--no-privileges", "--no-comments", "--inserts"]
    done = subprocess.run([*words, *ready.arguments(server, "structure")], check=True, stdout=subprocess.PIPE)
    return SESSION.sub("", done.stdout.decode()).encode()


def keep(file: Path, data: bytes) -> None:
    """Compressed, since it is read once in a campaign's life."""
    file.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
