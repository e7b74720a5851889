"""``hustings scheduler``: starts what is due."""

import os
import socket

import click

from hustings.foundation.jobs.scheduler import Scheduler
from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_("Start scheduled jobs when they are due. Several schedulers may run: each job starts once.")
)
@click.option("--name", help=_("Name of this process."))
def scheduler(name: str | None) -> None:
    """Start scheduled jobs."""
    process = Scheduler(name or f"{socket.gethostname()}-{os.getpid()}")
    process.run()
