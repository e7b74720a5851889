"""Readers report, and see what was hidden and why."""

import pytest
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations.models import Item, Phase
from hustings.deliberation.moderation.models import Reason, Report, Ruling, Verdict
from hustings.site.website.models import SiteVersion
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import html, send

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def item(phase: Phase) -> Item:
    return written(phase, voice(phase, "ada@example.org"), "Fix the pipes first.", title="Pipes")


def test_anybody_reports_and_what_is_hidden_is_gone(client: Client, item: Item) -> None:
    page = f"/en/consultations/items/{item.pk}/"
    for _twice in range(2):
        answer = send(client, f"{page}reports/", f"{page}reports/", reason="insult", words="Look")
        assert "said=reported" in answer.url
    assert Report.objects.get().reason == "insult"
    assert send(client, f"{page}reports/", f"{page}reports/", reason="none").status_code == 422


def test_the_public_bin_says_why_and_keeps_what_is_illegal_to_itself(
    client: Client, phase: Phase, item: Item
) -> None:
    bad = written(phase, voice(phase, "mallory@example.org"), "Unspeakable words", title="Bad")
    where = f"/en/consultations/bin/{phase.consultation_id}/"
    assert "Nothing has been hidden" in html(client, where)
    for one, verdict, reason in (
        (item, Verdict.HIDE, Reason.OFF_TOPIC), (bad, Verdict.SEAL, Reason.ILLEGAL)
    ):  # fmt: skip
        Item.objects.filter(pk=one.pk).update(hidden_at=timezone.now())
        Ruling.objects.create(
            consultation=phase.consultation, item=one, version_id=one.version_id, verdict=verdict,
            reason=reason, words="See the rules.",
        )  # fmt: skip
    SiteVersion.renew()  # pages in memory may be a minute old
    shown = html(client, where)
    assert "Off topic" in shown and "Fix the pipes" in shown and "Unspeakable" not in shown
    gone = html(client, f"/en/consultations/items/{bad.pk}/", 410)
    assert "illegal" in gone and "Unspeakable" not in gone
    assert "off topic" in html(client, f"/en/consultations/rules/{phase.consultation_id}/")
