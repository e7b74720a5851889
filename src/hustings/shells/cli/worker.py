"""``hustings worker``: runs background work."""

import os
import socket

import click

from hustings.foundation.jobs import queues as known
from hustings.foundation.jobs.worker import Worker
from hustings.foundation.lib.process.cli_language import gettext as _


@click.command(
    help=_(
        """Run background work: mails, imports, scheduled jobs. Start as many as you like, on any machine.

    Long work (imports, mailings) is in the queue "long": keep one worker free of it with --but-queue long."""
    )
)
@click.option(
    "--name", help=_("Who this is: a restart under the same name goes on at once where it was killed.")
)
@click.option("--queue", "queues", multiple=True, help=_("Run tasks of this queue only; may be repeated."))
@click.option(
    "--but-queue", "but_queues", multiple=True, help=_("Leave this queue to others; may be repeated.")
)
@click.option(
    "--grace",
    type=float,
    default=25.0,
    show_default=True,
    help=_("Seconds that a task may take to end when asked to stop."),
)
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help=_("End between two tasks, to be started again, once this process takes more than so many MB."),
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
                _("There is no queue “{name}”. There is: {known}.").format(
                    name=queue, known=", ".join(known.names())
                )
            )
    Worker(
        name or f"{socket.gethostname()}-{os.getpid()}",
        queues=queues,
        but_queues=but_queues,
        grace=grace,
        most_memory=(memory or 0) * 10**6,
    ).run()
