"""An empty database gets its tables at once, as all migrations up to some day leave them; later ones follow.

Migrating from nothing renders a thousand states of all models, for a minute or two. ``structures/`` holds
what comes of it, made by ``make structure``. It counts only where every migration in it is, letter by letter,
the one that is installed: otherwise the long way is gone, and comes to the same.
"""

import hashlib
import json
import lzma
import sqlite3
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from wagtail.coreutils import get_supported_content_language_variant

FOLDER = Path(__file__).parent / "structures"
FILES = {"sqlite": FOLDER / "sqlite.xz", "postgresql": FOLDER / "postgresql.sql.xz"}
MIGRATIONS = FOLDER / "migrations.json"


def load() -> bool:
    """Give an empty database its tables, all or none; False where it isn't empty or they are not ours."""
    if connection.introspection.table_names() or not fits():
        return False
    data = lzma.decompress(FILES[connection.vendor].read_bytes())
    return _copy(data) if connection.vendor == "sqlite" else _run(data.decode())


def fits() -> bool:
    """Whether the migrations that it was made of are those that are installed."""
    if connection.vendor not in FILES or not (FILES[connection.vendor].exists() and MIGRATIONS.exists()):
        return False
    kept: dict[str, str] = json.loads(MIGRATIONS.read_text())
    return kept.items() <= digests().items()


@cache
def digests() -> dict[str, str]:
    """Every installed migration, ``app.name``, with the beginning of its file's SHA-256."""
    found = {}
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        file = sys.modules[type(migration).__module__].__file__
        if file and file.endswith(".py"):
            found[f"{app}.{name}"] = hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16]
    return found


def _copy(data: bytes) -> bool:
    """SQLite's own backup writes all pages in one transaction."""
    connection.ensure_connection()
    into: Any = connection.connection
    kept = sqlite3.connect(":memory:")
    kept.deserialize(data)
    with kept:
        for statement, value in _settling():
            kept.execute(statement.replace("%s", "?"), [value])
    kept.backup(into)
    kept.close()
    connection.close()  # what it remembers of the file is from before
    return True


@transaction.atomic
def _run(script: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        if cursor.fetchone() != ("public",):  # every name in it says where it is
            return False
        cursor.execute(script)
        for statement, value in _settling():
            cursor.execute(statement, [value])
    return True


def _settling() -> Iterator[tuple[str, str]]:
    """What migrations take from the settings and the clock."""
    language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    yield "UPDATE wagtailcore_locale SET language_code = %s", language
    yield "UPDATE django_migrations SET applied = %s", f"{timezone.now():%Y-%m-%d %H:%M:%S}"
