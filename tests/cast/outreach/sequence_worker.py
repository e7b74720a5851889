"""A worker of sequences that rises again: ``python sequence_worker.py BATCH``.

Each life is a process of its own, named on a line of the output, and may be killed at any moment.
"""

import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from hustings.outreach.automations import engine, transitions  # noqa: E402
from hustings.outreach.automations.models import Enrolment  # noqa: E402
from hustings.outreach.delivery.models import Delivery  # noqa: E402


def live(batch: int) -> None:
    """Move people, and have their letters leave, until everybody is out."""
    transitions.BATCH = batch
    while Enrolment.objects.open().exists():
        engine.advance(seconds=5)
        queued = Delivery.objects.filter(state="queued").order_by("pk")[:batch]
        keys = list(queued.values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=keys, state="queued").update(state="sent")


def main() -> None:
    """Live again after each violent death."""
    while True:
        connections.close_all()
        pid = os.fork()
        if pid == 0:
            live(int(sys.argv[1]))
            os._exit(0)
        print(pid, flush=True)
        _pid, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main()
