"""The answer clock: who is asked, who comes next, who rests, and what nobody renews."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from hustings.networks.exchange import actions, answer_clock, figures, proposals
from hustings.networks.exchange.models import ExchangeLimits, Match, Member, Notice, Outcome, Post
from hustings.people.privacy import actions as privacy_actions
from tests.cast.networks.exchange.fixtures import ALL_WEEK, agreed, ask, member, offer

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Run = Callable[..., int]


def later(monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    moment = timezone.now() + dt.timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_an_ask_goes_to_whoever_fits_with_reasons_in_words(
    lea: Member, max_: Member, nora: Member, run_tasks: Run
) -> None:
    offer(max_), offer(nora, "Autre chose", skills=[], text="Du jardinage")
    ask(lea, text="Notre comptable est partie")
    run_tasks()
    match = Match.objects.get()
    assert match.helper == max_ and match.points >= 60
    assert [each.to for each in mail.outbox] == [["max@example.org"]]
    body = str(mail.outbox[0].body)
    assert "Lea M., Atelier Nord" in body and "Comptabilité" in body
    assert "lea@example.org" not in body + str(mail.outbox[0].message())


def test_silence_hands_the_ask_on_and_counts(
    lea: Member, max_: Member, nora: Member, run_tasks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = offer(max_), offer(nora)
    ask(lea)
    run_tasks()
    asked = Match.objects.get()
    later(monkeypatch, hours=37)
    answer_clock.turn()
    assert Notice.objects.filter(about="reminded", match=asked).count() == 1
    answer_clock.turn()
    assert Notice.objects.filter(about="reminded").count() == 1, "once"
    later(monkeypatch, hours=36)
    assert answer_clock.turn() == 1 and answer_clock.turn() == 0
    passed, now = Match.objects.order_by("pk")
    assert passed.outcome == Outcome.SILENT and {passed.offer, now.offer} == {first, second}
    assert list(Member.objects.filter(pk=asked.helper.pk).values_list("n_open", "n_silent")) == [(0, 1)]
    with pytest.raises(actions.TooLate):
        actions.answer(match=passed, is_yes=True)
    later(monkeypatch, hours=73)
    assert answer_clock.turn() == 0, "nobody is asked twice for the same"


def test_after_three_silences_there_is_a_break(
    lea: Member, max_: Member, monkeypatch: pytest.MonkeyPatch, run_tasks: Run
) -> None:
    offer(max_)
    for _each in range(3):
        ask(lea)
        answer_clock.turn()
        later(monkeypatch, hours=73)
    answer_clock.turn()
    max_.refresh_from_db()
    assert max_.is_paused and not Member.objects.free().filter(pk=max_.pk).exists()
    run_tasks()
    assert "exchange/me" in str(mail.outbox[-1].body)
    actions.pause(member=max_, days=0)
    assert Member.objects.free().filter(pk=max_.pk).exists()


def test_nobody_has_more_in_hand_than_they_want(lea: Member, max_: Member, nora: Member) -> None:
    Member.objects.filter(pk=max_.pk).update(most_at_once=1)
    given = offer(max_)
    ask(lea), ask(nora)
    assert answer_clock.turn() == 1
    waiting = proposals.waiting().get()
    with pytest.raises(proposals.NoRoom):
        proposals.propose(ask=waiting, offer=given)
    assert Member.objects.get(pk=max_.pk).n_open == 1
    actions.answer(match=Match.objects.get(), is_yes=False)
    assert answer_clock.turn() == 1, "a no frees them for another"


def test_of_equals_whoever_was_not_asked_for_long_comes_first(
    lea: Member, max_: Member, nora: Member
) -> None:
    same = {"languages": ["fr"], "city": "", "times": ALL_WEEK}
    for who in (max_, nora):
        Member.objects.filter(pk=who.pk).update(**same, most_at_once=20)
    offer(max_), offer(nora)
    for _each in range(4):
        ask(lea)
        answer_clock.turn()
    assert [match.helper for match in Match.objects.order_by("pk")] == [max_, nora, max_, nora]


def test_who_rests_after_a_meeting_is_not_asked(lea: Member, max_: Member, nora: Member) -> None:
    match = agreed(lea, max_)
    actions.say_met(match=match, member=lea, on=timezone.localdate())
    actions.say_met(match=match, member=max_, on=timezone.localdate())
    max_.refresh_from_db()
    assert max_.state == "resting" and max_.n_open == 0
    ask(nora)
    assert answer_clock.turn() == 0


def test_a_post_ends_unless_it_is_renewed(
    lea: Member, max_: Member, monkeypatch: pytest.MonkeyPatch, run_tasks: Run
) -> None:
    kept, lost = ask(lea, "Un"), ask(lea, "Deux")
    later(monkeypatch, days=28)
    answer_clock.hourly(), answer_clock.hourly()
    assert Notice.objects.filter(about="expiring").count() == 2, "once each"
    actions.renew(post=kept)
    later(monkeypatch, days=3)
    answer_clock.hourly()
    assert [post.state for post in (Post.objects.get(pk=kept.pk), Post.objects.get(pk=lost.pk))] == [
        "open",
        "expired",
    ]
    assert actions.renew(post=lost).is_live, "just expired is renewed by the same click"
    actions.close_post(post=lost)
    with pytest.raises(actions.NotRenewed):
        actions.renew(post=lost)


def test_closing_a_post_frees_and_tells_whoever_said_yes(lea: Member, max_: Member, run_tasks: Run) -> None:
    match = actions.ask_directly(ask=ask(lea), offer=offer(max_))
    actions.answer(match=match, is_yes=True)
    run_tasks()
    mail.outbox.clear()
    actions.close_post(post=match.ask)
    run_tasks()
    assert Member.objects.get(pk=max_.pk).n_open == 0
    assert [each.to for each in mail.outbox] == [["max@example.org"]]


def test_erasing_one_frees_the_other(
    lea: Member, max_: Member, nora: Member, dora: Any, run_tasks: Run
) -> None:
    offer(max_)
    ask(lea)
    answer_clock.turn()
    actions.answer(match=Match.objects.get(), is_yes=True)
    privacy_actions.erase_person(person=lea.person)
    assert Member.objects.get(pk=max_.pk).n_open == 0 and not Post.objects.asks().exists()
    ask(nora)
    assert answer_clock.turn() == 1


def test_people_who_want_no_mail_are_not_asked(lea: Member, max_: Member) -> None:
    offer(max_)
    max_.person.no_mail_since = timezone.now()
    max_.person.save()
    ask(lea)
    assert answer_clock.turn() == 0


def test_the_figures_say_what_was_answered_and_how_fast(
    lea: Member, max_: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ExchangeLimits.objects.create(pk=1)
    Member.objects.filter(pk=max_.pk).update(most_at_once=20)
    offer(max_)
    for _each in range(6):
        ask(lea)
    answer_clock.turn()
    later(monkeypatch, hours=10)
    for match in Match.objects.order_by("pk")[:5]:
        actions.answer(match=match, is_yes=True)
    found = figures.count()
    assert (found.n_asks, found.n_answered, found.share, found.n_without) == (6, 5, 83, 0)
    assert found.hours == pytest.approx(10, abs=0.1)


def test_two_organisations_of_one_name_are_one_and_not_matched(lea: Member) -> None:
    mate = member("Mia", "atelier nord")
    assert mate.organisation == lea.organisation
    offer(mate)
    ask(lea)
    assert answer_clock.turn() == 0
