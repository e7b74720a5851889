"""Choices among four statements in the open data."""

import pytest
from django.test import Client

from hustings.deliberation.consultations import actions as consultations
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import ItemKind, Kind
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions import actions, map_votes
from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions.merges import merge
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.deliberation.open_data.told import told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_choices_stand_under_the_number_that_votes_have() -> None:
    phase = opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)
    ada = voice(phase, "ada@example.org")
    four = [items.add(phase=phase, kind=ItemKind.STATEMENT, text=f"Statement {n}.") for n in range(4)]
    keys = [item.pk for item in four]
    actions.choose(participant=ada, phase=phase, shown=keys, best=keys[2], worst=keys[0])
    consultations.vote(participant=ada, version=four[0].version_id, choice="agree")
    [row] = told("best_and_worst", phase.consultation)
    [vote] = told("votes", phase.consultation)
    assert (row["best"], row["worst"], row["shown"]) == (keys[2], keys[0], " ".join(map(str, keys)))
    assert row["voter"] == vote["voter"] != str(ada.pk)


def test_two_addresses_of_one_person_stand_under_one_number(client: Client, dora: User, site: object) -> None:
    phase = opened(kind=Kind.STATEMENTS, ballot=Ballot.PASS)
    ada, twin = voice(phase, "ada@example.org"), voice(phase, "twin@example.org")
    four = [items.add(phase=phase, kind=ItemKind.STATEMENT, text=f"Statement {n}.") for n in range(5)]
    keys = [item.pk for item in four]
    for who, some in ((ada, keys[:4]), (twin, keys[:4]), (twin, keys[1:])):
        actions.choose(participant=who, phase=phase, shown=some, best=some[0], worst=some[1])
    for who, item in ((ada, four[0]), (twin, four[1])):
        consultations.vote(participant=who, version=item.version_id, choice="agree")
    assert ada.person and twin.person
    merge(kept=ada.person, absorbed=twin.person, user=dora)
    fours, votes = (told(name, phase.consultation) for name in ("best_and_worst", "votes"))
    assert len({row["voter"] for row in (*fours, *votes)}) == 1
    assert len(fours) == 2, "the last on the same four counts"
    file = client.get(f"/en/consultations/steps/{phase.pk}/four/answers.csv").content.decode()
    assert {int(line.split(",")[0]) for line in file.splitlines()[1:]} == {map_votes.number_of(phase, ada.pk)}
