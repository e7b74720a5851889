"""Local debates and their reports."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question
from hustings.deliberation.syntheses import actions, local_debates
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.territories.models import Postcode, Zone
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[..., int]


@pytest.fixture
def phase(france: Zone) -> Phase:
    for code, name in (("69001", "Lyon"), ("69100", "Villeurbanne"), ("30000", "Nîmes")):
        Postcode.objects.get_or_create(code=code, zone=Zone.objects.get(name=name))
    return opened(takes_reports=True)


def test_a_report_waits_for_the_mail_and_then_stands_with_its_figures(
    client: Client, phase: Phase, run_tasks: Run
) -> None:
    question = Question.objects.create(phase=phase, titles={"en": "Which water?"})
    here, form = f"/en/consultations/local/{phase.pk}/", f"/en/consultations/local/{phase.pk}/report/"
    assert "No local debate yet" in html(client, here)
    said: dict[str, Any] = {
        "town": "lyon", "postcode": "69001", "held_on": "2026-01-15", "n_present": 34, "link": ""
    }  # fmt: skip
    assert send(client, form, form, **said).status_code == 422, "nothing was concluded"
    said[f"question_{question.pk}"] = "Rivers first."
    late = {**said, "held_on": str(timezone.localdate() + dt.timedelta(days=2))}
    assert send(client, form, form, **late).status_code == 422
    asked = send(client, form, form, **said)
    assert enter(client, asked.content.decode()).status_code == 302
    run_tasks()
    where = last_link()
    assert "Your report on the debate in lyon" in html(client, where)
    assert not LocalReport.objects.exists()
    client.post(where)
    made = LocalReport.objects.get()
    assert made.zone and made.zone.name == "Lyon" and made.item.zone == made.zone
    page = html(Client(), f"/en/consultations/items/{made.item_id}/")
    for words in ("Local debate in lyon", "34 people present", "Which water?", "Rivers first."):
        assert words in page
    assert "Rivers first." in html(Client(), here)
    step = html(Client(), f"/en/consultations/steps/{phase.pk}/")
    assert "Which water?" in step and "Rivers first." not in step, "it is no contribution"
    assert "Local debates" in html(Client(), f"/en/consultations/{phase.consultation.path}")


def test_reports_are_rolled_up_by_territory_without_hidden_ones(client: Client, phase: Phase) -> None:
    ada = voice(phase, "ada@example.org")
    for name, n in (("Lyon", 30), ("Villeurbanne", 12), ("Nîmes", 7), ("", 5)):
        zone = Zone.objects.filter(name=name).first()
        values = {
            "place": name or "Atlantis", "zone_id": zone and zone.pk, "held_on": dt.date(2026, 1, 5),
            "n_present": n, "link": "",
        }  # fmt: skip
        for _twice in range(2):
            actions.report(participant=ada, phase=phase, title=name, text="We agree.", values=values)
    found = local_debates.sums(phase)
    assert (found.n, found.n_present) == (4, 54)
    assert [(area.name, area.n, area.n_present) for area in found.areas] == [("Gard", 1, 7), ("Rhône", 2, 42)]
    Item.objects.filter(kind=ItemKind.REPORT, version__title="Lyon").update(hidden_at=timezone.now())
    assert local_debates.sums(phase).n_present == 24
    page = html(client, f"/en/consultations/local/{phase.pk}/")
    assert "Rhône" in page and "24 people present" in page
    assert client.get(f"/en/consultations/local/{opened().pk}/").status_code == 404
