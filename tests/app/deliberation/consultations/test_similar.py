"""An index of similar contributions is read whole, without whoever types first waiting for it."""

import time

import pytest
from django.db import connection

from hustings.deliberation.consultations import similar
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("site", "patient")]
TEXT = "Rouvrir la gare numéro {nth} de la vallée pour les trains du matin"


@pytest.mark.postgres
def test_the_first_lookup_has_all_read_by_a_thread_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "STEP", 3)
    monkeypatch.setattr(similar, "OVERLAP", 1)
    phase = opened()
    writer = voice(phase, "ada@example.org")
    made = [written(phase, writer, TEXT.format(nth=nth)) for nth in range(10)]
    assert not similar.is_whole(phase.consultation)
    similar.near(phase.consultation, TEXT)
    ends = time.monotonic() + 20
    while not similar.is_whole(phase.consultation) and time.monotonic() < ends:
        time.sleep(0.02)
    assert similar.is_whole(phase.consultation)
    assert len(similar._index(phase.consultation)) == len(made)
    assert connection.is_usable()
