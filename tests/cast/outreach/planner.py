"""Looks after what is planned, and rises again: ``python planner.py MAILING``.

Each life is a process of its own, named on a line of the output, and may be killed at any moment.
"""

import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from hustings.outreach.delivery import queue  # noqa: E402
from hustings.outreach.dispatch import tasks  # noqa: E402
from hustings.outreach.mailings.models import Mailing  # noqa: E402

queue.CHUNK = 50  # many short steps to be killed between


def live(mailing: int) -> None:
    """Begin it when its moment has come, and write its rows."""
    while not Mailing.objects.get(pk=mailing).queued_at:
        tasks.begin.call(mailing)
        tasks.queue.call(mailing)


def main(mailing: int) -> None:
    """Live again after each sudden death."""
    connections.close_all()
    while True:
        child = os.fork()
        if not child:
            live(mailing)
            os._exit(0)
        print(child, flush=True)
        if os.waitpid(child, 0)[1] == 0:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]))
