"""So many mails to one person in so many days, across everything that the campaign sends."""

import datetime as dt
import re
import threading

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.automations import tasks as tasks_sequences
from hustings.outreach.automations.actions import sequences
from hustings.outreach.delivery import frequency_cap, hold_reasons
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.dispatch import tasks
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from tests.app.outreach.delivery.test_delivery import carry
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.outreach.sequences import add, put_in, run
from tests.conftest import user

pytestmark = pytest.mark.both

UTC = dt.UTC
Pressed = Mailing.Pressed


@pytest.fixture
def limited(campaign):
    """At most two in seven days."""
    Campaign.objects.update(most_mails=2, most_days=7)


@pytest.fixture
def send(everyone, dora, sink):
    """Send a new mailing to everybody, and carry it; says what became of each of its letters."""

    def run(name, *, pressed=Pressed.LEFT_OUT, **fields):
        made = Mailing.objects.create(
            name=name, content=letters(name, "b"), segment=everyone, user=dora, **fields
        )
        dispatch_actions.send(mailing=made, user=dora, pressed=pressed)
        tasks.queue.call(made.pk)
        made.refresh_from_db()
        carry(made, sink)
        return made

    return run


def state(mailing, name="ann"):
    try:
        return Delivery.objects.get(mailing=mailing, address=f"{name}@example.org").state
    except ObjectDoesNotExist:
        return None


def test_whoever_got_the_most_is_left_out_and_the_page_says_how_many(limited, send, hq, dora, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    assert [state(send(f"M{n}")) for n in range(2)] == ["sent", "sent"]
    reader("ben")
    third = send("M2")
    assert (state(third), state(third, "ben")) == ("skipped", "sent")
    page = hq(dora).get(reverse("dispatch:mailing", args=[third.pk]), headers={"accept-language": "en"})
    assert "Limit of e-mails per person reached: 1" in page.content.decode()


def test_days_pass(limited, send, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    send("M0")
    clock("2027-03-03 10:00")
    send("M1")
    clock("2027-03-08 09:59:59")
    assert state(send("M2")) == "skipped"
    clock("2027-03-08 10:00:01")
    assert state(send("M3")) == "sent"
    assert state(send("M4")) == "skipped", "one of the 3rd, one of today"


def test_without_a_limit_nobody_is_held(campaign, send):
    reader("ann")
    assert [state(send(f"M{n}")) for n in range(4)] == ["sent"] * 4


def test_answers_to_what_people_did_count_for_nothing_and_are_never_held(limited, send):
    reader("ann")
    assert {state(send(f"S{n}", says="service")) for n in range(3)} == {"sent"}
    assert [state(send(f"M{n}")) for n in range(3)] == ["sent", "sent", "skipped"]
    assert state(send("S3", says="service")) == "sent"


@pytest.mark.parametrize(
    ("became", "counts"),
    [
        ({"state": "delivered"}, True),
        ({"state": "bounced"}, True),
        ({"state": "complained"}, True),
        ({"state": "unsure", "sent_at": None}, True),
        ({"state": "failed", "sent_at": None}, False),
        ({"state": "skipped", "sent_at": None}, False),
        ({"state": "queued", "sent_at": None}, False),
    ],
)
def test_what_counts_is_what_may_have_reached_them(limited, send, became, counts):
    reader("ann")
    first, second = send("M0"), send("M1")
    assert (state(first), state(second)) == ("sent", "sent")
    Delivery.objects.filter(mailing=second).update(**became)
    Mailing.objects.filter(pk=second.pk).update(finished_at=None)
    assert state(send("M2")) == ("skipped" if counts else "sent")


def test_those_who_wait_leave_when_their_days_are_over(limited, send, sink, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    send("M0")
    clock("2027-03-02 10:00")
    send("M1")
    third = send("M2", pressed=Pressed.WAITING)
    row = Delivery.objects.get(mailing=third)
    assert (row.state, row.due_at) == ("queued", dt.datetime(2027, 3, 8, 10, tzinfo=UTC))
    [group] = hold_reasons.of(third)
    assert (group.n, group.who) == (1, "") and group.why
    assert not claims.finish(third)
    clock("2027-03-08 10:00:01")
    carry(third, sink)
    assert state(third) == "sent"


def test_a_letter_that_waits_is_held_again_where_others_came_first(limited, send, sink, clock):
    clock("2027-03-01 10:00")
    reader("ann")
    send("M0")
    clock("2027-03-02 10:00")
    send("M1")
    third = send("M2", pressed=Pressed.WAITING)
    clock("2027-03-08 10:00:01")
    send("M3")
    carry(third, sink)
    assert Delivery.objects.get(mailing=third).due_at == dt.datetime(2027, 3, 9, 10, tzinfo=UTC)


def test_a_limit_that_changes_is_heard_within_a_minute(limited, send, sink):
    reader("ann")
    send("M0")
    send("M1")
    third = send("M2", pressed=Pressed.WAITING)
    tasks.wake()
    assert Delivery.objects.get(mailing=third).due_at > timezone.now(), "the same limit"
    Campaign.objects.update(most_mails=3)
    tasks.wake()
    carry(third, sink)
    assert state(third) == "sent"


def test_only_a_director_writes_to_them_all_the_same(limited, send, hq, everyone, dora):
    reader("ann")
    send("M0")
    send("M1")
    urgent = send("M2", pressed=Pressed.IGNORED)
    assert state(urgent) == "sent"
    assert frequency_cap.pressed(
        Mailing(says="campaign"), list(Person.objects.values_list("pk", flat=True)), timezone.now()
    )
    carla = user("carla", Role.COMMUNICATIONS)
    draft = Mailing.objects.create(name="C", content=letters("s", "b"), segment=everyone, user=carla)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.send(mailing=draft, user=carla, pressed=Pressed.IGNORED)
    url = reverse("dispatch:send", args=[draft.pk])
    page = hq(carla).get(url, headers={"accept-language": "en"}).content.decode()
    assert "People who got 2 e-mails in 7 days" in page and "1 recipient for now" in page
    assert 'value="waiting"' in page and 'value="ignored"' not in page
    assert 'value="ignored"' in hq(dora).get(url).content.decode()


def test_the_choice_is_posted_and_kept(limited, send, hq, everyone, dora):
    reader("ann")
    draft = Mailing.objects.create(name="C", content=letters("s", "b"), segment=everyone, user=dora)
    browser, url = hq(dora), reverse("dispatch:send", args=[draft.pk])
    seen = browser.get(url).context["seen"]
    assert browser.post(url, {"nevertheless": "on", "seen": seen, "pressed": "nonsense"}).status_code == 422
    browser.post(url, {"nevertheless": "on", "seen": seen, "pressed": "waiting"})
    draft.refresh_from_db()
    assert draft.pressed == Pressed.WAITING


def test_a_mailing_that_no_limit_holds_asks_nothing(limited, hq, everyone, dora, campaign):
    reader("ann")
    draft = Mailing.objects.create(
        name="S", content=letters("s", "b"), segment=everyone, user=dora, says="service"
    )
    url = reverse("dispatch:send", args=[draft.pk])
    assert 'name="pressed"' not in hq(dora).get(url).content.decode()
    Campaign.objects.update(most_mails=None)
    Mailing.objects.update(says="campaign")
    assert 'name="pressed"' not in hq(dora).get(url).content.decode()


def test_letters_of_sequences_count_and_wait(limited, send, sink, dora):
    ann = reader("ann")
    sequence = sequences.make(name="Welcome", user=dora)
    steps = [add(sequence, "letter", subject=f"S{n}") for n in range(3)]
    run(sequence, dora)
    put_in(sequence, ann)
    for step in steps:
        tasks_sequences.advance_sequences()
        step.mailing.refresh_from_db()
        carry(step.mailing, sink)
    assert [state(step.mailing) for step in steps] == ["sent", "sent", "queued"]
    assert Delivery.objects.get(mailing=steps[2].mailing).reason.startswith("wait|limit")
    assert state(send("M0")) == "skipped"


@pytest.mark.django_db(transaction=True)
def test_two_mailings_at_once_do_not_both_take_the_last_place(transactional_db, everyone, dora, campaign):
    Campaign.objects.update(most_mails=1, most_days=7)
    people = [reader(f"r{n}") for n in range(30)]
    made = []
    for n in range(3):
        mailing = Mailing.objects.create(name=f"M{n}", content=letters("s", "b"), segment=everyone, user=dora)
        dispatch_actions.send(mailing=mailing, user=dora)
        tasks.queue.call(mailing.pk)
        made.append(mailing)
    gate, found, errors = threading.Barrier(3), [], []

    def claim(mailing):
        try:
            carrier = worker_leases.sign_on(60)
            gate.wait()
            for _turn in range(4):
                for row in claims.claim(carrier, Mailing.objects.get(pk=mailing.pk), 10):
                    if not row.unfit:
                        found.append(row.person)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim, args=[mailing]) for mailing in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(found) == len(set(found)) == len(people)


def test_it_costs_the_same_few_questions_whoever_is_asked_about(limited, send, mailing):
    def asked(n):
        people = [reader(f"r{n}-{k}") for k in range(n)]
        with CaptureQueriesContext(connection) as questions:
            frequency_cap.pressed(mailing, {person.pk for person in people}, timezone.now())
        return len(questions)

    reader("ann")
    send("M0")
    asked(1)
    assert asked(2) == asked(40) <= 5


def test_counting_reads_an_index_by_person(limited, send, mailing):
    """Among many deliveries, of which those of a few hundred people matter."""
    reader("ann")
    first, second = send("M0"), send("M1")
    template = Person.objects.get()
    people = Person.objects.bulk_create(Person(created_at=template.created_at) for _n in range(4_000))
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(mailing=each, person=person, address="x@example.org", state="sent", sent_at=now)
        for each in (first, second)
        for person in people
    )
    Mailing.objects.filter(pk=first.pk).update(finished_at=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    since = now - dt.timedelta(days=7)
    others = frequency_cap._others(mailing, since)
    assert others, "the second question, for what is on its way, is asked too"
    asked = frequency_cap._lately([person.pk for person in people[:100]], since, others)
    with transaction.atomic():
        plan = asked.explain()
        assert asked.count() == 200
    if connection.vendor == "sqlite":  # elsewhere either index of people serves
        assert "deliveries_lately" in plan, plan
    assert not re.search(r"(Seq Scan on|SCAN) delivery_delivery", plan), plan
    whole = frequency_cap.full(frequency_cap.Limit(2, 7), now)
    assert whole.count() == 4_001
    if connection.vendor == "sqlite":  # elsewhere all of a small table is read
        assert "COVERING INDEX deliveries_lately" in whole.explain()
