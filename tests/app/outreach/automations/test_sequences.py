"""People go through sequences: at their own pace, each step once, out when they should be."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.outreach.automations import engine
from hustings.outreach.automations.actions import sequences, steps
from hustings.outreach.automations.flow import ROOT, Flow, Place
from hustings.outreach.automations.models import Enrolment, Passage, Sequence
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.review.models import Precaution
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Activity, Purpose, Tag
from hustings.people.privacy import actions as privacy_actions
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import letters, reader
from tests.cast.outreach.sequences import DAY, add, got, put_in, run, wait, where

pytestmark = pytest.mark.both

Ending = Enrolment.Ending


@pytest.fixture
def sequence(campaign, dora):
    return sequences.make(name="Welcome", user=dora)


@pytest.fixture
def anna(campaign):
    return reader("anna", language="en")


def tagged(name: str) -> Segment:
    tag, _made = Tag.objects.get_or_create(key=name, defaults={"name": name})
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": tag.pk}]}
    return Segment.objects.create(name=f"Tagged {name}", criteria=criteria)


def test_letters_leave_one_after_another_as_days_pass(sequence, anna, dora, days):
    for day in (0, 3, 7):
        if day:
            wait(sequence, day)
        add(sequence, "letter", subject=f"Day {day}")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert got(anna) == ["Day 0"]
    days.tick(days=2, hours=23)
    assert got(anna) == ["Day 0"]
    days.tick(hours=2)
    assert got(anna) == ["Day 0", "Day 3"]
    days.tick(days=8)
    assert got(anna) == ["Day 0", "Day 3", "Day 7"]
    assert where(anna, sequence).ending == Ending.THROUGH
    assert Passage.objects.count() == 5


def test_the_next_wait_begins_once_the_letter_has_left(sequence, anna, dora, days):
    add(sequence, "letter", subject="First")
    wait(sequence, 1)
    add(sequence, "letter", subject="Second")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.sends = False  # the mail server is away for three days
    days.tick(days=3)
    assert where(anna, sequence).step.kind == "letter" and not Passage.objects.exists()
    days.sends = True
    days.tick()
    assert got(anna) == ["First"]
    days.tick(hours=25)
    assert got(anna) == ["First", "Second"]


def test_nobody_comes_twice_who_may_come_once(sequence, anna, dora, days):
    add(sequence, "letter")
    run(sequence, dora)
    for _time in range(3):
        put_in(sequence, anna, now=days.now)
        days.tick(days=400)
    assert Enrolment.objects.count() == 1 and len(got(anna)) == 1


def test_who_may_come_again_gets_the_letters_again(sequence, anna, dora, days):
    add(sequence, "letter", subject="After the event")
    sequences.settle(sequence=sequence, name="Event", again_after=30)
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick(days=20)
    put_in(sequence, anna, now=days.now)  # too early
    days.tick(days=11)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert got(anna) == ["After the event"] * 2
    assert list(Delivery.objects.values_list("round", flat=True)) == [1, 2]


def test_a_condition_parts_people_and_they_meet_again(sequence, anna, dora, days):
    tom = reader("tom", language="en")
    persons_actions.tag(person=anna, name="driver")
    condition = add(sequence, "condition", segment=tagged("driver"))
    add(sequence, "letter", (condition.pk, "yes"), subject="Drive")
    add(sequence, "letter", (condition.pk, "no"), subject="Ride along")
    add(sequence, "letter", subject="See you")
    run(sequence, dora)
    put_in(sequence, anna, tom, now=days.now)
    days.tick()
    assert got(anna) == ["Drive", "See you"]
    assert got(tom) == ["Ride along", "See you"]
    assert set(Passage.objects.filter(step=condition).values_list("result", flat=True)) == {"yes", "no"}


def test_tags_and_follow_ups_are_given_once(sequence, anna, dora, days):
    tag = Tag.objects.create(name="Welcomed", key="welcomed")
    add(sequence, "tag", tag=tag)
    add(sequence, "follow_up", owner=dora, value={"what": "Ring them", "days": 2})
    add(sequence, "untag", tag=tag)
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert not anna.tags.exists()
    follow_up = FollowUp.objects.get(person=anna)
    assert follow_up.owner == dora and follow_up.due_on == timezone.localdate(days.now) + 2 * DAY
    kinds = Activity.objects.filter(person=anna, data__sequence=sequence.pk).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "person.tagged", "follow_up.added", "person.untagged",
    ]  # fmt: skip
    engine.advance(days.now)
    assert FollowUp.objects.count() == 1


def test_who_unsubscribes_leaves_before_anything_else_happens(sequence, anna, dora, days):
    add(sequence, "letter", subject="First")
    wait(sequence, 1)
    add(sequence, "letter", subject="Second")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    persons_actions.record_consent(person=anna, purpose=Purpose.EMAIL, is_given=False, source="test")
    days.tick(days=2)
    assert got(anna) == ["First"]
    assert where(anna, sequence).ending == Ending.NO_CONSENT


def test_who_meets_the_criteria_leaves_and_the_queued_letter_with_them(sequence, anna, dora, days):
    add(sequence, "letter")
    sequences.settle(sequence=sequence, name="Lapsed", leaves_when=tagged("donor"))
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.sends = False
    days.tick()
    assert Delivery.objects.get().state == "queued"
    persons_actions.tag(person=anna, name="donor")
    days.tick()
    assert where(anna, sequence).ending == Ending.CRITERIA
    assert Delivery.objects.get().state == "skipped"
    put_in(sequence, anna, now=days.now)
    assert Enrolment.objects.count() == 1


def test_a_letter_that_is_left_out_lets_people_go_on_or_leave(sequence, anna, dora, days):
    add(sequence, "letter", subject="First")
    add(sequence, "letter", subject="Second", value={"if_left_out": "leave"})
    add(sequence, "tag", tag=Tag.objects.create(name="X", key="x"))
    anna.emails.update(status="bouncing")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert where(anna, sequence).ending == Ending.NO_LETTER
    assert list(Passage.objects.values_list("result", flat=True)) == ["left_out", "left_out"]
    assert Delivery.objects.filter(state="skipped", reason__gt="").count() == 2
    assert not anna.tags.exists()


def test_local_leaders_reach_their_own_people_alone(sequence, france, rhone, dora, days):
    from hustings.foundation.accounts.roles import Role
    from hustings.foundation.territories.models import Zone
    from tests.conftest import user

    local = user("lea", Role.COMMUNICATIONS, rhone)
    here, there = (
        reader("here", Zone.objects.get(name="Lyon")),
        reader("there", Zone.objects.get(name="Nîmes")),
    )
    sequence.user = local
    sequence.save()
    add(sequence, "letter")
    wait(sequence, 1)
    Precaution.objects.update(asks_sequences=False)  # dora could look at her letter
    run(sequence, local)
    put_in(sequence, here, there, now=days.now)
    days.tick()
    assert [row.person for row in Enrolment.objects.all()] == [here]
    here.zone = Zone.objects.get(name="Nîmes")
    here.save()
    days.tick(minutes=1)
    assert where(here, sequence).ending == Ending.ELSEWHERE


def test_without_anybody_who_answers_for_it_nothing_moves(sequence, anna, dora, days):
    add(sequence, "letter")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    dora.grants.all().delete()
    days.tick()
    sequence.refresh_from_db()
    assert sequence.problem and not Delivery.objects.exists()
    assert where(anna, sequence).ended_at is None


def test_a_pause_stops_everything_and_whose_time_came_goes_on_after_it(sequence, anna, dora, days):
    add(sequence, "letter", subject="First")
    wait(sequence, 1)
    add(sequence, "letter", subject="Second")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    sequences.pause(sequence=sequence, user=dora)
    days.tick(days=5)
    assert got(anna) == ["First"]
    assert set(sequence.steps.exclude(mailing=None).values_list("mailing__state", flat=True)) == {"paused"}
    sequences.resume(sequence=sequence, user=dora)
    days.tick()
    assert got(anna) == ["First", "Second"]


def test_who_ends_it_lets_nothing_leave_any_more(sequence, anna, dora, days):
    add(sequence, "letter")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.sends = False
    days.tick()
    sequences.end(sequence=sequence, user=dora)
    days.tick(days=1)
    assert Delivery.objects.get().state == "skipped"
    assert where(anna, sequence).ending == Ending.ENDED


def test_a_wait_that_is_taken_out_lets_people_go_on_and_a_moved_step_is_not_met_again(
    sequence, anna, dora, days
):
    add(sequence, "letter", subject="First")
    pause = wait(sequence, 30)
    add(sequence, "letter", subject="Second")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    first = Flow.of(sequence).rows[ROOT][0]
    last = Flow.of(sequence).rows[ROOT][-1]
    steps.move(step=first, place=Place(ROOT, last.pk))
    assert steps.remove(step=pause) == 1
    days.tick(minutes=1)
    assert got(anna) == ["First", "Second"]
    assert where(anna, sequence).ending == Ending.THROUGH
    assert not sequence.steps.filter(pk=pause.pk).exists()
    steps.remove(step=first)  # somebody is past it: it stays in the books
    first.refresh_from_db()
    assert first.removed_at and first.mailing.state == "cancelled"


def test_a_new_letter_holds_people_until_it_is_approved(sequence, anna, dora, days):
    add(sequence, "letter", subject="First")
    run(sequence, dora)
    late = add(sequence, "letter", subject="Second")
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert got(anna) == ["First"] and where(anna, sequence).step == late
    steps.take_letter(step=late, user=dora)
    days.tick()
    assert got(anna) == ["First", "Second"]


@pytest.mark.parametrize("subject", ["Dear {{ nick }}", "Dear [[Name]]"])
def test_a_new_version_with_a_mistake_does_not_leave(sequence, dora, subject):
    add(sequence, "letter", subject="First")
    run(sequence, dora)
    step = Flow.of(sequence).first
    step.mailing.content = letters(subject, "Text")
    step.mailing.save_revision(user=dora, clean=False)
    with pytest.raises(Refused):
        steps.take_letter(step=step, user=dora)
    assert Mailing.objects.get().subject == "First"


def test_who_comes_after_the_day_passes_over_what_belongs_to_it(sequence, anna, dora, days):
    today = timezone.localdate(days.now)
    add(sequence, "letter", subject="Welcome")
    add(sequence, "wait", value={"on": (today - dt.timedelta(days=1)).isoformat(), "at": "09:00"})
    add(sequence, "letter", subject="A week to go")
    add(sequence, "wait", value={"on": (today + dt.timedelta(days=3)).isoformat(), "at": "09:00"})
    add(sequence, "letter", subject="Tomorrow")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    assert got(anna) == ["Welcome"]
    days.tick(days=4)
    assert got(anna) == ["Welcome", "Tomorrow"]
    assert list(Passage.objects.filter(result="late").values_list("step__position", flat=True)) == [1]


def test_two_records_that_become_one_get_each_letter_once(sequence, anna, dora, days):
    from hustings.people.duplicates.actions import merges

    twin = reader("annie", language="en")
    add(sequence, "letter", subject="First")
    wait(sequence, 1)
    add(sequence, "letter", subject="Second")
    run(sequence, dora)
    put_in(sequence, anna, twin, now=days.now)
    days.tick()
    merges.merge(kept=anna, absorbed=twin, user=dora)
    assert Enrolment.objects.count() == 1
    days.tick(days=2)
    assert got(anna).count("Second") == 1
    assert got(anna).count("First") == 1


def test_what_is_known_of_somebody_goes_with_them(sequence, anna, dora, days):
    add(sequence, "letter")
    run(sequence, dora)
    put_in(sequence, anna, now=days.now)
    days.tick()
    privacy_actions.erase_person(person=anna, user=dora)
    assert not Enrolment.objects.exists() and not Passage.objects.exists()
    days.tick()


def test_a_sequence_has_steps_before_it_starts(sequence, dora):
    with pytest.raises(sequences.Refused):
        sequences.start(sequence=sequence, user=dora)
    assert Sequence.objects.get().state == "draft"
