"""``hustings scheduler``: starts what is due."""

import os
import socket

import click

from hustings.foundation.jobs.scheduler import Scheduler
from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_("Hand scheduled jobs to the workers when they are due. Several may run: each job is started once.")
)
@click.option("--name", help=_("Who this is."))
def scheduler(name: str | None) -> None:
    """Start what is due."""
    process = Scheduler(name or f"{socket.gethostname()}-{os.getpid()}")
    process.run()
