"""Put a backup back: verify, one transaction, swap the folders."""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from hustings.foundation.backups import afterwards, ages, table_loader
from hustings.foundation.backups.files import Staging, alone, demand_room
from hustings.foundation.backups.models import Restoration
from hustings.foundation.backups.reader import Backup, Lines
from hustings.foundation.lib.process.cli_language import gettext as _

Progress = Callable[[int], object]


def holds_data(connection: BaseDatabaseWrapper) -> bool:
    """Whether anybody or anything would be replaced."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    for model in (get_user_model(), apps.get_model("persons.Person")):
        if model._meta.db_table in there and model._default_manager.using(connection.alias).exists():
            return True
    return False


def restore(
    connection: BaseDatabaseWrapper,
    backup: Backup,
    var: Path,
    roots: Mapping[str, Path],
    progress: Progress = lambda n: None,
) -> int:
    """Replace everything in a migrated database, or nothing; how many rows came. Call in ``files.alone``."""
    current = ages.is_current(connection, backup.manifest)
    if current:
        table_loader.into(connection, backup.manifest).check_columns()
    if connection.vendor == "sqlite":  # whose tables lie there, too
        demand_room(var, backup.size)
    staging = Staging(var, uuid.uuid4().hex, roots)
    staging.begin()
    try:
        with _one_transaction(connection):
            if not current:
                ages.go_back(connection, backup.manifest)
            n = _fill(connection, backup, staging, progress)
            ContentType.objects.clear_cache()
            if not current:
                ages.go_forward(connection)
            made_at = datetime.fromisoformat(backup.manifest.made_at)
            Restoration.objects.using(connection.alias).create(name=staging.name, made_at=made_at)
            afterwards.run(connection.alias, made_at)
            os.sync()  # the files first, then the transaction
    except BaseException:
        with suppress(DatabaseError):  # where even that can't be asked, the note stays for the next start
            if not _happened(connection, staging.name):
                staging.discard()
        raise
    _complete(connection, staging)
    return n


def recover(connection: BaseDatabaseWrapper, var: Path, roots: Mapping[str, Path]) -> str:
    """Bring a restoration that was killed to its end, or undo it, and say which. Costs one look at a file."""
    staging = Staging.left(var, roots)
    if staging is None:
        return ""
    with alone(var):
        if _happened(connection, staging.name):
            _complete(connection, staging)
            return _("An interrupted restore was completed.")
        staging.discard()
        return _("An interrupted restore was undone. Everything is as before.")


def _complete(connection: BaseDatabaseWrapper, staging: Staging) -> None:
    """Complete the transaction: folders and search index. Safe to run again."""
    staging.swap()
    call_command("update_index", verbosity=0)
    row = Restoration.objects.using(connection.alias).filter(pk=staging.name)
    row.update(finished_at=timezone.now())
    staging.forget()


def _happened(connection: BaseDatabaseWrapper, name: str) -> bool:
    with connection.cursor() as cursor:
        if Restoration._meta.db_table not in connection.introspection.table_names(cursor):
            return False
    return Restoration.objects.using(connection.alias).filter(pk=name).exists()


def _fill(connection: BaseDatabaseWrapper, backup: Backup, staging: Staging, progress: Progress) -> int:
    filler = table_loader.into(connection, backup.manifest)
    filler.check_columns()
    n = 0
    with filler.emptied():
        for part in backup.parts():
            if isinstance(part, Lines):
                n += filler.take(part)
                progress(len(part.data))
            else:
                staging.take(part)
                progress(part.size)
    return n


@contextmanager
def _one_transaction(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction in which SQLite's foreign keys are off: they can't be turned off inside one."""
    connection.close()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction.atomic(using=connection.alias):
            yield
    finally:
        connection.close()  # the next one begins with its usual settings
