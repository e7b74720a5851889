"""Two people code the same contributions, blind to one another."""

import re
from typing import Any

import pytest
from django.test import Client

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations.models import Item, Kind, Phase
from hustings.deliberation.syntheses import actions, agreements
from hustings.deliberation.syntheses.models import Code, Coding, CodingRound
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def codes(phase: Phase) -> list[Code]:
    return [actions.add_code(consultation=phase.consultation, name=name) for name in ("Eau", "Arbres")]


@pytest.fixture
def items(phase: Phase) -> list[Item]:
    ada = voice(phase, "ada@example.org")
    return [written(phase, ada, f"Contribution {nth}") for nth in range(12)]


@pytest.fixture
def second(db: None) -> User:
    return user("second", Role.COMMUNICATIONS)


@pytest.fixture
def coding_round(phase: Phase, codes: list[Code], items: list[Item], dora: User, second: User) -> CodingRound:
    return actions.begin_round(consultation=phase.consultation, first=dora, second=second, wanted=11)


def test_a_sample_is_drawn_and_each_codes_it_in_their_own_time(
    phase: Phase, coding_round: CodingRound, items: list[Item], codes: list[Code], dora: User, second: User
) -> None:
    assert len(set(coding_round.items)) == 11 and coding_round.n_all == 12
    by_key = {item.pk: item for item in items}
    left = agreements.left(coding_round, dora.pk)
    assert left == coding_round.items
    for nth, pk in enumerate(left):
        actions.code(coding_round=coding_round, item=by_key[pk], user=dora, code=codes[nth % 2])
    assert not agreements.left(coding_round, dora.pk) and len(agreements.left(coding_round, second.pk)) == 11
    with pytest.raises(actions.Unfinished):
        actions.close_round(coding_round=coding_round)
    hidden = by_key[left[10]]
    assert hidden.participant
    acts.take_back(item=hidden, participant=hidden.participant)
    for nth, pk in enumerate(left[:10]):
        actions.code(
            coding_round=coding_round, item=by_key[pk], user=second, code=codes[nth % 2] if nth else None
        )
    made = actions.close_round(coding_round=coding_round)
    assert made.figures["n"] == 10 and 0.7 < made.figures["alpha"] < 1
    assert made.figures["themes"] == [["Arbres", 5], ["Eau", 4]]
    [differs] = agreements.differences(made)
    assert (differs.item.pk, differs.first, differs.second) == (left[0], "Eau", "")
    with pytest.raises(actions.Closed):
        actions.code(coding_round=made, item=by_key[left[0]], user=dora, code=None)


def test_what_is_none_of_theirs_is_refused(
    phase: Phase, coding_round: CodingRound, items: list[Item], codes: list[Code], alice: User, dora: User
) -> None:
    other = next(item for item in items if item.pk not in coding_round.items)
    for who, item in ((alice, items[0]), (dora, other)):
        with pytest.raises(actions.Closed):
            actions.code(coding_round=coding_round, item=item, user=who, code=codes[0])
    empty = opened().consultation
    with pytest.raises(actions.NoThemes):
        actions.begin_round(consultation=empty, first=dora, second=alice, wanted=10)
    assert actions.add_code(consultation=phase.consultation, name="Eau") == codes[0]


def test_the_whole_way_in_hq_and_its_publication(
    client: Client, phase: Phase, items: list[Item], dora: User, second: User
) -> None:
    client.force_login(dora)
    here = f"/hq/syntheses/{phase.consultation_id}/coding/"
    for name in ("Eau", "Arbres", "Air"):
        assert client.post(here, {"name": name}).url == here
    air = Code.objects.get(name="Air")
    client.post(f"/hq/syntheses/codes/{air.pk}/archive/")
    asked: dict[str, Any] = {"first": dora.pk, "second": dora.pk, "wanted": 10}
    assert client.post(f"{here}rounds/", asked).status_code == 422
    assert client.post(f"{here}rounds/", {**asked, "second": second.pk}).url == here
    made = CodingRound.objects.get()
    there = f"/hq/syntheses/rounds/{made.pk}/"
    water = Code.objects.get(name="Eau")
    for who in (dora, second):
        client.force_login(who)
        for _nth in range(10):
            page = client.get(there)
            assert not re.search(rb"\bAir\b", page.content), "one of another round"
            assert page.content.count(b'type="radio"') == 3, "none of the two is a choice, too"
            item = page.context["item"]
            client.post(there, {"item": item.pk, "code": water.pk if item.pk % 2 else ""})
        assert client.get(there).context["item"] is None
    assert Coding.objects.count() == 20
    client.force_login(dora)
    step = Phase.objects.create(
        consultation=phase.consultation, kind=Kind.SYNTHESIS, starts_at=phase.starts_at, position=2
    )
    client.post(f"{there}closing/")
    public = f"/en/consultations/steps/{step.pk}/"
    assert "Krippendorff" in html(client, there) and "Krippendorff" not in html(Client(), public)
    client.post(f"{there}closing/")
    page = html(Client(), public)
    assert "coded 10 of 12 contributions" in page and "alpha: 1.00" in page and "Eau: " in page


def test_coders_are_those_who_see_the_consultation_and_a_coding_is_deleted_until_it_is_closed(
    client: Client, phase: Phase, codes: list[Code], items: list[Item], dora: User, alice: User, second: User
) -> None:
    client.force_login(dora)
    here = f"/hq/syntheses/{phase.consultation_id}/coding/"
    asked: dict[str, Any] = {"first": dora.pk, "wanted": 10}
    refused = client.post(f"{here}rounds/", {**asked, "second": alice.pk})
    assert refused.status_code == 422 and not CodingRound.objects.exists(), "alice organises one territory"
    assert f'action="{here}"' in refused.content.decode(), "a theme is added from here, too"
    client.post(f"{here}rounds/", {**asked, "second": second.pk})
    there = f"/hq/syntheses/rounds/{CodingRound.objects.get().pk}/closing/"
    assert client.post(there, {"do": "delete"}).url == here and not CodingRound.objects.exists()
    made = actions.begin_round(consultation=phase.consultation, first=dora, second=second, wanted=1)
    for coder in (dora, second):
        actions.code(coding_round=made, item=Item.objects.get(pk=made.items[0]), user=coder, code=codes[0])
    actions.close_round(coding_round=made)
    client.post(f"/hq/syntheses/rounds/{made.pk}/closing/", {"do": "delete"})
    assert CodingRound.objects.get() == made


def test_a_theme_that_is_added_again_leaves_the_archive(phase: Phase, codes: list[Code]) -> None:
    actions.archive_code(code=codes[0])
    assert actions.add_code(consultation=phase.consultation, name=codes[0].name) == codes[0]
    assert phase.consultation.codes.filter(archived_at=None).count() == 2
