"""Whether the database is of a newer version than the program: asked at each command, so asked cheaply."""

import re
from pathlib import Path

from django.apps import apps
from django.db import connection

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes.preconditions import NotReady


def refuse_unknown() -> None:
    """Refuse no database, or one with migrations from beyond this version, by the names of files."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and not name.startswith((":memory:", "file:"))
    if is_file and not Path(name).exists():
        raise _no_database()  # to ask it would make an empty one
    if not (applied := _applied()):
        raise _no_database()
    refuse_newer(applied)


def refuse_newer(applied: set[tuple[str, str]] | None = None) -> None:
    """Refuse a database that holds migrations from beyond this version; an empty one is none."""
    newest = _newest()
    newer = sorted(
        f"{app}.{name}"
        for app, name in (_applied() if applied is None else applied)
        if app in newest and _number(name) > newest[app]
    )
    if newer:
        raise NotReady(
            _(
                "The database is of a newer version of Hustings: {migration} is unknown to this one. Install"
                " that version again, or restore a backup made by this one. Nothing was changed."
            ).format(migration=newer[0])
        )


def _no_database() -> NotReady:
    return NotReady(_("No database yet: run `hustings prepare` or `hustings up`."))


def _applied() -> set[tuple[str, str]]:
    """Migrations that were ever applied here; nothing where there is no such table."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


def _newest() -> dict[str, int]:
    found = {}
    for app in apps.get_app_configs():
        numbers = [_number(path.name) for path in Path(app.path, "migrations").glob("[0-9]*.py")]
        if numbers:
            found[app.label] = max(numbers)
    return found


def _number(name: str) -> int:
    found = re.match(r"\d+", name)
    return int(found.group()) if found else 0
