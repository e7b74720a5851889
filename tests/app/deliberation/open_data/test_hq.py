"""HQ takes in the contributions of another tool."""

import lzma
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.open_data.models import ContributionImport
from tests.app.deliberation.open_data.test_files import DECIDIM, lines, opinion
from tests.cast.deliberation.consultations.fixtures import opened

pytestmark = pytest.mark.django_db


def sent(client: Client, pk: int, content: bytes) -> Any:
    file = SimpleUploadedFile("file", content)
    return client.post(f"/hq/consultations/steps/{pk}/import/", {"file": file, "language": "fr"}, follow=True)


def test_files_of_both_tools_come_in_packed_or_not(
    dora: Any, client: Client, run_tasks: Callable[[], None]
) -> None:
    client.force_login(dora)
    phase = opened()
    assert client.get(f"/hq/consultations/steps/{phase.pk}/").status_code == 200
    assert sent(client, phase.pk, DECIDIM.encode()).status_code == 200
    run_tasks()
    assert Item.objects.count() == 2
    sent(client, phase.pk, lzma.compress("\n".join(lines(opinion())).encode()))
    run_tasks()
    assert Item.objects.count() == 5
    page = sent(client, phase.pk, DECIDIM.encode()).redirect_chain[-1][0]
    run_tasks()
    assert "déjà" in client.get(page).content.decode() and Item.objects.count() == 5


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a\0b", lzma.compress(b"x" * 99)[:40], b"\x1f\x8b1", b"{", b"id\n1"]
)
def test_what_is_no_such_file_is_refused_in_words(dora: Any, client: Client, content: bytes) -> None:
    client.force_login(dora)
    answer = sent(client, opened().pk, content)
    assert answer.status_code == 422 and "Ligne" in answer.content.decode()
    assert not Item.objects.exists() and not ContributionImport.objects.exists()


def test_only_who_runs_it_may_import(alice: Any, mallory: Any, client: Client) -> None:
    phase = opened()
    for user, status in ((alice, 404), (mallory, 403)):
        client.force_login(user)
        assert sent(client, phase.pk, DECIDIM.encode()).status_code == status
    assert not Item.objects.exists()
