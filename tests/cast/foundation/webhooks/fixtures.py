"""Webhooks of tests, to servers on this machine."""

import ipaddress
from collections.abc import Collection, Iterator
from typing import Any

import pytest

from hustings.foundation.webhooks import actions, outbox, tasks
from hustings.foundation.webhooks.models import Endpoint
from tests.cast.foundation.webhooks.receiver import Receiver, receiving

LOCAL = [ipaddress.ip_network("127.0.0.0/8")]


def set_up(url: str, events: Collection[str], user: Any, **more: Any) -> tuple[Endpoint, str]:
    values = {"name": "Tool", "url": url, "events": list(events), "with_people": False, **more}
    made = actions.save(values=values, user=user)
    outbox.forget()
    return made


def send(run_tasks: Any) -> None:
    """Send what is due, as the next minute does."""
    tasks.wake()
    run_tasks()


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Another tool on this machine, which the operator lets us tell."""
    settings.WEBHOOK_NETWORKS = LOCAL
    with receiving() as server:
        yield server
