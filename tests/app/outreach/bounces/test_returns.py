"""What comes back becomes of deliveries, addresses and consents."""

import hashlib
import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.outreach.bounces import intake
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.bounces.parsers import messages
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, send_gate, worker_leases
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.unsubscriptions import actions
from hustings.people.persons import consent_chain, timeline
from hustings.people.persons.models import Consent, ConsentEntry, Email, Person, Purpose
from hustings.people.privacy import consent_ledger
from hustings.people.selfservice.models import PageLink, PageWish
from tests.app.outreach.delivery.test_delivery import queue
from tests.cast.outreach.came_back import bounce, complaint, plain
from tests.cast.outreach.fixtures import letters, reader

pytestmark = pytest.mark.both

State, Status = Delivery.State, Email.Status


def handed(mailing, *names, state=State.SENT, **fields) -> list[Delivery]:
    """Letters that were handed over to new readers."""
    now = timezone.now()
    made = []
    for name in names:
        person = reader(name)
        made.append(
            Delivery.objects.create(
                mailing=mailing, person=person, address=person.emails.get().address, state=state,
                sent_at=now if state == State.SENT else None, **fields,
            )
        )  # fmt: skip
    return made


def again(delivery, n: int, days_ago: int) -> Delivery:
    """A letter of another mailing to the same address."""
    other = Mailing.objects.create(name=f"Older {n}", content=letters("Older"))
    at = timezone.now() - timedelta(days=days_ago)
    return Delivery.objects.create(
        mailing=other, person=delivery.person, address=delivery.address, state=State.SENT, sent_at=at
    )


def take_in(*raws: bytes, source="test"):
    return intake.take_in([messages.read(raw) for raw in raws], source)


def report(delivery, kind=Kind.BOUNCE, key="", **more) -> Report:
    more.setdefault("status", "5.1.1" if kind == Kind.BOUNCE else "")
    key = key or hashlib.sha256(f"{kind}{delivery.pk}{more}".encode()).hexdigest()
    return Report(kind, key, delivery.pk, **more)


def lines(delivery) -> list[str]:
    with translation.override("en"):
        return [entry.sentence for entry in timeline.page(delivery.person)[0]]


def status_of(delivery) -> str:
    return Email.objects.get(person=delivery.person_id).status


def state_of(delivery) -> str:
    delivery.refresh_from_db()
    return delivery.state


FULL = {"status": "5.2.2", "said": "552 5.2.2 mailbox\0 full"}
BLOCKED = {"status": "5.7.1", "said": "554 5.7.1 listed by dnsbl.example"}


# --- One message -----------------------------------------------------------------------------------
def test_a_lasting_bounce_ends_the_address(mailing):
    (sent,) = handed(mailing, "zoe")
    assert take_in(bounce(sent.pk)) == {"hard": 1}
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (State.BOUNCED, "unknown")
    assert status_of(sent) == Status.BOUNCING
    row = Bounce.objects.get()
    assert (row.severity, row.reason, row.status, row.domain) == ("hard", "unknown", "5.1.1", "example.org")
    assert row.before == Status.UNCONFIRMED and row.applied_at and row.by == "mx2.reader.example.net"
    told = lines(sent)
    assert "The mailing “First” bounced from zoe@example.org: The mailbox doesn’t exist (5.1.1)" in told
    assert "zoe@example.org: not confirmed → bounced" in told
    assert "Got the mailing “First”" not in told


def test_a_passing_one_and_one_that_is_our_fault_leave_the_address(mailing):
    full, blocked = handed(mailing, "zoe", "bea")
    intake.take_in([report(full, **FULL), report(blocked, **BLOCKED)], "test")
    assert state_of(full) == state_of(blocked) == State.BOUNCED
    assert full.reason == "full"
    assert status_of(full) == status_of(blocked) == Status.UNCONFIRMED


@pytest.mark.parametrize(
    ("ago", "is_dead"), [((20, 8), True), ((20,), False), ((3, 2), False), ((20, 10, 8, 1), True)]
)
def test_passing_ones_end_it_when_they_are_many_and_far_apart(mailing, ago, is_dead):
    (last,) = handed(mailing, "zoe")
    for n, days in enumerate(ago):
        older = again(last, n, days)
        intake.take_in([report(older, at=older.sent_at, **FULL)], "test")
    intake.take_in([report(last, **FULL)], "test")
    assert (status_of(last) == Status.BOUNCING) == is_dead


def test_what_arrived_in_between_starts_the_count_anew(mailing):
    (last,) = handed(mailing, "zoe")
    for n, days in enumerate((30, 20)):
        older = again(last, n, days)
        intake.take_in([report(older, at=older.sent_at, **FULL)], "test")
    intake.take_in([report(again(last, 9, 10), Kind.DELIVERED)], "test")
    intake.take_in([report(last, **FULL)], "test")
    assert status_of(last) == Status.UNCONFIRMED


def test_a_mailing_counts_once_however_many_servers_report_it(mailing, settings):
    (last,) = handed(mailing, "zoe")
    settings.SOFT_BOUNCE_DAYS = 0
    for n in range(5):
        intake.take_in([report(last, key=f"k{n}", **FULL)], "test")
    assert status_of(last) == Status.UNCONFIRMED
    for n in range(2):
        intake.take_in([report(again(last, n, n + 1), **FULL)], "test")
    assert status_of(last) == Status.BOUNCING


def test_a_complaint_ends_the_address_and_the_consent(mailing, django_capture_on_commit_callbacks):
    (sent,) = handed(mailing, "zoe")
    with django_capture_on_commit_callbacks(execute=True):
        take_in(complaint(sent.pk))
    assert state_of(sent) == State.COMPLAINED and sent.reason == "complaint"
    assert status_of(sent) == Status.REFUSED
    stand = Consent.objects.select_related("entry").get(person=sent.person, purpose=Purpose.EMAIL)
    assert not stand.is_given
    said = "Plainte pour spam sur l’envoi «\u00a0First\u00a0», signalée par Provider-FBL/2.1"
    assert stand.entry.source == said
    assert stand.entry.subject == sent.person.uid
    consent_chain.seal_waiting()
    assert consent_ledger.prove().fault is None and consent_ledger.prove().n_unsealed == 0
    told = lines(sent)
    assert "Reported the mailing “First” as spam (zoe@example.org)" in told


def test_who_had_said_no_already_says_it_once(mailing):
    (sent,) = handed(mailing, "zoe")
    actions.unsubscribe(delivery=sent)
    n = ConsentEntry.objects.count()
    take_in(complaint(sent.pk))
    assert ConsentEntry.objects.count() == n and status_of(sent) == Status.REFUSED


def test_a_mail_to_the_address_for_leaving_unsubscribes(mailing):
    (sent,) = handed(mailing, "zoe")
    take_in(plain("", sender="zoe@example.org", subject=f"unsubscribe {delivery_tokens.make(sent.pk)}"))
    assert not Consent.objects.get(person=sent.person).is_given
    sent.refresh_from_db()
    assert sent.unsubscribed_at and sent.state == State.SENT and status_of(sent) == Status.UNCONFIRMED


def test_a_warning_and_an_automatic_answer_change_nothing(mailing):
    (sent,) = handed(mailing, "zoe")
    assert not take_in(bounce(sent.pk, action="delayed", status="4.4.1"))
    assert not take_in(plain("Away", sender="zoe@example.org", fields="Auto-Submitted: auto-replied\n"))
    assert not Bounce.objects.exists() and state_of(sent) == State.SENT


def test_a_page_that_was_open_by_a_dead_address_is_closed(mailing):
    (sent,) = handed(mailing, "zoe")
    at = timezone.now() + timedelta(days=1)
    PageLink.objects.create(
        person=sent.person, address=sent.address, digest="x", wish=PageWish.OPEN, expires_at=at
    )
    take_in(bounce(sent.pk))
    assert not PageLink.objects.exists()


# --- Again, out of order, from several sources ----------------------------------------------------
def test_the_same_message_counts_once(mailing):
    (sent,) = handed(mailing, "zoe")
    take_in(bounce(sent.pk))
    assert not take_in(bounce(sent.pk), source="elsewhere")
    assert not take_in(bounce(sent.pk), bounce(sent.pk))
    assert Bounce.objects.count() == 1
    assert sent.person.activities.filter(kind="person.email_status").count() == 1


def test_the_order_of_reports_changes_nothing(mailing):
    kinds = [Kind.DELIVERED, Kind.BOUNCE, Kind.COMPLAINT]
    for n, order in enumerate(itertools.permutations(kinds)):
        (sent,) = handed(mailing, f"zoe{n}")
        for kind in order:
            intake.take_in([report(sent, kind)], "test")
        assert state_of(sent) == State.COMPLAINED and status_of(sent) == Status.REFUSED
    for n, order in enumerate(itertools.permutations(kinds[:2])):
        (sent,) = handed(mailing, f"bea{n}")
        intake.take_in([report(sent, kind) for kind in order], "test")
        assert state_of(sent) == State.BOUNCED


def test_a_report_says_that_an_unsure_letter_left(mailing):
    came, back = handed(mailing, "zoe", "bea", state=State.UNSURE)
    intake.take_in([report(came, Kind.DELIVERED), report(back)], "test")
    assert (state_of(came), state_of(back)) == (State.DELIVERED, State.BOUNCED)
    assert came.sent_at and back.sent_at


@pytest.mark.parametrize("kind", [Kind.BOUNCE, Kind.DELIVERED, Kind.COMPLAINT])
def test_a_report_waits_for_the_worker_that_is_still_writing(mailing, kind):
    (sent,) = handed(mailing, "zoe", state=State.CLAIMED)
    assert not intake.take_in([report(sent, kind)], "test")
    assert not intake.settle()
    assert state_of(sent) == State.CLAIMED and status_of(sent) == Status.UNCONFIRMED
    Delivery.objects.update(state=State.SENT, sent_at=timezone.now())
    assert sum(intake.settle().values()) == 1 and not intake.settle()
    assert state_of(sent) in {State.BOUNCED, State.DELIVERED, State.COMPLAINED}


def test_one_that_was_put_back_does_not_wait_for_ever(mailing):
    (sent,) = handed(mailing, "zoe", state=State.QUEUED)
    intake.take_in([report(sent)], "test")
    Bounce.objects.update(received_at=timezone.now() - timedelta(minutes=11))
    intake.settle()
    assert state_of(sent) == State.QUEUED and status_of(sent) == Status.BOUNCING


def test_reports_of_nobody_are_dropped(mailing):
    (sent,) = handed(mailing, "zoe")
    gone = report(sent)
    sent.person.delete()
    assert not intake.take_in([gone, Report(Kind.BOUNCE, "k", None)], "test")
    assert not Bounce.objects.exists()


# --- The last moment -------------------------------------------------------------------------------
@pytest.mark.parametrize("how", [bounce, complaint])
def test_what_came_back_stops_the_next_letter_at_the_last_moment(mailing, dora, how):
    zoe = reader("zoe")
    older = Mailing.objects.create(name="Older", content=letters("Older"))
    sent = Delivery.objects.create(mailing=older, person=zoe, address="zoe@example.org", state=State.SENT)
    assert queue(mailing, dora) == 1
    carrier = worker_leases.sign_on(60)
    (claimed,) = claims.claim(carrier, mailing, 10)
    take_in(how(sent.pk))
    assert send_gate.leave(carrier, [claimed.key], on_wire=[], handed_over=[]) == set()


# --- Many ------------------------------------------------------------------------------------------
def test_many_reports_take_as_many_queries_as_a_few(mailing):
    def n_queries(names):
        sent = handed(mailing, *names)
        reports = [
            report(row, kind, **more)
            for row, (kind, more) in zip(
                sent,
                itertools.cycle(
                    [(Kind.BOUNCE, {}), (Kind.BOUNCE, FULL), (Kind.COMPLAINT, {}), (Kind.DELIVERED, {})]
                ),
                strict=False,
            )
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            intake.take_in(reports, "test")
        return len(queries)

    few = n_queries([f"a{n}" for n in range(8)])
    many = n_queries([f"b{n}" for n in range(80)])
    assert many <= few + 1 and few < 60
    assert Person.objects.filter(consents__is_given=False).count() == 22
