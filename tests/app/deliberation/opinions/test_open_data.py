"""Choices among four statements in the open data."""

import pytest

from hustings.deliberation.consultations import actions as consultations
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.models import ItemKind, Kind
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.deliberation.opinions import actions
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
