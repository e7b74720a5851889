"""``hustings worker``: runs background work."""

import os
import socket

import click

from hustings.foundation.jobs import queues as known
from hustings.foundation.jobs.worker import Worker
from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_(
        """Run background work: e-mails, imports, scheduled jobs. Start as many as you like, on any machine.

    Long work (imports, mailings) uses the queue "long": keep one worker free of it with --but-queue long."""
    )
)
@click.option(
    "--name", help=_("Name of this process: restarted under the same name, it resumes immediately.")
)
@click.option("--queue", "queues", multiple=True, help=_("Run only tasks of this queue; repeatable."))
@click.option("--but-queue", "but_queues", multiple=True, help=_("Skip this queue; repeatable."))
@click.option(
    "--grace",
    type=float,
    default=25.0,
    show_default=True,
    help=_("Seconds a task gets to finish when stopping."),
)
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help=_("Restart between two tasks once this process uses more than this many MB."),
)
def worker(
    name: str | None,
    queues: tuple[str, ...],
    but_queues: tuple[str, ...],
    grace: float,
    memory: int | None,
) -> None:
    """Run background work."""
    for queue in (*queues, *but_queues):
        if queue not in known.names():
            raise click.UsageError(
                _("No queue “{name}”. Available: {known}.").format(name=queue, known=", ".join(known.names()))
            )
    Worker(
        name or f"{socket.gethostname()}-{os.getpid()}",
        queues=queues,
        but_queues=but_queues,
        grace=grace,
        most_memory=(memory or 0) * 10**6,
    ).run()
