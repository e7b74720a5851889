"""Decisions: by the rule, told to everybody at once, signed, appealed; and the project that follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.networks.initiatives import actions as calls
from hustings.networks.initiatives.models import Application, Letter, Round, State
from hustings.networks.initiatives.refusals import Barred, NotNow, NotReady
from hustings.networks.juries import actions
from hustings.networks.juries.models import Appeal, Minutes
from hustings.networks.projects.models import Project
from tests.cast.networks.initiatives.rounds import read, seated
from tests.conftest import user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice():
    return user("alice", Role.ORGANISER)


@pytest.fixture
def bob():
    return user("bob", Role.ORGANISER)


def _rows(round_: Round) -> list[Application]:
    return list(Application.objects.filter(round=round_).order_by("number").select_related("round__call"))


def _decided(round_: Round, *users) -> list[Application]:
    """Two accepted, the others refused."""
    for at, row in enumerate(_rows(round_)):
        for each in users:
            actions.vote(application=row, user=each, is_yes=at < 2)
    return _rows(round_)


def test_votes_decide_by_the_rule_and_may_change_until_the_letters(alice, bob):
    round_ = read(2, n_needed=2)
    seated(round_, alice, bob)
    row = _rows(round_)[0]
    assert actions.vote(application=row, user=alice, is_yes=True).state == State.ELIGIBLE
    assert actions.vote(application=row, user=bob, is_yes=True).state == State.ACCEPTED
    assert actions.vote(application=row, user=bob, is_yes=False).state == State.REFUSED
    actions.unseat(round_=round_, user=bob)
    row.refresh_from_db()
    assert row.state == State.REFUSED, "one member alone can't be two"
    with pytest.raises(Barred):
        actions.vote(application=row, user=bob, is_yes=True)


def test_the_letters_leave_to_everybody_at_once_with_reasons(alice, mailoutbox, run_tasks):
    round_ = read(4)
    seated(round_, alice)
    with pytest.raises(NotReady):
        actions.announce(round_=round_)
    rows = _decided(round_, alice)
    run_tasks()
    mailoutbox.clear()
    minutes = actions.announce(round_=round_, by=alice)
    run_tasks()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(row.address for row in rows)
    refused = next(mail for mail in mailoutbox if mail.to == [rows[3].address])
    assert "not accepted" in refused.body and "Clear and useful." in refused.body and "appeal" in refused.body
    assert {each.application.number for each in Project.objects.all()} == {1, 2}
    assert actions.sign(minutes=minutes, user=alice).sha256 == minutes.sha256
    assert [each["state"] for each in minutes.body["applications"]] == ["accepted"] * 2 + ["refused"] * 2
    with pytest.raises(NotNow):
        actions.announce(round_=round_)
    with pytest.raises(NotNow):
        actions.vote(application=rows[3], user=alice, is_yes=True)


def test_minutes_that_were_changed_are_signed_by_nobody(alice):
    round_ = read(2, places=2)
    seated(round_, alice)
    for row in _rows(round_):
        actions.vote(application=row, user=alice, is_yes=True)
    minutes = actions.announce(round_=round_)
    Minutes.objects.update(body={**minutes.body, "round": "Another"})
    minutes.refresh_from_db()
    with pytest.raises(Barred):
        actions.sign(minutes=minutes, user=alice)


def test_no_letter_leaves_beyond_the_budget_the_places_or_without_a_reason(alice):
    round_ = read(3, places=1, budget=3_000_00)
    seated(round_, alice)
    _decided(round_, alice)
    assert len(actions.missing(round_)) == 2, actions.missing(round_)
    actions.keep_waiting(application=_rows(round_)[1], is_waiting=True)
    assert actions.missing(Round.objects.get(pk=round_.pk)) == []


def test_whoever_waits_follows_when_a_place_becomes_free(alice, mailoutbox, run_tasks):
    round_ = read(3, places=1)
    seated(round_, alice)
    _decided(round_, alice)
    actions.keep_waiting(application=_rows(round_)[1], is_waiting=True)
    actions.announce(round_=round_)
    run_tasks()
    row = _rows(round_)[1]
    actions.promote(application=row)
    run_tasks()
    assert "is accepted" in mailoutbox[-1].body and mailoutbox[-1].to == [row.address]
    assert Project.objects.count() == 2


def test_an_applicant_knows_nothing_before_the_letters_and_may_appeal_after(
    client, site, alice, run_tasks, mailoutbox
):
    round_ = read(3)
    seated(round_, alice)
    row = _decided(round_, alice)[2]
    page = reverse("initiatives:application", args=[row.link_token])
    assert "efused" not in client.get(page).content.decode()
    with pytest.raises(NotNow):
        actions.appeal(application=row, text="Too early")
    actions.announce(round_=round_)
    shown = client.get(page).content.decode()
    assert "Clear and useful." in shown
    to = reverse("jury:appeal", args=[row.link_token])
    assert client.post(to, {"text": ""}).status_code == 422
    assert client.post(to, {"text": "You missed page two."}).status_code == 302
    assert client.post(to, {"text": "Again"}).status_code == 422
    actions.answer_appeal(row=Appeal.objects.get(), answer="Right.", is_upheld=True, by=alice)
    run_tasks()
    assert "Right." in mailoutbox[-1].body
    row.refresh_from_db()
    assert row.state == State.ELIGIBLE
    actions.vote(application=row, user=alice, is_yes=True)
    run_tasks()
    assert "is accepted" in mailoutbox[-1].body
    assert Project.objects.filter(application=row).exists()


def test_the_time_to_appeal_ends(alice):
    round_ = read(3, appeal_days=7)
    seated(round_, alice)
    row = _decided(round_, alice)[2]
    actions.announce(round_=round_)
    Letter.objects.update(made_at=timezone.now() - timedelta(days=8))
    with pytest.raises(NotNow):
        actions.appeal(application=Application.objects.get(pk=row.pk), text="Late")


def test_the_team_runs_a_round_on_its_pages(client, site, alice):
    client.force_login(alice)
    round_ = read(4, budget=4_000_00)
    for name in (
        "initiatives_hq:round",
        "initiatives_hq:applications",
        "juries_hq:jury",
        "juries_hq:decision",
    ):
        assert client.get(reverse(name, args=[round_.pk])).status_code == 200, name
    at = lambda name, *args: reverse(f"juries_hq:{name}", args=[round_.pk, *args])  # noqa: E731
    assert client.post(at("jury"), {"email": "new@jury.example", "given_name": "Nel"}).status_code == 302
    assert client.post(at("jury"), {"email": "no"}).status_code == 422
    client.post(at("assignment"))
    client.post(at("nudges"))
    client.post(at("count"))
    client.post(at("members"), {"user": alice.pk})
    rows = _rows(round_)
    client.post(at("decision"), {"deed": "yes", "row": [rows[0].pk, rows[1].pk]})
    client.post(at("decision"), {"deed": "no", "row": [rows[2].pk]})
    client.post(reverse("juries_hq:vote", args=[rows[3].pk]), {"is_yes": "no", "note": "Too dear"})
    client.post(reverse("juries_hq:feedback", args=[rows[3].pk]), {"text": "Too dear for the call."})
    record = client.get(reverse("initiatives_hq:application", args=[rows[3].pk]))
    assert "Too dear" in record.content.decode()
    assert actions.missing(Round.objects.get(pk=round_.pk)) == []
    client.post(at("letters"))
    assert Round.objects.get(pk=round_.pk).announced_at
    assert client.get(at("minutes")).status_code == 200
    client.post(at("signature"))
    assert Minutes.objects.get().signatures.count() == 1
    assert client.get(reverse("initiatives_hq:export", args=[round_.pk])).status_code == 200
    assert client.get(at("decision")).status_code == 200
    assert client.get(reverse("initiatives_hq:calls")).status_code == 200


def test_a_call_is_set_up_and_published_on_its_pages(client, site, alice):
    client.force_login(alice)
    said = {"slug": "gardens", "title_fr": "Jardins", "title_en": "Gardens", "currency": "EUR"}
    assert client.post(reverse("initiatives_hq:new"), said | {"slug": "jury"}).status_code == 422
    assert client.post(reverse("initiatives_hq:new"), said).status_code == 302
    round_ = Round.objects.get()
    call = round_.call
    client.post(reverse("initiatives_hq:showing", args=[call.pk]), {"is_shown": "yes"})
    call.refresh_from_db()
    assert call.shown_at is None, "days are missing"
    days = {
        "name": "Spring", "opens_at": "2026-11-01T08:00", "closes_at": "2030-01-01T20:00", "grace": "15",
        "places": "3", "n_reviews": "2", "n_needed": "1", "appeal_days": "14", "budget": "9000",
    }  # fmt: skip
    assert (
        client.post(reverse("initiatives_hq:round", args=[round_.pk]), days | {"places": "0"}).status_code
        == 422
    )
    assert client.post(reverse("initiatives_hq:round", args=[round_.pk]), days).status_code == 302
    criterion = {"label_fr": "Audace", "weight": "2", "high": "5"}
    assert (
        client.post(reverse("initiatives_hq:criterion_new", args=[round_.pk]), criterion).status_code == 302
    )
    assert (
        client.post(
            reverse("initiatives_hq:reason_new", args=[round_.pk]), {"label_fr": "Hors sujet"}
        ).status_code
        == 302
    )
    assert client.get(reverse("initiatives_hq:letters", args=[round_.pk])).status_code == 200
    client.post(reverse("initiatives_hq:showing", args=[call.pk]), {"is_shown": "yes"})
    assert client.get("/fr/calls/gardens/").status_code == 200
    assert client.get("/fr/calls/").status_code == 200
    assert (
        client.post(reverse("initiatives_hq:rounds", args=[call.pk]), {"name": "Autumn"}).status_code == 302
    )
    made = call.rounds.get(name="Autumn")
    assert "Audace" in [each.label for each in made.criteria.all()]
    assert client.get("/api/v1/calls").status_code in {200, 401, 403}
    assert calls.publish(call=call, is_shown=False) is None
