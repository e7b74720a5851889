"""Alarms that stop a bad mailing by itself."""

import random

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.roles import Role
from hustings.outreach.bounces import alarm_mails, alarms
from hustings.outreach.bounces.alarms import surely
from hustings.outreach.bounces.models import Alarm
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import Reason
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from tests.app.outreach.bounces.test_returns import take_in
from tests.cast.outreach.came_back import bounce
from tests.conftest import user

State, Kind = Delivery.State, Alarm.Kind
DEAD, SPAM = Reason.UNKNOWN, Reason.SPAM


@pytest.fixture
def moving(mailing, dora):
    mailing.state, mailing.sent_by, mailing.queued_at = Mailing.State.SENDING, dora, timezone.now()
    mailing.save()
    return mailing


def write(mailing, n: int, *, n_bad: int = 0, bad: str = State.BOUNCED, reason: str = "", **more) -> None:
    """So many letters handed over, some of which went wrong."""
    people = Person.objects.bulk_create([Person(language="en") for _n in range(n)])
    now = timezone.now()
    Delivery.objects.bulk_create(
        [
            Delivery(
                mailing=mailing, person=person, address=f"r{person.pk}@example.org", sent_at=now,
                **({"state": bad, "reason": reason} | more if at < n_bad else {"state": State.SENT}),
            )
            for at, person in enumerate(people)
        ]
    )  # fmt: skip


def state_of(mailing) -> str:
    mailing.refresh_from_db()
    return mailing.state


# --- The rule --------------------------------------------------------------------------------------
@pytest.mark.parametrize(("n", "of", "least"), [(0, 0, 0.0), (0, 50, 0.0), (5, 10, 0.156), (50, 500, 0.067)])
def test_a_share_counts_as_far_as_it_is_sure(n, of, least):
    assert surely(n, of) == pytest.approx(least, abs=0.01)
    assert surely(n, of) <= (n / of if of else 0)


def test_bad_luck_stops_nothing_and_a_bad_list_soon():
    """Ten thousand letters looked at every hundred: at the limit itself hardly ever, at thrice it at once."""
    dice, limit = random.Random(20270411), 0.05

    def stops_at(share: float) -> int | None:
        n = 0
        for letters in range(100, 10_001, 100):
            n += sum(dice.random() < share for _n in range(100))
            if n >= alarms.LEAST_EVENTS and surely(n, letters) > limit:
                return letters
        return None

    assert sum(stops_at(limit * 0.8) is not None for _n in range(100)) == 0
    assert sum(stops_at(limit) is not None for _n in range(100)) <= 5
    assert max(stops_at(limit * 3) or 10_000 for _n in range(100)) <= 500


@pytest.mark.parametrize(
    ("kind", "many"),
    [
        (Kind.BOUNCES, {"n": 400, "n_bad": 60, "reason": DEAD}),
        (Kind.BLOCKS, {"n": 400, "n_bad": 100, "reason": SPAM}),
        (Kind.COMPLAINTS, {"n": 400, "n_bad": 8, "bad": State.COMPLAINED}),
        (Kind.LEAVING, {"n": 400, "n_bad": 40, "bad": State.SENT, "unsubscribed_at": timezone.now()}),
    ],
)
def test_too_much_pauses_the_mailing_and_says_why(moving, kind, many):
    write(moving, **many)
    alarms.look_at_moving()
    assert state_of(moving) == Mailing.State.PAUSED
    assert (moving.problem, moving.problem_said) == (kind, "")
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.n, alarm.n_letters) == (kind, many["n_bad"], 400)


@pytest.mark.parametrize(
    "many",
    [
        {"n": 20, "n_bad": 20, "reason": DEAD},  # the first few may be the worst
        {"n": 400, "n_bad": 12, "reason": DEAD},
        {"n": 400, "n_bad": 100, "reason": Reason.FULL},  # nobody's fault
        {"n": 400, "n_bad": 30, "reason": SPAM},
        {"n": 150, "n_bad": 2, "bad": State.COMPLAINED},
    ],
)
def test_little_stops_nothing(moving, many):
    write(moving, **many)
    alarms.look_at_moving()
    assert state_of(moving) == Mailing.State.SENDING and not Alarm.objects.exists()


def test_an_alarm_can_be_switched_off(moving, settings):
    settings.ALARMS = {**settings.ALARMS, "bounces": 0.0}
    write(moving, 400, n_bad=200, reason=DEAD)
    alarms.look_at_moving()
    assert state_of(moving) == Mailing.State.SENDING


def test_what_comes_back_is_looked_at_at_once(moving, django_capture_on_commit_callbacks):
    write(moving, 400, n_bad=60, reason=DEAD)
    alarms._looked.clear()
    last = Delivery.objects.filter(state=State.SENT).last()
    with django_capture_on_commit_callbacks(execute=True):
        take_in(bounce(last.pk))
    assert state_of(moving) == Mailing.State.PAUSED


def test_mailings_that_do_not_move_are_left_alone(mailing):
    write(mailing, 400, n_bad=200, reason=DEAD)
    alarms.look_at_moving()
    alarms.look([mailing.pk])
    assert state_of(mailing) == Mailing.State.DRAFT and not Alarm.objects.exists()


# --- Deciding --------------------------------------------------------------------------------------
@pytest.fixture
def stopped(moving):
    write(moving, 400, n_bad=60, reason=DEAD)
    alarms.look_at_moving()
    moving.refresh_from_db()
    return moving


def test_directors_and_the_sender_are_told_by_mail(moving, dora, mailoutbox):
    sam, _other = user("sam", Role.COMMUNICATIONS), user("olga", Role.ORGANISER)
    Mailing.objects.update(sent_by=sam)
    write(moving, 400, n_bad=60, reason=DEAD)
    alarms.look_at_moving()
    assert alarm_mails.whom(moving.pk) == {dora.pk, sam.pk}
    for pk in sorted(alarm_mails.whom(moving.pk)):
        alarm_mails.tell.func(Alarm.objects.get().pk, pk)
    first, second = mailoutbox
    assert first.to == ["dora@example.org"] and second.to == ["sam@example.org"]
    assert (
        "60 erreurs définitives" in first.body
        and "15.0" in first.body
        and f"/mailings/{moving.pk}/" in first.body
    )
    assert "First" in second.subject and second.body.count("\n") >= 4


def test_only_a_director_lets_it_go_on_and_that_is_written_down(stopped, dora):
    sam = user("sam", Role.COMMUNICATIONS)
    for deed in (dispatch_actions.resume, dispatch_actions.go_on):
        with pytest.raises(mailings_refusals.Refused):
            deed(mailing=stopped, user=sam)
    with pytest.raises(mailings_refusals.Refused):
        dispatch_actions.resume(mailing=stopped, user=dora)
    dispatch_actions.go_on(mailing=stopped, user=dora)
    assert state_of(stopped) == Mailing.State.SENDING and stopped.problem == ""
    assert Alarm.objects.get().waived_by == dora


def test_who_went_on_knowingly_is_asked_again_only_if_it_gets_worse(stopped, dora):
    dispatch_actions.go_on(mailing=stopped, user=dora)
    alarms.look_at_moving()
    assert state_of(stopped) == Mailing.State.SENDING
    write(stopped, 400, n_bad=250, reason=DEAD)
    alarms.look_at_moving()
    assert state_of(stopped) == Mailing.State.PAUSED and Alarm.objects.count() == 2


def test_the_page_says_why_and_offers_to_go_on(stopped, dora, client, settings):
    settings.SECOND_FACTOR = "optional"
    page = reverse("dispatch:mailing", args=[stopped.pk])
    client.force_login(user("sam", Role.COMMUNICATIONS))
    text = client.get(page).content.decode()
    with translation.override("fr"):
        assert Alarm.objects.get().words in text
    assert (
        "La direction doit décider de la reprise." in text
        and reverse("dispatch:go_on", args=[stopped.pk]) not in text
    )
    client.post(reverse("dispatch:go_on", args=[stopped.pk]))
    assert state_of(stopped) == Mailing.State.PAUSED
    client.force_login(dora)
    assert reverse("dispatch:go_on", args=[stopped.pk]) in client.get(page).content.decode()
    client.post(reverse("dispatch:go_on", args=[stopped.pk]))
    assert state_of(stopped) == Mailing.State.SENDING
    assert "malgré l’alerte" in client.get(page).content.decode()


def test_a_look_at_many_mailings_takes_a_few_queries(moving, django_assert_max_num_queries):
    for n in range(5):
        Mailing.objects.create(name=f"M{n}", content=[], state=Mailing.State.SENDING)
    with django_assert_max_num_queries(6):
        alarms.look_at_moving()


# --- Codes, not words ------------------------------------------------------------------------------
def test_rewording_a_reason_changes_nothing(moving, monkeypatch):
    write(moving, 400, n_bad=60, reason=DEAD)
    monkeypatch.setattr(Reason.UNKNOWN, "_label_", "Nobody lives here")
    alarms.look_at_moving()
    assert Alarm.objects.get().kind == Kind.BOUNCES


def test_reasons_are_the_same_in_every_language(moving):
    write(moving, 1)
    last = Delivery.objects.filter(state=State.SENT).last()
    with translation.override("fr"):
        take_in(bounce(last.pk))
        last.refresh_from_db()
        assert (last.reason, last.why) == ("unknown", "La boîte aux lettres n’existe pas")
