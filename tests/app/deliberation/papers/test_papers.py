"""Contributions on paper: typed in HQ, counted as such, their scans kept for HQ alone."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hustings.deliberation.consultations.actions import items, votes
from hustings.deliberation.consultations.models import Choice, Item
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts.roles import Role
from hustings.people.privacy.actions.erasure import erase_person
from tests.cast.deliberation.consultations.fixtures import opened, person, voice
from tests.conftest import user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def picture() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (20, 20), "white").save(made, "PNG")
    return SimpleUploadedFile("sheet.png", made.getvalue(), "image/png")


def typed(client: Client, phase: Any, **more: Any) -> Any:
    there = reverse("papers_hq:new", args=[phase.consultation_id])
    return client.post(there, {"place": f"{phase.pk}-0", "title": "Repair the pipes", **more})


@pytest.fixture
def hq(client: Client, dora: Any) -> Client:
    client.force_login(dora)
    return client


def test_a_sheet_of_nobody_stands_on_the_site_marked_as_such(hq: Client, site: Any) -> None:
    phase = opened()
    assert typed(hq, phase, written_on="2026-05-01", scan=picture()).status_code == 302
    item = Item.objects.get()
    assert item.participant is None and item.paper.written_on == dt.date(2026, 5, 1) and item.checked_at
    page = Client().get(reverse("consultations:step", args=[phase.pk])).content.decode()
    assert "sur papier" in page or "on paper" in page
    assert "sans nom" in page and "l’équipe" not in page, "the team typed it, and didn't write it"
    record = hq.get(reverse("consultations_hq:record", args=[phase.consultation_id]))
    assert record.context["further"] == [("Sur papier", 1)]
    assert list(hq.get(reverse("papers_hq:list", args=[phase.consultation_id])).context["rows"])


def test_the_scan_is_written_anew_and_sent_to_those_alone_who_run_it(hq: Client) -> None:
    typed(hq, opened(), scan=picture())
    paper = Paper.objects.get()
    there = reverse("papers_hq:scan", args=[paper.pk])
    answer = hq.get(there)
    assert answer["Content-Disposition"].startswith("attachment") and answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8"), "a JPEG of ours"
    other = Client()
    other.force_login(user("max", Role.MODERATOR))
    assert other.get(there).status_code == 403


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"email": "nobody@example.org"}, "email"),
        ({"email": "no address"}, "email"),
        ({"written_on": "2999-01-01"}, "written_on"),
        ({"scan": SimpleUploadedFile("a.pdf", b"MZ not a scan")}, "scan"),
    ],
)
def test_what_cannot_be_is_refused(hq: Client, more: Any, field: str) -> None:
    answer = typed(hq, opened(), **more)
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Item.objects.exists()


def test_a_sheet_of_somebody_is_theirs_and_its_scan_goes_when_they_are_erased(hq: Client) -> None:
    ada = person("ada@example.org")
    typed(hq, opened(), email="Ada@example.org", scan=SimpleUploadedFile("a.pdf", b"%PDF-1.4 sheet"))
    item = Item.objects.get()
    assert item.participant and item.participant.person == ada
    name = item.paper.scan.name
    assert storages["private"].exists(name)
    erase_person(person=ada)
    assert not storages["private"].exists(name) and not Paper.objects.get().scan
    item.refresh_from_db()
    assert item.withdrawn_at and item.withdrawn_at <= timezone.now()


def test_a_sheet_is_corrected_as_its_next_version(hq: Client, site: Any) -> None:
    typed(hq, opened(), scan=picture())
    paper = Paper.objects.get()
    before, there = paper.scan.name, reverse("papers_hq:correct", args=[paper.pk])
    assert "Repair the pipes" in hq.get(there).content.decode()
    assert hq.post(there, {"title": "", "text": "x"}).status_code == 422
    said = {"title": "Renew the pipes", "text": "All of them.", "written_on": "2026-05-02", "scan": picture()}
    assert hq.post(there, said).status_code == 302
    paper.refresh_from_db()
    assert paper.item.version and paper.item.version.title == "Renew the pipes"
    assert paper.item.version.number == 2 and paper.written_on == dt.date(2026, 5, 2)
    assert paper.scan.name != before and not storages["private"].exists(before)
    for path in (
        reverse("consultations:versions", args=[paper.item_id]),
        reverse("consultations:version", args=[paper.item_id, 2]),
    ):
        page = Client().get(path).content.decode()
        assert "sans nom" in page and "l’équipe" not in page, "nobody of the team wrote it"


def test_a_sheet_is_deleted_with_its_scan_until_somebody_votes(hq: Client) -> None:
    phase = opened()
    typed(hq, phase, scan=picture())
    paper = Paper.objects.get()
    there = reverse("papers_hq:delete", args=[paper.pk])
    assert hq.get(there).status_code == 200 and Paper.objects.exists(), "it asks first"
    assert hq.post(there).status_code == 302
    assert not Item.objects.exists() and not storages["private"].exists(paper.scan.name)
    typed(hq, phase)
    paper = Paper.objects.get()
    bea = voice(phase, "bea@example.org")
    votes.vote(participant=bea, version=paper.item.version_id, choice=Choice.AGREE)
    there = reverse("papers_hq:delete", args=[paper.pk])
    answer = hq.post(there)
    assert answer.status_code == 409 and Paper.objects.exists()
    assert reverse("moderation_hq:item", args=[paper.item_id]) in answer.content.decode()


def test_a_sheet_that_its_author_takes_back_loses_its_scan(hq: Client) -> None:
    person("ada@example.org")
    typed(hq, opened(), email="ada@example.org", scan=picture())
    paper = Paper.objects.get()
    assert paper.item.participant
    items.take_back(item=paper.item, participant=paper.item.participant)
    assert not storages["private"].exists(paper.scan.name) and not Paper.objects.get().scan
