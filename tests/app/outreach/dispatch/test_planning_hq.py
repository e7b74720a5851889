"""Plan, change and take back in HQ; what the pages say."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import eta, progress, timetable
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions
from hustings.outreach.mailings.models import Mailing
from tests import addresses
from tests.cast.outreach.fixtures import reader
from tests.conftest import user
from tests.system.outreach.dispatch.test_planning import at, plan

pytestmark = pytest.mark.usefixtures("english")

State = Mailing.State


def post(browser, name, mailing, **fields):
    return browser.post(
        addresses.outreach(name, args=[mailing.pk]), fields, headers={"accept-language": "en"}
    )


def send(browser, mailing, **fields):
    seen = browser.get(reverse("dispatch:send", args=[mailing.pk])).context["seen"]
    return post(browser, "send", mailing, seen=seen, nevertheless="on", **fields)


def page(browser, name, *words):
    return browser.get(
        addresses.outreach(name, args=words), headers={"accept-language": "en"}
    ).content.decode()


def test_the_journey_of_a_plan(hq, dora, mailing, french, clock):
    reader("ann")
    clock("2027-03-01 10:00")
    browser = hq(dora)
    wanted = {"when": "later", "day": "2027-03-02", "hour": "09:00", "clock": "reader"}
    assert send(browser, mailing, **wanted).status_code == 302
    mailing.refresh_from_db()
    assert (mailing.state, mailing.send_at, mailing.clock) == (
        State.SCHEDULED,
        at("2027-03-02 09:00"),
        "reader",
    )
    shown = page(browser, "mailing", mailing.pk)
    assert "Each person gets it at 2 March 2027, 09:00 local time" in shown
    assert f"To: {mailing.segment} · 1 recipient" in " ".join(shown.split())
    assert "Reschedule" in shown and "Pause" not in shown
    assert mailing.name in page(browser, "planned") and "2027" in page(browser, "mailings")
    form = browser.get(reverse("dispatch:plan", args=[mailing.pk])).content.decode()
    assert 'value="2027-03-02"' in form and 'value="09:00"' in form
    post(browser, "plan", mailing, day="2027-03-03", hour="10:30", clock="ours")
    mailing.refresh_from_db()
    assert (mailing.send_at, mailing.clock) == (at("2027-03-03 10:30"), "ours")
    post(browser, "unplan", mailing)
    mailing.refresh_from_db()
    assert mailing.is_draft
    assert mailing.name not in page(browser, "planned")
    assert browser.get(reverse("dispatch:plan", args=[mailing.pk])).status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day": "", "hour": ""}, "Choose when"),
        ({"day": "2027-03-01", "hour": "10:59"}, "passed"),
        ({"day": "2027-03-28", "hour": "02:30"}, "doesn’t exist"),
        ({"day": "nonsense", "hour": "25:00"}, "valid"),
        ({"day": "9999-12-31", "hour": "23:59", "clock": "mine"}, "valid choice"),
    ],
)
def test_moments_that_cannot_be_are_refused_in_words(hq, dora, mailing, french, clock, fields, said):
    reader("ann")
    clock("2027-03-01 10:00")
    answer = send(hq(dora), mailing, when="later", **fields)
    assert answer.status_code == 422 and said in answer.content.decode()
    mailing.refresh_from_db()
    assert mailing.is_draft


def test_an_hour_that_comes_twice_is_the_first(hq, dora, mailing, campaign, clock):
    reader("ann")
    clock("2027-10-30 10:00")
    send(hq(dora), mailing, when="later", day="2027-10-31", hour="02:30")
    mailing.refresh_from_db()
    assert mailing.send_at == dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)


def test_the_hour_is_the_campaigns_whatever_clock_the_pages_show(hq, dora, mailing, campaign, clock):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(dora)
    profile.current_time_zone = "America/New_York"
    profile.save()
    reader("ann")
    clock("2027-03-01 10:00")
    browser = hq(dora)
    send(browser, mailing, when="later", day="2027-03-02", hour="09:00")
    mailing.refresh_from_db()
    assert mailing.send_at == at("2027-03-02 09:00")
    assert "09:00" in page(browser, "mailing", mailing.pk)
    assert "<strong>09:00</strong>" in page(browser, "planned")


def test_the_page_says_what_will_hold_it(mailing, dora, french, clock):
    from hustings.foundation.elections import actions as elections

    elections.save_election(name="P", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)])
    reader("ann")
    clock("2027-04-01 10:00")
    plan(mailing, dora, "2027-04-10 09:00")
    [_when, held] = timetable.sentences(mailing)
    assert "11 April 2027, 20:00" in held and "election silence: P, round 1" in held and "L. 49" in held


def test_one_that_was_missed_says_so_and_may_leave_now(hq, dora, mailing, campaign, clock, run_tasks):
    from hustings.outreach.dispatch import tasks

    reader("ann")
    clock("2027-03-01 10:00")
    plan(mailing, dora, "2027-03-02 09:00")
    clock("2027-03-03 09:00")
    tasks.begin.call(mailing.pk)
    browser = hq(dora)
    assert "because the server was down" in page(browser, "planned")
    shown = page(browser, "mailing", mailing.pk)
    assert "Send now" in shown and "Reschedule" in shown and "Back to draft" in shown
    post(browser, "resume", mailing)
    mailing.refresh_from_db()
    assert mailing.state == State.QUEUEING and mailing.name not in page(browser, "planned")


def test_only_who_may_steer_it_changes_a_plan(hq, dora, carla, rhone, mailing, campaign, clock):
    lou = user("lou", Role.COMMUNICATIONS, rhone)
    reader("ann", Zone.objects.get(name="Lyon"))
    clock("2027-03-01 10:00")
    plan(mailing, dora, "2027-03-02 09:00")
    for name in ("plan", "unplan"):
        assert post(hq(lou), name, mailing, day="2027-03-03", hour="09:00").status_code == 403
    assert "Reschedule" not in page(hq(lou), "mailing", mailing.pk)
    mailing.refresh_from_db()
    assert mailing.state == State.SCHEDULED
    post(hq(carla), "unplan", mailing)
    mailing.refresh_from_db()
    assert mailing.is_draft


def test_the_rate_is_of_the_last_minutes_and_the_end_knows_the_night(mailing, dora, french, clock):
    now = clock("2027-03-02 20:30")  # half past nine in the evening
    lyon = reader("ann", Zone.objects.filter(name="Lyon").first())
    people = [lyon, *(reader(f"r{n}") for n in range(30))]
    Mailing.objects.update(
        state=State.SENDING, started_at=now - dt.timedelta(days=1), queued_at=now, sent_by=dora
    )
    mailing.refresh_from_db()
    row = {"mailing": mailing, "address": "r@example.org"}
    Delivery.objects.bulk_create(
        Delivery(person=person, state="sent", sent_at=now - dt.timedelta(seconds=30), **row)
        for person in people[:4]
    )
    Delivery.objects.bulk_create(
        Delivery(person=person, state="sent", sent_at=now - dt.timedelta(hours=3), **row)
        for person in people[4:6]
    )
    Delivery.objects.bulk_create(
        Delivery(person=person, state="queued", due_at=now, **row) for person in people[6:]
    )
    found = progress.of(mailing)
    assert (found.per_minute, found.waiting) == (2, 25)
    [end] = eta.of(mailing, found)
    assert "21:42" in end, "twelve minutes and a half, before ten"
    Delivery.objects.filter(state="sent", sent_at__gt=now - dt.timedelta(minutes=1)).update(
        sent_at=now - dt.timedelta(hours=1)
    )
    assert progress.of(mailing).per_minute == 0 and eta.of(mailing, progress.of(mailing)) == []
    clock("2027-03-02 20:55")
    Delivery.objects.filter(person__in=people[:2]).update(sent_at=timezone.now())
    found = progress.of(mailing)
    [end] = eta.of(mailing, found)
    assert found.per_minute == 1 and "3 March 2027, 07:20" in end, "five minutes tonight, twenty tomorrow"


def test_a_plan_costs_the_pages_few_questions(
    hq, dora, mailing, french, clock, django_assert_max_num_queries
):
    reader("ann")
    clock("2027-03-01 10:00")
    segment = mailing.segment
    browser = hq(dora)
    browser.get(reverse("dispatch:planned"))
    for n in range(12):
        made = Mailing.objects.create(
            name=f"M{n}", content=list(mailing.content.raw_data), segment=segment, user=dora
        )
        actions.schedule(mailing=made, user=dora, at=at(f"2027-03-{n + 2:02} 09:00"), clock="reader")
    with django_assert_max_num_queries(60):
        assert "M11" in browser.get(reverse("dispatch:planned")).content.decode()
