"""A worker that rises again: ``python worker.py MAILING PORT CONNECTIONS LEASE``.

Each life is a process of its own, named on a line of the output, and may be killed at any moment.
"""

import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from hustings.foundation.campaigns.models import Campaign  # noqa: E402
from hustings.outreach.delivery.transports.smtp import Server  # noqa: E402
from hustings.outreach.delivery.worker import claims  # noqa: E402
from hustings.outreach.delivery.worker.loop import DeliveryLoop  # noqa: E402
from hustings.outreach.emails import composition  # noqa: E402
from hustings.outreach.mailings.models import Mailing  # noqa: E402


def live(mailing: Mailing, port: int, n_connections: int, lease: float) -> None:
    """Carry until all is done."""
    to = Server("127.0.0.1", port) if port else None  # else the way of the settings
    while True:
        DeliveryLoop(mailing, to=to, n_connections=n_connections, lease=lease, batch=100).run(1.0)
        if claims.finish(mailing) or Mailing.objects.get(pk=mailing.pk).is_over:
            return


def main(mailing: int, port: int, n_connections: int, lease: float) -> None:
    """Live again after each sudden death. What letters need is loaded once: lives are short."""
    composition.blueprint(Mailing.objects.get(pk=mailing), "en", Campaign.current())
    connections.close_all()
    while True:
        child = os.fork()
        if not child:
            live(Mailing.objects.get(pk=mailing), port, n_connections, lease)
            os._exit(0)
        print(child, flush=True)
        if os.waitpid(child, 0)[1] == 0:
            return


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
