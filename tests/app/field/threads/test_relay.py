"""The relay by mail: who is told when, what comes back, and that no address goes on."""

import re
from collections.abc import Callable
from email import message_from_string
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.threads import actions, circles, tasks
from hustings.field.threads.models import Message, Mute, Notice, Outcome, Relay, Reply, Thread, ThreadLink
from hustings.field.threads.models.mails import LIFE
from hustings.field.threads.relay import addresses as relay_addresses
from hustings.field.threads.relay import notices, outgoing, replies, returned
from hustings.outreach.bounces import incoming, intake
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.delivery import return_paths
from hustings.people.persons.models import Email, Person
from tests.cast.field.threads.fixtures import write
from tests.cast.outreach.came_back import bounce
from tests.cast.people.devices import Run

pytestmark = pytest.mark.django_db
Clock = Callable[..., Any]


@pytest.fixture(autouse=True)
def relayed(settings: Any, clock: Clock) -> None:
    """Noon of a day in Paris, with an address for what comes in."""
    settings.BOUNCE_LOCAL, settings.BOUNCE_DOMAIN = "bounces", "news.example.org"
    settings.SHIELD_DNS = False
    clock("2027-04-10 10:00", runs=True)


def _choose(person: Person, thread: Thread, how: str, *, at_night: bool = False) -> None:
    circle = circles.get(thread.kind, thread.subject)
    actions.subscribe(circle=circle, person=person, how=how, at_night=at_night)


def _told(run_tasks: Run) -> list[Any]:
    mail.outbox.clear()
    run_tasks()
    return mail.outbox


def answer(relay: Relay, sender: str, text: str = "I bring it.", *, fields: str = "") -> bytes:
    """What a member writes back."""
    return (
        f"From: {sender}\nTo: {relay_addresses.address(relay.pk)}\nSubject: Re: Saturday's market\n"
        f"Message-ID: <a1@mx.example.net>\nDate: Sat, 10 Apr 2027 12:00:00 +0200\n{fields}"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n"
    ).encode()


def _come(relay: Relay, raw: bytes) -> Reply:
    """Through the same door as the mail server's."""
    letter = incoming.to(relay_addresses.address(relay.pk), raw)
    assert letter
    incoming.take_in([letter])
    tasks.read_replies()
    return Reply.objects.latest("pk")


@pytest.fixture
def relay(thread: Thread, charlie: Person) -> Relay:
    return Relay.objects.create(thread=thread, person=charlie, expires_at=timezone.now() + LIFE)


def test_each_message_goes_to_those_who_want_it_now(
    thread: Thread, charlie: Person, mike: Person, oscar: Person, run_tasks: Run
) -> None:
    _choose(charlie, thread, "each")
    sent = _told(run_tasks)
    (letter,) = sent
    assert letter.to == ["charlie@example.org"]
    assert letter.extra_headers["From"].startswith('"Harriet H. (Lyon Nord)" <'), "first name and initial"
    assert "harriet@example.org" not in letter.message().as_string()
    assert "Hall" not in letter.message().as_string()
    (back,) = letter.reply_to
    assert relay_addresses.found_in([back]) == Relay.objects.get().pk
    assert re.fullmatch(r"bounces\+r[0-9a-f]{26}@news\.example\.org", back), "nothing of whose it is"
    assert len(back.partition("@")[0]) <= 64
    assert "Who brings the table?" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    waits = Notice.objects.get(person=mike)
    assert waits.is_daily
    assert timezone.localtime(waits.due_at).hour == notices.SUMMARY.hour
    assert not Notice.objects.filter(person=oscar).exists()
    assert not Notice.objects.filter(person=thread.person).exists(), "its writer is told nothing"


def test_one_summary_a_day_for_the_others(
    thread: Thread, mike: Person, charlie: Person, run_tasks: Run, clock: Clock
) -> None:
    _choose(charlie, thread, "none")
    write(thread, charlie, "I do!")
    assert _told(run_tasks) == [] or all(each.to != ["mike@example.org"] for each in mail.outbox)
    clock("2027-04-10 16:05", runs=True)
    tasks.wake()
    letters = [each for each in _told(run_tasks) if each.to == ["mike@example.org"]]
    (letter,) = letters
    assert "Who brings the table?" in letter.body
    assert "I do!" in letter.body
    assert letter.reply_to, "one thread: it can be answered"
    tasks.wake()
    assert not _told(run_tasks)


def test_nobody_is_woken(thread: Thread, charlie: Person, mike: Person, run_tasks: Run, clock: Clock) -> None:
    _choose(charlie, thread, "each")
    _choose(mike, thread, "each", at_night=True)
    run_tasks()
    clock("2027-04-10 21:30", runs=True)
    write(thread, thread.person, "At night")  # type: ignore[arg-type]
    tasks.wake()
    assert [each.to for each in _told(run_tasks)] == [["mike@example.org"]]
    clock("2027-04-11 05:01", runs=True)
    tasks.wake()
    assert [each.to for each in _told(run_tasks)] == [["charlie@example.org"]]


def test_who_muted_wants_no_mail_or_left_gets_none(
    thread: Thread, charlie: Person, mike: Person, run_tasks: Run, group: LocalGroup
) -> None:
    for person in (charlie, mike):
        _choose(person, thread, "each")
    actions.mute(thread=thread, person=charlie, is_muted=True)
    notices.spread(thread.messages.get().pk)
    assert list(Notice.objects.values_list("person", flat=True)) == [mike.pk]
    Membership.objects.filter(person=mike).update(ended_at=timezone.now())
    assert not _told(run_tasks), "asked again as it leaves"
    Membership.objects.filter(person=mike).update(ended_at=None)
    Notice.objects.update(claimed_at=None)
    Person.objects.filter(pk=mike.pk).update(no_mail_since=timezone.now())
    tasks.wake()
    assert not _told(run_tasks)


def test_a_hidden_message_is_told_to_nobody(
    thread: Thread, charlie: Person, harriet: Person, run_tasks: Run
) -> None:
    _choose(charlie, thread, "each")
    notices.spread(thread.messages.get().pk)
    actions.hide(message=thread.messages.get(), why="other", by=actions.By(harriet))
    assert not _told(run_tasks)


def test_a_mail_is_claimed_before_it_leaves_and_never_twice(
    thread: Thread, charlie: Person, monkeypatch: pytest.MonkeyPatch, run_tasks: Run
) -> None:
    _choose(charlie, thread, "each")
    notices.spread(thread.messages.get().pk)
    real = outgoing.letters.notice
    claimed = []

    def dies(row: Notice, address: str) -> Any:
        claimed.append(Notice.objects.get(pk=row.pk).claimed_at)
        real(row, address).send()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(outgoing.letters, "notice", dies)
        outgoing.send_some()
    assert claimed[0]
    tasks.wake()
    run_tasks()
    assert len([each for each in mail.outbox if each.to == ["charlie@example.org"]]) == 1


def test_notices_are_written_in_portions(
    thread: Thread, charlie: Person, mike: Person, monkeypatch: Any
) -> None:
    monkeypatch.setattr(notices, "PORTION", 1)
    notices.spread(thread.messages.get().pk)
    notices.spread(thread.messages.get().pk)
    assert Notice.objects.count() == 2


def test_a_reply_is_passed_on_without_quote_signature_or_address(
    thread: Thread, relay: Relay, run_tasks: Run
) -> None:
    text = "I bring it. Call me: 06 12 34 56 78 or charlie@example.org\n\nSent from my iPhone\n"
    quoted = (
        "\n> On 10 April Harriet wrote:\n> Who brings the table?\n-- \nCharlie Dupont\n+33 1 23 45 67 89\n"
    )
    reply = _come(relay, answer(relay, "Charlie Dupont <Charlie@Example.org>", text + quoted))
    assert reply.outcome == Outcome.POSTED
    assert reply.raw is None, "its bytes are gone"
    message = Message.objects.get(source="mail")
    assert message.text.startswith("I bring it. Call me: […] or […]")
    assert "iPhone" not in message.text or "Dupont" not in message.text
    for secret in ("@", "06 12", "+33", "Dupont", "Harriet", ">"):
        assert secret not in message.text
    assert message.n_cut == 2
    assert not _told_refusals(run_tasks)


def _told_refusals(run_tasks: Run) -> list[Any]:
    return [each for each in _told(run_tasks) if each.subject.startswith("Your e-mail to")]


def test_the_same_mail_comes_once(relay: Relay) -> None:
    raw = answer(relay, "charlie@example.org")
    for _twice in range(2):
        _come(relay, raw)
    assert Message.objects.filter(source="mail").count() == 1


def test_a_quoted_mail_of_ours_gives_no_secret_away(relay: Relay) -> None:
    below = "\n##- Write your reply above this line -##\nhttps://x.example/en/threads/links/SECRET/\n"
    _come(relay, answer(relay, "charlie@example.org", f"Yes\n\nAm 10. schrieb jemand{below}"))
    assert Message.objects.get(source="mail").text == "Yes\n\nAm 10. schrieb jemand"
    _come(relay, answer(relay, "charlie@example.org", "See https://x.example/en/threads/links/SECRET/"))
    assert "SECRET" not in Message.objects.latest("pk").text


def test_a_stranger_is_not_passed_on_and_its_person_is_told_once(relay: Relay, run_tasks: Run) -> None:
    for n in range(2):
        reply = _come(relay, answer(relay, "mallory@example.net", f"Hello {n}"))
        assert reply.outcome == Outcome.STRANGER
    (letter,) = _told_refusals(run_tasks)
    assert letter.to == ["charlie@example.org"], "never to the stranger"
    assert not Message.objects.filter(source="mail").exists()


@pytest.mark.parametrize(
    "fields", ["Auto-Submitted: auto-replied\n", "Precedence: bulk\n", "List-Id: <l.example.org>\n"]
)
def test_machines_are_ignored(relay: Relay, fields: str, run_tasks: Run) -> None:
    reply = _come(relay, answer(relay, "charlie@example.org", fields=fields))
    assert reply.outcome == Outcome.MACHINE
    assert not _told_refusals(run_tasks)


def test_files_are_refused_with_words(relay: Relay, run_tasks: Run) -> None:
    head = answer(relay, "charlie@example.org").decode().partition("Content-Type")[0]
    raw = (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="e"\n\n'
        "--e\nContent-Type: text/plain\n\nHere it is.\n"
        "--e\nContent-Type: text/csv; name=a.csv\nContent-Disposition: attachment; filename=a.csv\n\n"
        "name,town\nA,B\n--e--\n"
    )
    assert _come(relay, raw.encode()).outcome == Outcome.POSTED
    assert Message.objects.get(source="mail").text == "Here it is."
    (letter,) = _told_refusals(run_tasks)
    assert "without its attachments" in letter.body


def test_an_attack_is_not_passed_on(relay: Relay, run_tasks: Run) -> None:
    html = (
        "<p>Your mailbox is full. <a href=https://login.example.ru/verify>https://www.example.com</a> Verify"
        " your password now or your account will be closed within 24 hours</p><form action=https://evil.example.ru>"
        "<input type=password name=password></form>"
    )
    head = answer(relay, "charlie@example.org").decode().partition("Content-Type")[0]
    reply = _come(relay, f"{head}Content-Type: text/html; charset=utf-8\n\n{html}\n".encode())
    assert reply.outcome == Outcome.SUSPECT
    (letter,) = _told_refusals(run_tasks)
    assert "suspicious" in letter.body


def test_an_expired_address_and_a_closed_thread_refuse_in_words(
    relay: Relay, thread: Thread, harriet: Person, run_tasks: Run
) -> None:
    Relay.objects.update(expires_at=timezone.now())
    assert _come(relay, answer(relay, "charlie@example.org", "A")).outcome == Outcome.EXPIRED
    Relay.objects.update(expires_at=timezone.now() + LIFE)
    actions.close(thread=thread, by=actions.By(harriet))
    assert _come(relay, answer(relay, "charlie@example.org", "B")).outcome == Outcome.REFUSED
    letters = _told_refusals(run_tasks)
    assert ["expired" in each.body for each in letters] == [True, False]
    assert "This conversation is closed." in letters[1].body


def test_leaving_ends_the_relay(relay: Relay, charlie: Person, group: LocalGroup) -> None:
    Membership.objects.filter(person=charlie).update(ended_at=timezone.now())
    assert _come(relay, answer(relay, "charlie@example.org")).outcome == Outcome.REFUSED


def test_addresses_are_signed_and_none_of_a_letter(relay: Relay) -> None:
    address = relay_addresses.address(relay.pk)
    forged = address.replace("+r", "+r0")[:-1]
    assert relay_addresses.found_in([address.upper()]) == relay.pk
    assert relay_addresses.found_in([forged]) is None
    assert return_paths.found_in([address]) is None
    assert relay_addresses.found_in([return_paths.sender_of(7, "")]) is None
    assert incoming.read(answer(relay, "a@example.org")), "out of a mailbox, by its headers"
    assert incoming.read(b"From: a@example.org\nTo: team@example.org\n\nHello") is None


def test_what_comes_back_marks_the_address(thread: Thread, charlie: Person, run_tasks: Run) -> None:
    _choose(charlie, thread, "each")
    (letter,) = _told(run_tasks)
    number = return_paths.found_in([letter.from_email])
    assert number
    report = messages.read(bounce(number))
    intake.take_in([report, report], "test")
    assert Notice.objects.get(person=charlie).bounced_at
    assert Email.objects.get(person=charlie).status == Email.Status.BOUNCING
    assert returned.TAKER.block == 1


def test_a_mails_link_mutes_by_one_click(thread: Thread, charlie: Person, run_tasks: Run) -> None:
    _choose(charlie, thread, "each")
    (letter,) = _told(run_tasks)
    path = re.sub(r"^<https?://[^/]+|>$", "", letter.extra_headers["List-Unsubscribe"])
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(path).status_code == 200
    assert not Mute.objects.exists()
    browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert Mute.objects.get().person == charlie


def test_without_an_address_for_bounces_the_mail_says_where_to_answer(
    thread: Thread, charlie: Person, run_tasks: Run, settings: Any
) -> None:
    settings.BOUNCE_DOMAIN = ""
    _choose(charlie, thread, "each")
    (letter,) = _told(run_tasks)
    assert "replies to this e-mail don’t reach the members" in letter.body
    assert message_from_string(letter.message().as_string())["Subject"] == "Saturday's market"


def test_old_rows_are_forgotten(thread: Thread, charlie: Person, run_tasks: Run) -> None:
    _choose(charlie, thread, "each")
    run_tasks()
    Notice.objects.update(claimed_at=timezone.now() - notices.KEPT * 2)
    assert notices.forget_old() == 1
    _come(Relay.objects.get(), answer(Relay.objects.get(), "charlie@example.org"))
    Reply.objects.update(read_at=timezone.now() - notices.KEPT * 2)
    ThreadLink.objects.update(made_at=timezone.now() - notices.MUTABLE * 2)
    Relay.objects.update(expires_at=timezone.now() - notices.MUTABLE * 2)
    assert notices.forget_old() >= 3
    assert not (Reply.objects.exists() or ThreadLink.objects.exists() or Relay.objects.exists())
    assert replies.waiting() == []


def test_a_blocked_member_is_not_passed_on_either(relay: Relay, thread: Thread, harriet: Person) -> None:
    message = write(thread, relay.person, "Rude")
    actions.block(message=message, circle=circles.get(thread.kind, thread.subject), by=actions.By(harriet))
    reply = _come(relay, answer(relay, "charlie@example.org"))
    assert reply.outcome == Outcome.REFUSED
    assert "blocked" in reply.said
