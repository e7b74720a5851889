"""The demo's consultations: made once, whole in both languages, each of their pages opens."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hustings.deliberation.consultations.models import Consultation, Grouping, Kind
from hustings.deliberation.moderation.models import Report, Ruling
from hustings.deliberation.opinions.models import Map, Scores
from hustings.deliberation.papers.models import Paper
from hustings.deliberation.syntheses.models import Answer, LocalReport, Milestone, Synthesis
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.shells.demo.deliberation import amendments, consultations, moderation, outcomes
from tests.cast.deliberation.consultations.fixtures import person
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_whole_cycle_is_there_once_and_opens(
    client: Client, dora: Any, reunion: Zone, language: str
) -> None:
    Zone.objects.filter(pk=reunion.pk).update(latitude=-20.9, longitude=55.4)
    for n in range(95):
        person(f"p{n}@example.org")
    user("carl", Role.COMMUNICATIONS)
    mia = user("mia", Role.MODERATOR)
    with override(language):
        for _twice in range(2):
            for step in (consultations, amendments, outcomes, moderation):
                step.fill()
    debate = Consultation.objects.latest("pk").phases.get(kind=Kind.DEBATE)
    assert debate.questions.count() == 50 and Consultation.objects.count() == 2
    made = [each.objects.count() for each in (Map, Answer, Synthesis, Milestone)]
    assert made == [1, 3, 1, 2] and LocalReport.objects.exists()
    assert Ruling.objects.appealed().exists() and Report.objects.filter(settled_at=None).exists()
    assert [each.objects.count() for each in (Grouping, Paper, Scores)] == [1, 1, 1]
    water, hq = Consultation.objects.earliest("pk"), Client()
    hq.force_login(mia)
    for name in ("queue", "groups"):
        assert hq.get(reverse(f"moderation_hq:{name}", args=[water.pk])).status_code == 200
    four = water.phases.get(kind=Kind.STATEMENTS)
    for page in (f"bin/{water.pk}/", f"steps/{four.pk}/four/"):
        assert client.get(f"/{language}/consultations/{page}").status_code == 200
    for consultation in Consultation.objects.all():
        assert client.get(f"/{language}/consultations/{consultation.path}", follow=True).status_code == 200
        for phase in consultation.phases.all():
            assert client.get(f"/{language}/consultations/steps/{phase.pk}/").status_code == 200
