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

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts.roles import Role
from hustings.people.privacy.actions.erasure import erase_person
from tests.cast.deliberation.consultations.fixtures import opened, person
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
