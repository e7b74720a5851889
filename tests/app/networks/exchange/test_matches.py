"""From yes to a meeting: two yeses, relayed words, endorsements, office hours, cohorts, speed dating."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.field.threads.models import Message, Notice, Thread
from hustings.field.threads.tasks import wake
from hustings.foundation.accounts.models import User
from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery
from hustings.networks.exchange import actions, contact_data
from hustings.networks.exchange.models import (
    Cohort,
    Date,
    Endorsement,
    Match,
    Member,
    OfficeHour,
    Outcome,
    SpeedDating,
)
from tests.cast.foundation.webhooks.fixtures import set_up
from tests.cast.networks.exchange.fixtures import agreed, ask, member, offer

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Run = Callable[..., int]


def test_addresses_are_given_only_once_both_said_yes(lea: Member, max_: Member, run_tasks: Run) -> None:
    match = actions.ask_directly(ask=ask(lea), offer=offer(max_))
    assert contact_data.of_other(match, lea) is None
    match = actions.answer(match=match, is_yes=True, said="Oui ! max@example.org ou 06 12 34 56 78")
    assert contact_data.of_other(match, lea) is None and contact_data.of_other(match, max_) is None
    assert "@" not in match.said and "34 56" not in match.said, "cut, as the relay does"
    run_tasks()
    wake()
    run_tasks()
    assert not [each for each in mail.outbox if "max@example.org" in f"{each.body}" and "lea" in each.to[0]]
    match = actions.decide(match=match, is_yes=True)
    assert contact_data.of_other(match, lea) == contact_data.Contact(
        "Max Martin, Bridge Ltd", "max@example.org"
    )
    mail.outbox.clear()
    run_tasks()
    told = {each.to[0]: str(each.body) for each in mail.outbox}
    assert "max@example.org" in told["lea@example.org"] and "lea@example.org" in told["max@example.org"]


def test_words_of_a_yes_begin_a_conversation_by_relay(lea: Member, max_: Member, run_tasks: Run) -> None:
    match = actions.ask_directly(ask=ask(lea), offer=offer(max_))
    assert not Thread.objects.exists()
    actions.answer(match=match, is_yes=True, said="Volontiers")
    actions.answer(match=match, is_yes=True, said="Volontiers")
    thread = Thread.objects.get()
    assert (thread.kind, thread.subject, Message.objects.get().text) == ("exchange", match.pk, "Volontiers")
    run_tasks()
    assert Notice.objects.get().person == lea.person


def test_a_no_after_both_yeses_goes_on_to_the_next(
    lea: Member, max_: Member, nora: Member, run_tasks: Run
) -> None:
    match = agreed(lea, max_)
    offer(nora)
    run_tasks()
    actions.give_up(match=match, member=lea)
    run_tasks()
    assert [each.outcome for each in Match.objects.order_by("pk")] == [Outcome.FAILED, ""]
    assert Match.objects.live().get().helper == nora


def test_a_declined_offer_is_told_and_freed(lea: Member, max_: Member, run_tasks: Run) -> None:
    match = actions.ask_directly(ask=ask(lea), offer=offer(max_))
    with pytest.raises(actions.TooLate):
        actions.decide(match=match, is_yes=True)
    actions.decide(match=actions.answer(match=match, is_yes=True), is_yes=False)
    mail.outbox.clear()
    run_tasks()
    assert Member.objects.get(pk=max_.pk).n_open == 0
    assert "max@example.org" in [each.to[0] for each in mail.outbox]


def test_the_database_knows_no_agreement_without_an_answer(lea: Member, max_: Member) -> None:
    match = actions.ask_directly(ask=ask(lea), offer=offer(max_))
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(agreed_at=timezone.now())


def test_endorsements_need_a_meeting_that_both_confirmed(lea: Member, max_: Member) -> None:
    match, today = agreed(lea, max_), timezone.localdate()
    with pytest.raises(actions.NotMet):
        actions.say_met(match=match, member=lea, on=today + dt.timedelta(days=1))
    actions.say_met(match=match, member=lea, on=today)
    with pytest.raises(actions.NotMet):
        actions.endorse(match=match, author=lea, text="Parfait")
    match = actions.say_met(match=match, member=max_, on=today)
    assert match.outcome == Outcome.MET and match.ask.state == "answered"
    actions.endorse(match=match, author=lea, text="Parfait")
    actions.endorse(match=match, author=lea, text="Très clair")
    found = Endorsement.objects.shown().get(about=max_)
    assert found.text == "Très clair"
    actions.hide_endorsement(endorsement=found)
    assert not Endorsement.objects.shown().exists()


def test_an_office_hour_has_one_booker(lea: Member, max_: Member, nora: Member, run_tasks: Run) -> None:
    start = timezone.now().replace(microsecond=0) + dt.timedelta(days=2)
    assert actions.add_hours(member=max_, starts_at=start, minutes=30, times=3, place="Zoom") == 3
    assert actions.add_hours(member=max_, starts_at=start, minutes=30, times=3, place="Zoom") == 0
    hour = OfficeHour.objects.first()
    assert hour
    with pytest.raises(actions.NotBooked):
        actions.book(hour=hour, member=max_, topic="x")
    actions.book(hour=hour, member=lea, topic="Prix")
    with pytest.raises(actions.NotBooked):
        actions.book(hour=hour, member=nora, topic="Prix")
    run_tasks()
    assert sorted(each.to[0] for each in mail.outbox) == ["lea@example.org", "max@example.org"]
    assert all("max@example.org" not in f"{each.body}" for each in mail.outbox)
    actions.cancel_hour(hour=hour, member=lea)
    actions.book(hour=hour, member=nora, topic="Prix")
    actions.cancel_hour(hour=hour, member=max_)
    assert not OfficeHour.objects.bookable().filter(pk=hour.pk).exists()
    mail.outbox.clear()
    run_tasks()
    assert "nora@example.org" in [each.to[0] for each in mail.outbox]


def test_a_cohort_is_drawn_looked_at_and_then_asked(lea: Member, max_: Member, nora: Member) -> None:
    Member.objects.filter(pk=max_.pk).update(most_at_once=1)
    first, second = ask(lea), ask(nora)
    offer(max_)
    cohort = Cohort.objects.create(name="Printemps")
    assert actions.draw(cohort=cohort) == 1 and actions.draw(cohort=cohort) == 1
    assert not Match.objects.exists()
    pair = cohort.pairs.get()
    assert pair.choice == 1 and pair.ask in {first, second}
    cohort.refresh_from_db()
    assert (cohort.n_asks, cohort.n_offers, cohort.state) == (2, 1, "draft")
    assert actions.publish_cohort(cohort=cohort) == 1 and actions.publish_cohort(cohort=cohort) == 0
    assert Match.objects.get().source == "cohort"


def test_an_evening_of_speed_dating_is_planned_and_told(
    lea: Member, max_: Member, nora: Member, run_tasks: Run
) -> None:
    ask(lea), ask(nora), offer(max_), offer(member("Omar", "Quai", city="Lyon"))
    run_tasks()
    mail.outbox.clear()
    start = timezone.now() + dt.timedelta(days=3)
    dating = SpeedDating.objects.create(name="Soirée", place="Mairie", starts_at=start, n_rounds=2)
    with pytest.raises(actions.NobodyToMeet):
        actions.plan(dating=dating)
    dating.guests.set(Member.objects.all())
    assert actions.plan(dating=dating) == 4
    assert Date.objects.filter(number=0).count() == 2
    assert actions.publish_dating(dating=dating) and not actions.publish_dating(dating=dating)
    run_tasks()
    assert len(mail.outbox) == 4 and all("table" in f"{each.body}" for each in mail.outbox)
    assert not [each for each in mail.outbox if "@example.org" in f"{each.body}".replace(each.to[0], "")]


def test_an_invited_person_is_the_one_we_know(lea: Member, dora: Any, run_tasks: Run) -> None:
    said = {"given_name": "Lea", "family_name": "M", "organisation": "X", "language": "fr", "user": dora}
    with pytest.raises(actions.NotInvited):
        actions.invite(email="LEA@example.org", **said)
    made = actions.invite(email="new@example.org", **said)
    run_tasks()
    assert made.state == "invited" and "exchange/invitations/" in str(mail.outbox[-1].body)
    actions.leave(member=lea)
    assert actions.invite(email="lea@example.org", **said).pk == lea.pk


def test_other_programs_are_told_of_asks_and_meetings_without_people(
    lea: Member, max_: Member, dora: User
) -> None:
    set_up("https://tool.example/in", ["exchange.asked", "exchange.met"], dora)
    match = agreed(lea, max_)
    for each in (lea, max_):
        actions.say_met(match=match, member=each, on=timezone.localdate())
    found = list(Delivery.objects.order_by("pk").values_list("event", "key"))
    assert found == [("exchange.asked", match.ask_id), ("exchange.met", match.pk)]
    for name, key in found:
        event = events.find(name)
        assert event and "example.org" not in str(said := event.payloads([key], True))
        assert name == "exchange.asked" or said[key]["ask"]["title"] == "Lire un bilan"
