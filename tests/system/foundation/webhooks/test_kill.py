"""A worker killed with SIGKILL while it sends: every event arrives, and what comes twice has one id."""

import os
from pathlib import Path

import pytest
from django.db import connection

from hustings.foundation.webhooks import outbox, sending, tasks
from hustings.foundation.webhooks.models import Delivery
from tests import forking
from tests.cast.foundation.webhooks.fixtures import receiver as receiver
from tests.cast.foundation.webhooks.fixtures import set_up
from tests.system.outreach.delivery.test_kill import database_url
from tests.waiting import until

pytestmark = pytest.mark.both
ROOT = Path(__file__).resolve().parents[4]
EVENTS, KILLS = 400, 3
CODE = """
import django
django.setup()
from hustings.foundation.webhooks import sending
sending.send_due({pk}, lambda: None)
"""


def start(pk: int, tmp_path: Path) -> forking.Process:
    environment = os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(tmp_path),
        "HUSTINGS_WEBHOOK_NETWORKS": "127.0.0.0/8", "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "HUSTINGS_LOG_LEVEL": "WARNING", "PYTHONPATH": str(ROOT / "src"),
        "HUSTINGS_SECRET_KEY": SECRET,
    }  # fmt: skip
    return forking.start(["-c", CODE.format(pk=pk)], environment)


SECRET = "the same in both processes, and long enough for the check of it"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_forget_no_event_and_send_again_by_the_same_id(
    transactional_db, dora, receiver, tmp_path, settings, run_tasks
):
    settings.SECRET_KEY = SECRET
    endpoint, receiver.secret = set_up(receiver.url, ["people.erased"], dora)
    outbox.tell("people.erased", *range(EVENTS))
    receiver.seconds = 0.02
    for _n in range(KILLS):
        worker, n = start(endpoint.pk, tmp_path), len(receiver.got)
        until(lambda n=n: len(receiver.got) > n + 30, "some more events")
        worker.kill()
        worker.wait()
        worker.stdout.close()
    assert Delivery.objects.filter(sent_at=None).exists(), "none of them has ended the work"
    connection.close()
    tasks.wake()
    run_tasks()
    ids = {each.webhook_id for each in endpoint.deliveries.filter(sent_at__isnull=False)}
    times = receiver.times()
    assert len(ids) == EVENTS and set(times) == ids and all(receiver.genuine)
    assert sum(times.values()) - EVENTS <= KILLS * sending.MOST
