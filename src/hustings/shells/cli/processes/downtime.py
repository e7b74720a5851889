"""Conditions for replacing a campaign's tables and files: nothing runs on them, on any machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
from django.db import connection
from django.utils import timezone

from hustings.foundation.jobs import heartbeat
from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.shells.cli.processes import preconditions

SILENCE = 3 * heartbeat.BEAT  # seconds without a sign of life after which a process counts as gone


@contextmanager
def held(var: Path) -> Iterator[None]:
    """Keep `hustings up` from starting; NotReady where it runs, or any process does on any machine."""
    preconditions.writable(var)
    with preconditions.alone(
        var / "up.lock",
        _(
            "Hustings is running in {folder} (process {{pid}}). Stop `hustings up` (or `hustings demo`)"
            " first. Nothing was changed."
        ).format(folder=var),
    ):
        look()
        yield


def look(silence: float = SILENCE) -> None:
    """Return once every process has been silent for so many seconds; NotReady names those that are not.

    A second sign of life proves one, since a killed process leaves its last. Clocks ahead cost no wait.
    """
    before = _heard_of(silence)
    if before:
        click.echo(
            _(
                "{names} was active a moment ago. Checking whether it still runs (at most {seconds} s)…"
            ).format(names=_named(before), seconds=number(silence)),
            err=True,
        )
    ends = time.monotonic() + silence
    while before and time.monotonic() < ends:
        time.sleep(0.5)
        now = _heard_of(silence)
        seen = {row.name: row.seen_at for row in before}
        if any(row.seen_at != seen.get(row.name) for row in now):
            raise preconditions.NotReady(
                _(
                    "The campaign is still running: {names}. Stop `hustings up`, or each `hustings web`,"
                    " `hustings worker` and `hustings scheduler`, on all machines. Nothing was changed."
                ).format(names=_named(now))
            )
        before = now


def _heard_of(silence: float) -> list[WorkerHeartbeat]:
    """Those that gave a sign of life within so many seconds."""
    with connection.cursor() as cursor:
        if WorkerHeartbeat._meta.db_table not in connection.introspection.table_names(cursor):
            return []
    since = timezone.now() - timedelta(seconds=silence)
    return list(WorkerHeartbeat.objects.filter(seen_at__gt=since).order_by("-kind", "name"))


def _named(rows: list[WorkerHeartbeat]) -> str:
    return ", ".join(f"{row.kind} {row.name}" for row in rows)
