"""Conversations by real mail: an LMTP server that takes replies in, and senders killed with SIGKILL."""

import os
import random
import smtplib
import socket
import time
from collections import Counter
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.threads import actions, tasks
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Message, Notice, Outcome, Relay, Reply, Thread
from hustings.field.threads.models.mails import LIFE
from hustings.field.threads.relay import addresses as relay_addresses
from hustings.field.threads.relay import notices
from hustings.people.persons.models import Person
from tests import forking
from tests.app.field.threads.test_relay import answer
from tests.cast.field.threads.fixtures import someone
from tests.system.outreach.bounces.test_mailboxes import receiver
from tests.system.outreach.delivery.test_kill import database_url
from tests.waiting import until

__all__ = ["receiver"]
PEOPLE, KILLS = 60, 4
SENDER = """
import django; django.setup()
import os
from django.conf import settings
from hustings.field.threads.relay import outgoing
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["SINK"])
while outgoing.send_some():
    pass
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_mail_server_hands_replies_in(
    receiver: Any, thread: Thread, charlie: Person, settings: Any
) -> None:
    settings.SHIELD_DNS = False
    relay = Relay.objects.create(thread=thread, person=charlie, expires_at=timezone.now() + LIFE)
    address, speaks = relay_addresses.address(relay.pk), receiver()
    raw = answer(relay, "Charlie Dupont <charlie@example.org>")
    for _twice in range(2):
        assert speaks.sendmail("charlie@example.org", [address], raw) == {}
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        speaks.sendmail("charlie@example.org", [address.replace("+r", "+r0")], raw)
    speaks.quit()
    assert Reply.objects.count() == 1, "the same mail is one row"
    tasks.read_replies()
    assert Reply.objects.get().outcome == Outcome.POSTED
    assert Message.objects.get(source="mail").text == "I bring it."


class _Sink:
    """Takes mail, slowly."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope.original_content or b"")
        time.sleep(0.02)
        return "250 OK"


def _people(group: LocalGroup) -> None:
    for n in range(PEOPLE):
        Membership.objects.create(group=group, person=someone(f"Reader{n}"))


@pytest.mark.slow
@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_killed_senders_mail_nobody_twice_and_forget_nobody(
    circle: Circle, group: LocalGroup, harriet: Person, tmp_path: Any
) -> None:
    _people(group)
    thread = actions.open_thread(circle=circle, person=harriet, title="Market", text="Who comes?")
    notices.spread(thread.messages.get().pk)
    Notice.objects.update(is_daily=False, due_at=timezone.now())
    sink = _Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    script = tmp_path / "sender.py"
    script.write_text(SENDER)
    environment = os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(), "HUSTINGS_VAR": str(tmp_path), "SINK": str(port),
        "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_LOG_LEVEL": "WARNING",
    }  # fmt: skip
    dice = random.Random(20270411)
    try:
        for _kill in range(KILLS):
            process, n = forking.start([str(script)], environment, log=tmp_path / "log"), len(sink.taken)
            until(lambda n=n: len(sink.taken) > n, "another mail")  # type: ignore[misc]
            time.sleep(dice.uniform(0, 0.05))
            process.kill()
            process.wait()
        last = forking.start([str(script)], environment, log=tmp_path / "log")
        assert last.wait(timeout=120) == 0
    finally:
        controller.stop()
    times = Counter(message_from_bytes(raw)["To"] for raw in sink.taken)
    assert max(times.values()) == 1
    unsure = Notice.objects.filter(sent_at=None).count()
    assert not Notice.objects.waiting().exists()
    assert unsure <= KILLS
    assert PEOPLE - unsure <= len(times) <= PEOPLE
