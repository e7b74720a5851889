"""HQ: statements of the team, and the rules of a step."""

from typing import Any

import pytest
from django.test import Client

from hustings.deliberation.consultations.forms.public import EditForm
from hustings.deliberation.consultations.models import Item, Kind, Phase, Question
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions.models import Rules
from hustings.people.signups.public_forms import stamp
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = pytest.mark.django_db
LINES = "Les trains devraient être gratuits.\n\n  Les voitures   devraient rester dehors. \nTrop"


@pytest.fixture
def phase() -> Phase:
    return opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)


def test_the_team_adds_statements_and_sets_the_rules(dora: Any, client: Client, phase: Phase) -> None:
    client.force_login(dora)
    here = f"/hq/consultations/statements/{phase.pk}/"
    assert here in client.get(f"/hq/consultations/steps/{phase.pk}/").content.decode()
    question = Question.objects.create(phase=phase, titles={"fr": "Transports"})
    short = client.post(here, {"texts": LINES, "add": ""})
    assert short.status_code == 422 and "ligne 4" in short.content.decode()
    said = {"texts": LINES.replace("Trop", ""), "question": question.pk, "add": ""}
    for _twice in range(2):
        assert client.post(here, said).url == here
    found = Item.objects.order_by("pk")
    assert [str(item) for item in found] == [
        "Les trains devraient être gratuits.", "Les voitures devraient rester dehors.",
    ]  # fmt: skip
    assert all(item.participant is None and item.question == question for item in found)
    assert client.post(here, {"longest": 20}).status_code == 422
    client.post(here, {"longest": 200})
    rules = Rules.objects.get()
    assert rules.longest == 200 and not rules.has_fours
    page = client.get(here).content.decode()
    assert "10 personnes" in page


def test_only_who_runs_it_may(alice: Any, mallory: Any, client: Client, phase: Phase) -> None:
    for user, status in ((alice, 404), (mallory, 403)):
        client.force_login(user)
        assert (
            client.post(f"/hq/consultations/statements/{phase.pk}/", {"texts": LINES, "add": ""}).status_code
            == status
        )
    assert not Item.objects.exists()


def test_a_copied_step_keeps_its_rules(dora: Any, client: Client, phase: Phase) -> None:
    Rules.objects.create(phase=phase, longest=90, has_fours=False)
    client.force_login(dora)
    client.post(f"/hq/consultations/steps/{phase.pk}/deeds/", {"do": "copy"})
    made = Phase.objects.exclude(pk=phase.pk).get()
    rules = Rules.of(made)
    assert (rules.longest, rules.has_fours) == (90, False)


def test_an_edited_statement_is_as_short_as_a_new_one(phase: Phase) -> None:
    Rules.objects.create(phase=phase, longest=60)
    item = written(phase, voice(phase, "ada@example.org"), "Trains should cost nothing.", kind="statement")
    form = EditForm(item, stamp.now("/fr/", {}), {"text": "Trains should cost nothing at all, " * 3})
    assert form.errors["text"] and form.fields["text"].widget.attrs["maxlength"] == 60
