"""HQ: a consultation from one form to its end."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.actions import running
from hustings.deliberation.consultations.models import Consultation, Kind, Phase, Version
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.site.website.models import SiteVersion
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TYPED = {
    "title_fr": "L’eau", "title_en": "Water", "naming": "choice", "items_per_hour": "30",
    "reports_per_hour": "20", "shape": "cycle", "starts_at": "2027-03-01T08:00",
    "questions": "Qui paie ?\n\nQui décide ?",
}  # fmt: skip


@pytest.fixture
def hq(client: Client, dora: Any) -> Client:
    client.force_login(dora)
    return client


def test_one_form_sets_up_all_steps_one_after_the_other(hq: Client) -> None:
    answer = hq.post(reverse("consultations_hq:new"), TYPED)
    made = Consultation.objects.get()
    assert answer.url == reverse("consultations_hq:record", args=[made.pk]) and not made.is_shown
    phases = list(made.phases.all())
    kinds = [Kind.DEBATE, Kind.SYNTHESIS, Kind.TEXT, Kind.DECISION, Kind.FOLLOW_UP]
    assert [phase.kind for phase in phases] == kinds
    assert all(one.ends_at == two.starts_at for one, two in pairwise(phases))
    assert phases[-1].ends_at is None and phases[0].titles["en"] == "Debate"
    assert [question.titles for question in phases[0].questions.all()] == [
        {"fr": "Qui paie ?"}, {"fr": "Qui décide ?"},
    ]  # fmt: skip
    assert not phases[3].takes_items and phases[3].ballot == "none"


def test_it_is_published_and_closed_and_opened_again(hq: Client) -> None:
    hq.post(reverse("consultations_hq:new"), TYPED)
    made = Consultation.objects.get()
    there = reverse("consultations_hq:showing", args=[made.pk])
    for deed, column, is_set in (
        ("show", "shown_at", True), ("close", "closed_at", True), ("reopen", "closed_at", False),
        ("unshow", "shown_at", False),
    ):  # fmt: skip
        hq.post(there, {"do": deed})
        made.refresh_from_db()
        assert (getattr(made, column) is not None) is is_set, deed


def test_steps_are_changed_moved_copied_and_deleted_unless_somebody_wrote_there(hq: Client) -> None:
    phase = opened()
    consultation = phase.consultation
    new = {"kind": "decision", "title_fr": "Décision", "starts_at": "2027-05-01T08:00", "ballot": "none"}
    hq.post(reverse("consultations_hq:phase_new", args=[consultation.pk]), new)
    later = Phase.objects.get(kind=Kind.DECISION)
    deeds = reverse("consultations_hq:phase_deed", args=[later.pk])
    hq.post(deeds, {"do": "up"})
    assert list(consultation.phases.all()) == [later, phase]
    hq.post(deeds, {"do": "copy"})
    assert consultation.phases.count() == 3
    hq.post(deeds, {"do": "delete"})
    assert not Phase.objects.filter(pk=later.pk).exists()
    written(phase, voice(phase, "a@example.org"))
    hq.post(reverse("consultations_hq:phase_deed", args=[phase.pk]), {"do": "delete"})
    assert Phase.objects.filter(pk=phase.pk).exists()
    page = hq.get(reverse("consultations_hq:phase", args=[phase.pk]))
    assert page.context["form"].fields["kind"].disabled, "what stands there was written in a debate"


def test_a_new_step_has_the_name_and_settings_of_its_kind(hq: Client) -> None:
    consultation = opened().consultation
    there = reverse("consultations_hq:phase_new", args=[consultation.pk])
    assert "ballot" not in hq.get(there).context["form"].fields
    kinds = [
        ("statements", "Statements to vote on", "pass", True), ("synthesis", "Synthesis", "none", False)
    ]  # fmt: skip
    for kind, title, ballot, takes_items in kinds:
        answer = hq.post(there, {"kind": kind, "starts_at": "2027-03-01T08:00"})
        made = Phase.objects.get(consultation=consultation, kind=kind)
        assert answer.url == reverse("consultations_hq:phase", args=[made.pk])
        assert (made.ballot, made.takes_items) == (ballot, takes_items)
        assert made.titles["en"] == title


def test_a_step_ends_after_its_start(hq: Client) -> None:
    phase = opened()
    typed = {
        "kind": "debate", "title_fr": "Débat", "starts_at": "2027-05-02T08:00", "ballot": "three",
        "ends_at": "2027-05-01T08:00",
    }  # fmt: skip
    answer = hq.post(reverse("consultations_hq:phase", args=[phase.pk]), typed)
    assert answer.status_code == 422 and "ends_at" in answer.context["form"].errors


def test_questions_are_added_and_moved(hq: Client) -> None:
    phase = opened()
    there = reverse("consultations_hq:phase", args=[phase.pk])
    for title in ("Une", "Deux"):
        hq.post(there, {"add": "", "question-title_fr": title})
    second = phase.questions.last()
    hq.post(reverse("consultations_hq:question_deed", args=[second.pk]), {"do": "up"})
    assert [question.title for question in phase.questions.all()] == ["Deux", "Une"]
    hq.post(reverse("consultations_hq:question", args=[second.pk]), {"title_fr": "Trois"})
    assert phase.questions.first().title == "Trois"
    hq.post(reverse("consultations_hq:question_deed", args=[second.pk]), {"do": "delete"})
    assert phase.questions.count() == 1


def test_the_record_shows_figures_without_a_query_for_each_step(
    hq: Client, django_assert_max_num_queries: Any
) -> None:
    phase = opened()
    ada = voice(phase, "a@example.org")
    written(phase, ada)
    for _nth in range(10):
        running.copy_phase(phase=phase, user=ada)
    with django_assert_max_num_queries(60):
        page = hq.get(reverse("consultations_hq:record", args=[phase.consultation_id]))
    assert page.context["figures"].n_items == 1 and page.context["figures"].written.total == 1
    assert hq.get(reverse("consultations_hq:list")).status_code == 200


def test_an_organiser_runs_those_of_their_territory(client: Client, alice: Any, rhone: Zone) -> None:
    client.force_login(alice)
    of_all = opened().consultation
    assert client.get(reverse("consultations_hq:record", args=[of_all.pk])).status_code == 404
    answer = client.post(reverse("consultations_hq:new"), TYPED)
    assert answer.status_code == 422 and "zone" in answer.context["form"].errors
    client.post(reverse("consultations_hq:new"), {**TYPED, "zone_id": str(rhone.pk), "zone": rhone.label()})
    assert list(client.get(reverse("consultations_hq:list")).context["rows"]) == [
        Consultation.objects.get(zone=rhone)
    ]


def test_too_many_texts_in_an_hour_are_refused_as_the_consultation_says() -> None:
    phase = opened()
    Consultation.objects.update(items_per_hour=2)
    phase = Phase.objects.get()
    ada = voice(phase, "a@example.org")
    for nth in range(2):
        written(phase, ada, f"Idea {nth}")
    with pytest.raises(refusals.TooMany):
        written(phase, ada, "One more")
    Version.objects.update(made_at=phase.starts_at - dt.timedelta(hours=2))
    written(phase, ada, "One more")


def test_a_moderator_sees_no_people(client: Client) -> None:
    client.force_login(user("max", Role.MODERATOR))
    phase = opened()
    assert client.get(reverse("consultations_hq:list")).status_code == 200
    assert client.get(reverse("consultations_hq:edit", args=[phase.consultation_id])).status_code == 403
    assert client.get(reverse("segments:list")).status_code == 403


def test_the_record_leads_to_what_belongs_to_it(hq: Client) -> None:
    phase = opened(kind=Kind.SYNTHESIS)
    others = [running_step(phase, kind) for kind in (Kind.TEXT, Kind.STATEMENTS)]
    here = reverse("consultations_hq:record", args=[phase.consultation_id])
    page = hq.get(here).content.decode()
    for address in (
        f"/hq/syntheses/{phase.consultation_id}/", f"/hq/syntheses/steps/{phase.pk}/",
        f"/hq/texts/{others[0].pk}/", f"/hq/consultations/statements/{others[1].pk}/",
    ):  # fmt: skip
        assert f'href="{address}"' in page


def test_what_is_published_or_closed_is_on_the_site_at_once(
    hq: Client, django_capture_on_commit_callbacks: Any
) -> None:
    phase = opened()
    here = f"/fr/consultations/{phase.consultation.path}"
    assert Client().get(here).status_code == 200
    there = reverse("consultations_hq:showing", args=[phase.consultation_id])
    for deed in ("close", "reopen", "unshow"):
        before = SiteVersion.current()
        with django_capture_on_commit_callbacks(execute=True):
            hq.post(there, {"do": deed})
        assert SiteVersion.current() != before
    assert Client().get(here).status_code == 404
    before, question = SiteVersion.current(), phase.questions.create(titles={"fr": "Une"})
    with django_capture_on_commit_callbacks(execute=True):
        hq.post(reverse("consultations_hq:question", args=[question.pk]), {"title_fr": "Deux"})
    assert SiteVersion.current() != before


def running_step(phase: Phase, kind: Kind) -> Phase:
    return Phase.objects.create(consultation=phase.consultation, kind=kind, starts_at=phase.starts_at)
