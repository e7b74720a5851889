"""Answers to contributions, and milestones."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.actions.items import add
from hustings.deliberation.consultations.models import Grouped, Grouping, Item, ItemKind, Kind, Phase
from hustings.deliberation.syntheses import actions, hq_cards, outcomes
from hustings.deliberation.syntheses.models import Answer, Milestone
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def item(phase: Phase) -> Item:
    return written(phase, voice(phase, "ada@example.org"), "Fix the pipes first.", title="Pipes")


def answered(item: Item, outcome: str = "accepted", why: str = "Pipes come first.") -> Answer:
    return actions.answer(item=item, outcome=outcome, reasons={"en": why}, author="The water team", user=None)


def test_an_answer_is_shown_with_the_item_and_in_lists(client: Client, phase: Phase, item: Item) -> None:
    answered(item)
    page = html(client, f"/en/consultations/items/{item.pk}/")
    for words in ("accepted", "Pipes come first.", "The water team", "on version 1"):
        assert words in page
    assert "accepted" in html(client, f"/en/consultations/steps/{phase.pk}/")
    listed = html(client, f"/en/consultations/answers/{phase.consultation_id}/")
    assert "Pipes" in listed and "Accepted (1)" in listed
    assert "Pipes come" not in html(
        client, f"/en/consultations/answers/{phase.consultation_id}/?outcome=refused"
    )
    assert "What became of it" in html(client, f"/en/consultations/{phase.consultation.path}")


def test_a_later_answer_replaces_the_first_and_both_can_be_read(client: Client, item: Item) -> None:
    answered(item, "refused", "Too dear.")
    writer = item.participant
    assert writer
    acts.edit(item=item, title="Pipes", text="Fix one pipe first, the oldest.", participant=writer)
    made = answered(item, "partly", "One pipe.")
    assert made.version.number == 2 and Answer.objects.standing().get() == made
    page = html(client, f"/en/consultations/items/{item.pk}/")
    assert page.index("One pipe.") < page.index("Earlier answers") < page.index("Too dear.")
    acts.take_back(item=item, participant=writer)
    with pytest.raises(refusals.Gone):
        answered(item)


def test_grouped_contributions_share_an_answer_until_they_get_their_own(phase: Phase, item: Item) -> None:
    other = written(phase, voice(phase, "bea@example.org"), "Repair leaks")
    alone = written(phase, voice(phase, "eve@example.org"), "Plant trees")
    grouping = Grouping.objects.create(consultation=phase.consultation)
    for place, each in enumerate([item, other]):
        Grouped.objects.create(grouping=grouping, item=each, position=place)
    first = answered(item)
    found = outcomes.answers_to([item.pk, other.pk, alone.pk])
    assert found == {item.pk: first, other.pk: first}
    said = outcomes.of_item(other)
    assert said and said.is_of_group
    own = answered(other, "refused")
    assert outcomes.answers_to([item.pk, other.pk]) == {item.pk: first, other.pk: own}
    grouping.undone_at = timezone.now()
    grouping.save()
    Answer.objects.filter(pk=own.pk).delete()
    assert outcomes.answers_to([other.pk]) == {}


def test_passages_that_nobody_agrees_with_wait_for_no_answer(phase: Phase, item: Item) -> None:
    heading = add(phase=phase, kind=ItemKind.BLOCK, text="Chapter 1")
    assert hq_cards.unanswered(phase.consultation) == [item]
    heading.version.n_agree = 1  # type: ignore[union-attr] # add() gives it one
    heading.version.save()  # type: ignore[union-attr]
    assert hq_cards.unanswered(phase.consultation) == [heading, item]


def test_milestones_have_dates_and_a_state(client: Client, phase: Phase, item: Item) -> None:
    today = timezone.localdate()
    for title, due, ends in (
        ("Budget voted", -9, {"done_on": today}), ("Works begin", -1, {}), ("Works end", 90, {}),
        ("Fountain", 9, {"dropped_on": today}),
    ):  # fmt: skip
        values = {"titles": {"en": title}, "notes": {}, "due_on": today + dt.timedelta(days=due), **ends}
        actions.save_milestone(consultation=phase.consultation, values={**values, "item": item}, user=None)
    assert [one.state for one in Milestone.objects.all()] == ["done", "late", "dropped", "planned"]
    page = html(client, f"/en/consultations/follow-up/{phase.consultation_id}/")
    assert "Milestones done: 1 of 3" in page and "Late: was due on" in page and "Given up on" in page
    last = opened(kind=Kind.FOLLOW_UP)
    with pytest.raises(actions.Unknown):
        actions.save_milestone(consultation=last.consultation, values={"item": item}, user=None)
    assert "Nothing is published yet" in html(client, f"/en/consultations/steps/{last.pk}/")


def test_the_team_answers_in_hq(client: Client, dora: Any, phase: Phase, item: Item) -> None:
    client.force_login(dora)
    assert "Pipes" in html(client, f"/hq/syntheses/{phase.consultation_id}/")
    items = f"/hq/syntheses/{phase.consultation_id}/items/"
    assert "Pipes" in html(client, f"{items}?state=open&q=pipe")
    where = f"/hq/syntheses/items/{item.pk}/answer/"
    assert "Fix the pipes first." in html(client, where)
    said = {"outcome": "refused", "author": "The mayor", "reason_en": "Done last year."}
    assert client.post(where, said).status_code == 422, "the first language is needed"
    assert client.post(where, {**said, "reason_fr": "Fait l’an dernier."}).status_code == 302
    assert Answer.objects.get().user == dora
    assert "Pipes" not in html(client, f"{items}?state=open") and "Pipes" in html(
        client, f"{items}?state=refused"
    )
    new = f"/hq/syntheses/{phase.consultation_id}/milestones/new/"
    values = {"title_fr": "Budget", "due_on": "2027-05-01", "item": item.pk}
    assert client.post(new, {**values, "item": 999999}).status_code == 422
    assert client.post(new, values).status_code == 302
    made = Milestone.objects.get()
    assert made.item == item
    done = {**values, "done_on": "2027-04-01"}
    assert (
        client.post(f"/hq/syntheses/milestones/{made.pk}/", {**done, "dropped_on": "2027-04-01"}).status_code
        == 422
    )
    client.post(f"/hq/syntheses/milestones/{made.pk}/", done)
    made.refresh_from_db()
    assert made.state == "done"
    assert client.get("/hq/syntheses/").status_code == 200
