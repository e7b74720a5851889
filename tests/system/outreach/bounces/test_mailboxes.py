"""Bounces out of a real mailbox, and straight from a mail server."""

import os
import random
import signal
import smtplib
import socket
import tempfile
import threading
import time
from pathlib import Path

import pytest

from hustings.outreach.bounces import intake, mailboxes
from hustings.outreach.bounces.mailbox_settings import Place
from hustings.outreach.bounces.models import Bounce, Mailbox
from hustings.outreach.delivery import return_paths
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.models import Conversion, Measure
from hustings.people.persons.models import Activity, Email
from tests import forking
from tests.app.outreach.bounces.test_returns import handed, status_of
from tests.cast.outreach import dovecot
from tests.cast.outreach.came_back import answer, bounce, complaint, plain
from tests.system.outreach.delivery.test_kill import database_url

State = Delivery.State
ANSWER = plain("I'll come!", sender="zoe@example.org", subject="Re: Sunday")
AWAY = plain("Away.", sender="zoe@example.org", subject="Out of office: Sunday")


@pytest.fixture(scope="module")
def server():
    root = Path(tempfile.mkdtemp(prefix="hustings-dovecot-"))
    running = dovecot.start(root)
    yield running
    running.stop()


@pytest.fixture
def box(server, request, settings):
    """An empty mailbox of this test, and its user."""
    user = f"u{abs(hash(request.node.name)) % 10**8}"
    settings.BOUNCE_MAILBOXES = [server.url(user)]
    return user


def test_an_address_is_taken_apart():
    place = Place.read("imaps://bounces%40example.org:p%40ss@mail.example.org/In%20box")
    assert (place.user, place.password, place.port, place.folder) == (
        "bounces@example.org",
        "p@ss",
        993,
        "In box",
    )
    assert str(place) == "bounces@example.org@mail.example.org:993/In box"
    assert Place.read("imap+tls://a:b@h").folder == "INBOX"


def test_what_is_understood_is_filed_and_the_rest_left_alone(mailing, server, box):
    hard, spam = handed(mailing, "zoe", "bea")
    server.add(bounce(hard.pk), ANSWER, complaint(spam.pk), AWAY, user=box)
    mailboxes.read_all()
    assert server.held(user=box) == ["*Re: Sunday"]
    assert sorted(server.held("Hustings", box)) == [
        "FW: Sunday", "Out of office: Sunday", "Undelivered Mail Returned to Sender"
    ]  # fmt: skip
    assert status_of(hard) == Email.Status.BOUNCING and status_of(spam) == Email.Status.REFUSED
    assert Mailbox.objects.get().problem == "" and Mailbox.objects.get().read_to == 4


def test_what_was_left_is_not_read_again(mailing, server, box, monkeypatch):
    server.add(ANSWER, user=box)
    mailboxes.read_all()
    read = []
    monkeypatch.setattr(mailboxes.messages, "read", lambda raw: read.append(raw) or pytest.fail("read again"))
    mailboxes.read_all()
    assert not read and server.held(user=box) == ["*Re: Sunday"]


def test_an_answer_counts_once_and_stays_where_it_is_unread(mailing, campaign, server, box, monkeypatch):
    sent, other = handed(mailing, "zoe", "bea")
    Measure.objects.create(mailing=mailing, clicks="totals")
    robot = answer(other.pk, "bea@example.org", fields="Auto-Submitted: auto-replied\n")
    server.add(answer(sent.pk, "Zoé <ZOE@example.org>"), robot, answer(other.pk, "eve@x.org"), user=box)
    real = mailboxes.replies.take_in

    def ends(*args):
        real(*args)
        raise KeyboardInterrupt  # before the place is written down up to which it was read

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(mailboxes.replies, "take_in", ends)
        mailboxes.read_all()
    assert Mailbox.objects.get().read_to == 0
    mailboxes.read_all()
    assert server.held(user=box) == ["*Re: Sunday", "*Re: Sunday"]  # the robot's is filed
    server.add(answer(sent.pk, "zoe@example.org", number=2), user=box)  # once more, by the same reader
    mailboxes.read_all()
    Mailbox.objects.update(validity=1)  # all is read from the start
    mailboxes.read_all()
    (row,) = Conversion.objects.all()
    assert (row.kind, row.mailing, row.link, row.person) == (kinds.REPLY.key, mailing, 0, None)
    assert row.confirmed_at
    assert not Bounce.objects.exists()
    assert server.held(user=box) == ["*Re: Sunday"] * 3


def test_what_comes_in_by_mistake_with_answers_is_understood(mailing, server, box):
    (sent,) = handed(mailing, "zoe")
    leave = plain("", sender="zoe@example.org", subject=f"unsubscribe {delivery_tokens.make(sent.pk)}")
    server.add(ANSWER, leave, user=box)
    mailboxes.read_all()
    sent.refresh_from_db()
    assert sent.unsubscribed_at and server.held(user=box) == ["*Re: Sunday"]


@pytest.mark.parametrize("after", ["take_in", "_file"])
def test_an_end_in_the_middle_loses_nothing_and_doubles_nothing(mailing, server, box, monkeypatch, after):
    (sent,) = handed(mailing, "zoe")
    server.add(bounce(sent.pk), user=box)
    where = intake if after == "take_in" else mailboxes
    real = getattr(where, after)

    def ends(*args):
        real(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(where, after, ends)
        mailboxes.read_all()
    mailboxes.read_all()
    assert Bounce.objects.count() == 1 and status_of(sent) == Email.Status.BOUNCING
    assert sent.person.activities.filter(kind="person.email_status").count() == 1
    assert server.held(user=box) == [] and len(server.held("Hustings", box)) == 1


def test_a_mailbox_made_anew_is_read_from_the_start(mailing, server, box):
    (sent,) = handed(mailing, "zoe")
    server.add(bounce(sent.pk), user=box)
    Mailbox.objects.create(name=str(Place.read(server.url(box))), validity=1, read_to=99)
    mailboxes.read_all()
    assert status_of(sent) == Email.Status.BOUNCING


def test_many_messages_come_in_portions(mailing, server, box, monkeypatch):
    sent = handed(mailing, *(f"r{n}" for n in range(7)))
    monkeypatch.setattr(mailboxes, "_AT_ONCE", 3)
    monkeypatch.setattr(mailboxes, "_BYTES", 2_000)
    server.add(*(bounce(row.pk) for row in sent), user=box)
    mailboxes.read_all()
    assert Bounce.objects.count() == 7 and server.held(user=box) == []


def test_a_mailbox_that_fails_is_named_and_holds_up_no_other(mailing, server, box, settings):
    (sent,) = handed(mailing, "zoe")
    server.add(bounce(sent.pk), user=box)
    good = server.url(box)
    settings.BOUNCE_MAILBOXES = [
        good.replace(":secret", ":wrong").replace(box, "other"), "imap://a:b@mail.example.org", good
    ]  # fmt: skip
    mailboxes.read_all()
    problems = {each.name: (each.problem, each.said) for each in Mailbox.objects.all()}
    code, said = next(why for name, why in problems.items() if name.startswith("other"))
    assert code == "failed" and "failed" in said.lower()
    assert problems["a@mail.example.org:143/INBOX"] == ("in_clear", "")
    assert status_of(sent) == Email.Status.BOUNCING


def test_a_server_without_extensions_keeps_what_others_marked(mailing, server, box, monkeypatch):
    (sent,) = handed(mailing, "zoe")
    server.add(bounce(sent.pk), user=box)
    lacks = mailboxes.IMAPClient.has_capability
    monkeypatch.setattr(
        mailboxes.IMAPClient, "has_capability", lambda self, name: name == "UIDPLUS" and lacks(self, name)
    )
    mailboxes.read_all()
    assert server.held(user=box) == [] and len(server.held("Hustings", box)) == 1


def _environment(folder, settings, **more) -> dict[str, str]:
    """What another process needs to work on the tests' own database."""
    return os.environ | {
        "HUSTINGS_DATABASE_URL": database_url(),
        "HUSTINGS_VAR": str(folder),
        "HUSTINGS_SECRET_KEY": settings.SECRET_KEY,
        "HUSTINGS_BOUNCE_ADDRESS": "bounces@news.example.org",
        "DJANGO_SETTINGS_MODULE": "hustings.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[4] / "src"),
        "HUSTINGS_LOG_LEVEL": "WARNING",
        **more,
    }


_READER = """
import django; django.setup()
from hustings.outreach.bounces import mailboxes
mailboxes._AT_ONCE = 5
print("reads", flush=True)
mailboxes.read_all()
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_readers_that_are_killed_lose_nothing_and_double_nothing(
    transactional_db, mailing, server, box, tmp_path, settings
):
    sent = handed(mailing, *(f"r{n}" for n in range(150)))
    server.add(*(bounce(row.pk) for row in sent), user=box)
    environment = _environment(tmp_path, settings, HUSTINGS_BOUNCE_MAILBOX=server.url(box))
    dice, kills = random.Random(20270411), 0
    for _n in range(4):
        reader_ = forking.start(["-c", _READER], environment)
        assert reader_.stdout and reader_.stdout.readline() == "reads\n"
        time.sleep(dice.uniform(0.02, 0.2))
        kills += reader_.poll() is None
        reader_.kill()
        reader_.wait()
        reader_.stdout.close()
    between = Bounce.objects.count()
    mailboxes.read_all()
    assert kills and between < 150, "killed too late to show anything"
    assert Bounce.objects.exclude(applied_at=None).count() == 150
    assert Email.objects.filter(status=Email.Status.BOUNCING).count() == 150
    assert Activity.objects.filter(kind="person.email_status").count() == 150
    assert server.held(user=box) == [] and len(server.held("Hustings", box)) == 150


# --- LMTP ------------------------------------------------------------------------------------------
@pytest.fixture
def receiver(transactional_db, tmp_path, settings):
    """``hustings lmtp`` as a process of its own; yields a way to speak to it."""
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = _environment(tmp_path, settings)
    command = ["-m", "hustings.shells.cli", "lmtp", "--bind", f"127.0.0.1:{port}"]
    process = forking.start(command, environment, log=tmp_path / "lmtp.log")

    def speak() -> smtplib.LMTP:
        ends_at = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < ends_at:
            try:
                return smtplib.LMTP("127.0.0.1", port, local_hostname="mx.example.org")
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the receiver no answer")

    speak.process, speak.port = process, port
    yield speak
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def _name(delivery) -> str:
    return f"bounces+{return_paths.name(delivery)}@news.example.org"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_mail_server_hands_bounces_in(receiver, mailing):
    sent = handed(mailing, *(f"r{n}" for n in range(12)))
    speaks = receiver()
    assert speaks.sendmail("", [_name(sent[0].pk)], bounce(sent[0].pk)) == {}
    assert status_of(sent[0]) == Email.Status.BOUNCING
    assert speaks.sendmail("", ["bounces@news.example.org"], complaint(sent[1].pk)) == {}
    assert status_of(sent[1]) == Email.Status.REFUSED
    # Strangers, two at once, what is no report, and what is too large.
    for stranger in ("team@news.example.org", "bounces@other.example.org", _name(1)[:-20] + "@x.example"):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            speaks.sendmail("", [stranger], bounce(sent[2].pk))
    assert list(speaks.sendmail("", [_name(sent[2].pk), _name(sent[3].pk)], bounce(sent[2].pk))) == [
        _name(sent[3].pk)
    ]
    with pytest.raises(smtplib.SMTPDataError):
        speaks.sendmail("zoe@example.org", [_name(sent[3].pk)], ANSWER)
    assert status_of(sent[3]) == Email.Status.UNCONFIRMED
    # Many at once.
    others = [receiver() for _n in range(4)]
    threads = [
        threading.Thread(
            target=lambda row=row, one=others[n % 4]: one.sendmail("", [_name(row.pk)], bounce(row.pk))
        )
        for n, row in enumerate(sent[4:8])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in [speaks, *others]:
        one.quit()
    assert {status_of(row) for row in sent[4:8]} == {Email.Status.BOUNCING}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_is_killed_has_answered_for_what_it_wrote(receiver, mailing):
    sent = handed(mailing, *(f"r{n}" for n in range(300)))
    speaks, answered = receiver(), []
    killer = threading.Timer(0.4, receiver.process.kill)
    killer.start()
    try:
        for row in sent:
            speaks.sendmail("", [_name(row.pk)], bounce(row.pk))
            answered.append(row.pk)
    except (smtplib.SMTPException, OSError):
        pass
    killer.join()
    written = set(Bounce.objects.exclude(applied_at=None).values_list("delivery", flat=True))
    assert answered and set(answered) <= written and len(written) - len(answered) <= 1
