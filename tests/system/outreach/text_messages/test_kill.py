"""Carriers killed with SIGKILL at random: nobody gets a text twice, nobody is forgotten."""

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from hustings.outreach.text_messages import leases
from hustings.outreach.text_messages.models import Gateway, TextMessage
from tests import forking
from tests.cast.outreach import texting
from tests.system.outreach.delivery.test_kill import database_url
from tests.waiting import until

pytestmark = pytest.mark.both
ROOT = Path(__file__).resolve().parents[4]
N, KILLS = 120, 4
State = TextMessage.State
_CODE = """
import datetime as dt
import django
django.setup()
from hustings.outreach.text_messages import leases
from hustings.outreach.text_messages.carrier import Carrier
from hustings.outreach.text_messages.models import Gateway
leases.LASTS = dt.timedelta(seconds=2)
print("ready", flush=True)
while True:
    Carrier(Gateway.objects.get()).run(60)
"""


def start() -> forking.Process:
    """A process that carries until it is killed."""
    environment = os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(settings.VAR),
        "HUSTINGS_SECRET_KEY": settings.SECRET_KEY, "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "HUSTINGS_TWILIO_URL": settings.TWILIO_URL, "HUSTINGS_LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    return forking.start(["-c", _CODE], environment)


def queue(gateway: Gateway) -> None:
    """Answers, which ask for no consent: what is tried here is the wire."""
    TextMessage.objects.bulk_create(
        TextMessage(
            key=texting.uuid(n), kind=TextMessage.Kind.TEST, gateway=gateway, number=f"+336123{n:03}99",
            body="Vote on Sunday!",
        )
        for n in range(N)
    )  # fmt: skip


@pytest.mark.parametrize("provider", ["http", "twilio"])
@pytest.mark.django_db(transaction=True)
def test_carriers_that_are_killed_send_nothing_twice(provider, tmp_path, settings):
    rng = random.Random(7)
    with texting.running(tmp_path, "0.02") as fake:
        settings.TWILIO_URL = fake.url
        more = {} if provider == "http" else {"settings": {"account": "AC1", "sender": "Us"}}
        gateway = texting.gateway(fake, provider=provider, per_second=40, **more)
        queue(gateway)
        for _kill in range(KILLS):
            process = start()
            assert process.stdout and process.stdout.readline() == "ready\n"
            n = len(fake.taken)
            until(lambda n=n: len(fake.taken) > n + 2 or not left(), "a text on its way")
            time.sleep(rng.random() / 2)
            process.kill()
            assert process.wait(60) < 0
            process.stdout.close()
        Gateway.objects.update(carrier_until=timezone.now())
        until(lambda: carried(gateway), "the end")
        taken = Counter(each["to"] for each in fake.taken)
    assert max(taken.values()) == 1
    found = dict(TextMessage.objects.values_list("number", "state"))
    if provider == "http":
        assert len(taken) == N and set(found.values()) == {State.SENT}
    else:  # it keeps no keys: nothing is sent again of which nobody knows
        assert all(state == State.SENT or state == State.UNSURE for state in found.values())
        assert {number for number, state in found.items() if state == State.SENT} <= set(taken)
        assert found.keys() - taken.keys() <= {n for n, state in found.items() if state == State.UNSURE}


def left() -> bool:
    return TextMessage.objects.filter(state__in=[State.QUEUED, State.SENDING]).exists()


def carried(gateway: Gateway) -> bool:
    texting.carry(gateway, 5)
    TextMessage.objects.filter(state=State.QUEUED).update(due_at=timezone.now())
    return not left() and leases.is_free(Gateway.objects.get(), timezone.now())
