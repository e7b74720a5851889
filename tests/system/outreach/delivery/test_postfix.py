"""By real servers: letters through Postfix into Dovecot's mailboxes, and what Postfix sends back."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from hustings.outreach.bounces import mailboxes
from hustings.outreach.bounces.models import Bounce, Mailbox
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.transports.smtp import Server
from hustings.people.persons.models import Email
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach import dovecot, postfix
from tests.cast.outreach.fixtures import reader
from tests.system.outreach.bounces.test_mailboxes import receiver

__all__ = ["receiver"]
pytestmark = [
    pytest.mark.skipif(not postfix.may_run(), reason="Postfix runs as root only"),
]
State = Delivery.State


def wait(until: Callable[[], object], server: postfix.Postfix) -> None:
    """Until a server has done something."""
    ends_at = time.monotonic() + 30
    while not until():
        assert time.monotonic() < ends_at, server.log()
        time.sleep(0.05)


def state(name: str) -> str:
    return Delivery.objects.get(address=f"{name}@example.org").state


@pytest.fixture(scope="module")
def servers():
    root = Path(tempfile.mkdtemp(prefix="hustings-dovecot-"))
    boxes = dovecot.start(root)
    folders = {"zoe@example.org": "zoe", "bounces@news.example.org": "bounces"}
    letters = postfix.start(Path(tempfile.mkdtemp(prefix="hustings-postfix-")), root / "mail", folders)
    yield SimpleNamespace(
        boxes=boxes, letters=letters, sink=SimpleNamespace(server=Server("127.0.0.1", letters.port))
    )
    letters.stop()
    boxes.stop()


@pytest.mark.django_db
def test_a_letter_arrives_and_what_comes_back_ends_the_address(servers, mailing, dora, settings):
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    settings.BOUNCE_MAILBOXES = [servers.boxes.url("bounces")]
    for name in ("zoe", "gone", "left"):
        reader(name)
    queue(mailing, dora)
    servers.letters.set("queue_minfree = 1000000000000000")  # a disk that is full
    assert carry(mailing, servers.sink).problem
    assert {state(name) for name in ("zoe", "gone", "left")} == {State.QUEUED}, "nothing is lost"
    servers.letters.set("queue_minfree = 0")
    Delivery.objects.update(due_at=timezone.now())
    carry(mailing, servers.sink)
    assert (state("zoe"), state("gone"), state("left")) == (State.SENT, State.SENT, State.FAILED)
    wait(lambda: servers.boxes.held(user="zoe") and servers.boxes.held(user="bounces"), servers.letters)
    assert servers.boxes.held(user="zoe") == ["*Hello Zoe"]
    assert len(servers.boxes.held(user="bounces")) == 1
    mailboxes.read_all()
    assert not Mailbox.objects.exclude(problem="").exists()
    assert state("gone") == State.BOUNCED
    assert "unknown user" in Bounce.objects.get(delivery__address="gone@example.org").said
    statuses = dict(Email.objects.values_list("address", "status"))
    assert statuses["gone@example.org"] == statuses["left@example.org"] == Email.Status.BOUNCING
    assert statuses["zoe@example.org"] == Email.Status.UNCONFIRMED


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_comes_back_is_handed_in_by_the_server_itself(servers, receiver, mailing, dora):
    receiver().quit()  # it listens
    servers.letters.set(
        f"transport_maps = inline:{{ {{ news.example.org = lmtp:[127.0.0.1]:{receiver.port} }} }}"
    )
    reader("gone")
    queue(mailing, dora)
    carry(mailing, servers.sink)
    wait(lambda: state("gone") == State.BOUNCED, servers.letters)
    assert Email.objects.get().status == Email.Status.BOUNCING
