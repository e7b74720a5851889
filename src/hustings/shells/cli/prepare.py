"""``hustings prepare``: brings database and static files to this version."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from io import StringIO
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hustings import __version__
from hustings.foundation.backups import content, restore
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import new_database, preconditions, versions
from hustings.site.website import actions
from hustings.site.website.models import HomePage

_LOCK = 7_146_205_231  # any number that nothing else in the database locks


@click.command(
    help=_(
        """Update database and static files to this version of Hustings, and create a first site.

    Safe to run at each start, and on several machines. A database of a newer version stays unchanged.
    """
    )
)
@click.option(
    "--migrate/--no-migrate",
    default=None,
    help=_("Update the database. Default: yes on SQLite, no on PostgreSQL."),
)
def prepare(migrate: bool | None) -> None:
    """Make ready what can be served."""
    all_of_it(migrate)


def all_of_it(migrate: bool | None = None) -> None:
    """Do what ``hustings prepare`` does."""
    preconditions.writable(settings.VAR)
    preconditions.roomy(settings.VAR)
    with preconditions.alone(settings.VAR / "prepare.lock", "", wait=True):
        beside = multiprocessing.get_context("fork").Process(target=static_files)
        beside.start()  # on a second core: each takes several seconds the first time
        try:
            database(may_migrate=connection.vendor == "sqlite" if migrate is None else migrate)
        finally:
            beside.join()
        if beside.exitcode:
            raise click.ClickException(_("The static files could not be collected."))
        if said := restore.recover(connection, settings.VAR, content.roots()):
            click.echo(said)
        found_site()


def database(*, may_migrate: bool) -> None:
    versions.refuse_newer()
    if not pending():
        cache_table()
        return
    if not may_migrate:
        raise preconditions.NotReady(
            _(
                "The database is of an older version. Stop the old version on all machines, make a backup"
                " with `hustings backup`, then run `hustings prepare --migrate` once. Nothing was changed."
            )
        )
    with one_machine_at_a_time():
        versions.refuse_newer()  # another machine may have been faster
        migrate_all()


def migrate_all() -> None:
    """Bring the database up to this version, from nothing too."""
    if not new_database.build():
        call_command("migrate", interactive=False, verbosity=0)
    cache_table()


def found_site() -> None:
    """Make a site to start from where there is none; the demonstration brings its own."""
    if not settings.DEMO and not HomePage.objects.exists():
        with one_machine_at_a_time():
            actions.found_site()


def pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def one_machine_at_a_time() -> Iterator[None]:
    """Wait until no other machine migrates this database."""
    if connection.vendor != "postgresql":
        yield  # the lock on the file holds
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def cache_table() -> None:
    """Make the table of the shared cache if there is none."""
    with redirect_stdout(StringIO()):
        call_command("createcachetable", verbosity=0)


def static_files() -> None:
    """Collect them when the version or a file has changed since the last time."""
    stamp: Path = settings.VAR / "static-of"
    of_now = f"{__version__} {_state_of_sources()}"
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == of_now:
        return
    with nullcontext() if settings.DEBUG else redirect_stdout(StringIO()):
        call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(of_now)


def _state_of_sources() -> str:
    n, newest = 0, 0.0
    for finder in get_finders():
        for path, storage in finder.list([]):
            n += 1
            newest = max(newest, Path(storage.path(path)).stat().st_mtime)
    return f"{n} files to {newest}"
