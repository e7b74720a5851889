"""What a server refuses while we speak comes to the same for the address as a bounce."""

from django.db import connection
from django.db.models.functions import TruncHour
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.outreach.bounces import actions, alarms, forgiveness, intake
from hustings.outreach.bounces.models import Alarm, Bounce
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, loop, results, worker_leases
from hustings.outreach.delivery.worker.results import Refusal
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Email
from tests.app.outreach.bounces.test_returns import lines, report
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import letters, reader

State, Status = Delivery.State, Email.Status
GONE = "550 5.1.1 <zoe@example.org>: Recipient address rejected: User unknown"


def readers(mailing, dora, *names):
    for name in names:
        reader(name)
    queue(mailing, dora)


def sent_to(name) -> Delivery:
    return Delivery.objects.get(address=f"{name}@example.org")


def status_of(name) -> str:
    return Email.objects.get(address=f"{name}@example.org").status


def refused(mailing, names, said=GONE, attempts=0) -> list[Refusal]:
    """What a worker that holds these letters would write down."""
    carrier = worker_leases.sign_on(60)
    claims.claim(carrier, mailing, 1_000)
    found = [Refusal(sent_to(name).pk, attempts, said, is_later=False, is_theirs=True) for name in names]
    results.note(carrier, found)
    return found


def test_an_unknown_mailbox_ends_the_address_and_the_letter_stays_refused(mailing, dora, sink):
    readers(mailing, dora, "refuse1", "spam1", "later1", "ann")
    carry(mailing, sink, n_connections=1)
    assert status_of("refuse1") == Status.BOUNCING
    assert {status_of(name) for name in ("spam1", "later1", "ann")} == {Status.UNCONFIRMED}
    (gone,) = Bounce.objects.filter(severity="hard")
    assert (gone.reason, gone.status, gone.before, gone.domain) == (
        "unknown", "5.1.1", "unconfirmed", "example.org"
    )  # fmt: skip
    assert Bounce.objects.get(delivery=sent_to("spam1")).severity == "block"
    assert not Bounce.objects.filter(delivery=sent_to("later1")).exists()
    assert (gone.delivery.state, gone.delivery.reason) == (State.FAILED, "refused")
    assert gone.delivery.said == "550 5.1.1 nobody of that name"
    told = lines(gone.delivery)
    words = "The mailing “First” was refused for refuse1@example.org: The mailbox doesn’t exist (5.1.1)"
    assert words in told and not any("“First” bounced" in line for line in told)


def test_one_that_is_put_off_until_it_is_given_up_counts_as_passing(mailing, dora):
    readers(mailing, dora, "zoe")
    refused(mailing, ["zoe"], "452 4.2.2 mailbox full", results.ATTEMPTS - 1)
    row = Bounce.objects.get()
    assert (row.severity, row.reason, status_of("zoe")) == ("soft", "full", Status.UNCONFIRMED)


def test_while_a_letter_waits_for_another_try_nothing_is_said_of_the_address(mailing, dora):
    readers(mailing, dora, "zoe")
    carrier = worker_leases.sign_on(60)
    claims.claim(carrier, mailing, 10)
    results.note(carrier, [Refusal(sent_to("zoe").pk, 0, "450 4.1.1 user unknown", True, True)])
    assert sent_to("zoe").state == State.QUEUED and not Bounce.objects.exists()


def test_when_everything_is_refused_no_address_is_to_blame(mailing, dora, sink, monkeypatch):
    monkeypatch.setattr(loop, "_REFUSALS", 3)
    readers(mailing, dora, *(f"refuse{n}" for n in range(5)))
    round_ = carry(mailing, sink, n_connections=1)
    assert round_.must_pause and round_.problem == "all_refused"
    assert Delivery.objects.filter(state=State.FAILED).count() >= 3
    assert not Bounce.objects.exists()
    assert set(Email.objects.values_list("status", flat=True)) == {Status.UNCONFIRMED}


def test_those_before_a_letter_that_is_taken_are_to_blame(mailing, dora, sink, monkeypatch):
    monkeypatch.setattr(loop, "_REFUSALS", 3)
    readers(mailing, dora, "refuse1", "refuse2", "ann", "refuse3", "refuse4")
    assert not carry(mailing, sink, n_connections=1).problem
    assert Email.objects.filter(status=Status.BOUNCING).count() == 4


def test_what_we_did_not_even_ask_says_nothing_of_the_address(mailing, dora, sink):
    mailing.content = letters("First", "heavy words " * 12_000)  # above the SIZE that the server names
    mailing.save()
    readers(mailing, dora, "ann")
    carry(mailing, sink, n_connections=1)
    assert sent_to("ann").state == State.FAILED and not Bounce.objects.exists()


def test_a_refusal_and_a_bounce_of_the_same_letter_end_the_address_once(mailing, dora):
    readers(mailing, dora, "zoe")
    refused(mailing, ["zoe"])
    intake.take_in([report(sent_to("zoe"))], "test")
    assert sum("bouncing →" in line or "→ bouncing" in line for line in lines(sent_to("zoe"))) <= 1
    assert status_of("zoe") == Status.BOUNCING and sent_to("zoe").state == State.FAILED


def test_an_address_refused_is_tried_again_and_a_fault_taken_back(mailing, dora):
    names = [f"r{n}" for n in range(forgiveness.LEAST)]
    readers(mailing, dora, *names)
    refused(mailing, names)
    actions.try_again(email=Email.objects.get(address="r0@example.org"), user=dora)
    assert status_of("r0") == Status.UNCONFIRMED and status_of("r1") == Status.BOUNCING
    hour = Bounce.objects.annotate(hour=TruncHour("received_at")).first().hour
    assert actions.take_back(domain="example.org", hour=hour, user=dora) == len(names)
    assert {status_of(name) for name in names} == {Status.UNCONFIRMED}
    assert sent_to("r1").state == State.FAILED  # it never left, whoever was at fault


def test_too_many_refused_raise_the_alarm(mailing, dora, django_capture_on_commit_callbacks):
    names = [f"r{n}" for n in range(120)]
    readers(mailing, dora, *names)
    Delivery.objects.filter(address__in=[f"{name}@example.org" for name in names[40:]]).update(
        state=State.SENT, sent_at=timezone.now()
    )
    alarms._looked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        refused(mailing, names[:40])
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.n, alarm.n_letters) == (Alarm.Kind.BOUNCES, 40, 120)
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.PAUSED


def test_many_refusals_cost_no_more_questions_than_few(mailing, dora):
    few, many = [f"a{n}" for n in range(3)], [f"b{n}" for n in range(150)]
    readers(mailing, dora, *few, *many)
    carrier = worker_leases.sign_on(60)
    claims.claim(carrier, mailing, 1_000)
    counted = []
    for names in (few, many):
        found = [Refusal(sent_to(name).pk, 0, GONE, False, True) for name in names]
        with CaptureQueriesContext(connection) as asked:
            results.note(carrier, found)
        counted.append(len(asked))
    assert Email.objects.filter(status=Status.BOUNCING).count() == 153
    assert counted[1] <= counted[0] + 3, counted
