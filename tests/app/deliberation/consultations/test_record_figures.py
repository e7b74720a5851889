"""The record of a large consultation opens at once: a task counts its figures."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.deliberation.consultations.hq import figures, recounts
from hustings.deliberation.consultations.models import Phase
from hustings.foundation.jobs.models import UniqueKey
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    found = opened()
    written(found, voice(found, "ada@example.org"))
    return found


@pytest.fixture
def hq(client: Client, dora: Any) -> Client:
    client.force_login(dora)
    return client


def test_few_are_counted_at_once(phase: Phase, hq: Client) -> None:
    page = html(hq, reverse("consultations_hq:record", args=[phase.consultation_id]))
    assert "Calcul en cours" not in page and "Participants" in page


def test_many_are_counted_by_one_task_and_the_last_figures_shown_meanwhile(
    phase: Phase, hq: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "FEW", 0)
    url, pk = reverse("consultations_hq:record", args=[phase.consultation_id]), phase.consultation_id
    assert "Calcul en cours" in html(hq, url)
    assert "Calcul en cours" in html(hq, url)
    assert UniqueKey.objects.filter(key=f"consultation-figures-{pk}").count() == 1
    recounts.count.call(pk)
    page = html(hq, url)
    assert "Calcul en cours" not in page and "la mise à jour est en cours" not in page
    monkeypatch.setattr(figures, "FRESH", figures.timedelta(0))
    page = html(hq, url)
    assert "la mise à jour est en cours" in page and "Participants" in page
