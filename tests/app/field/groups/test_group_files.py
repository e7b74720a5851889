"""Files of a group: kinds that are taken, kinds that are refused, the way to whoever may have them."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from hustings.field.groups.models import GroupFile, LocalGroup
from hustings.field.groups.noticeboard import actions
from hustings.foundation.lib.fields import uploaded_files
from tests.app.field.groups.test_memberships import who
from tests.app.field.groups.test_noticeboard import file, hanna, host, photograph, private, upload, zipped

__all__ = ["hanna", "private"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
PDF += b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
PDF += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
TEXT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"}


def test_a_file_is_saved_and_never_shown_within_the_site(hosted: LocalGroup, private: Path) -> None:
    kept = file(hosted)
    answer = Client().get(f"/en/groups/{hosted.pk}/files/{kept.pk}/")
    assert b"".join(answer.streaming_content) == b"Vote!\n"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="leaflet (2).txt"'
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert "leaflet" not in kept.file.name and (private / kept.file.name).exists()
    assert Client().get(f"/media/{kept.file.name}").status_code == 404
    assert Client().get(f"/en/groups/{hosted.pk + 1}/files/{kept.pk}/").status_code == 404
    LocalGroup.objects.filter(pk=hosted.pk).update(closed_at=timezone.now())
    assert Client().get(f"/en/groups/{hosted.pk}/files/{kept.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("run.exe", b"MZ" + b"\0" * 90, "Choose a PDF"),
        ("page.html", b"<html><script>1</script></html>", "Choose a PDF"),
        ("a.pdf", b"<html><script>1</script></html>", "not what its name says"),
        ("a.pdf", PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(1)>>"), "macros"),
        ("a.docx", zipped({**WORD, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "macros"),
        ("a.docm", zipped(WORD), "Choose a PDF"),
        ("a.odt", zipped({**TEXT, "Basic/Standard/Module1.xml": "<a/>"}), "macros"),
        ("a.png", b"\x89PNG\r\n\x1a\nbroken", "JPEG, PNG or WebP"),
        ("a.txt", b"x" * 10_000_001, "at most 10 MB"),
        (".pdf", PDF, "Choose a PDF"),
    ],
)  # fmt: skip
def test_files_that_run_or_lie_are_refused(
    hosted: LocalGroup, hanna: Client, name: str, data: bytes, words: str
) -> None:
    answer = hanna.post(host(hosted, "files/"), {"file": upload(name, data), "title": "A"})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not GroupFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("plan.PDF", PDF, "plan.pdf"), ("a.docx", zipped(WORD), "a.docx"), ("a.odt", zipped(TEXT), "a.odt"),
        ("../../a.txt", "Été".encode(), "a.txt"), ("us.png", photograph("PNG"), "us.jpg"),
    ],
)  # fmt: skip
def test_files_of_the_usual_kinds_are_taken(
    hosted: LocalGroup, hanna: Client, name: str, data: bytes, kept: str
) -> None:
    said = {"file": upload(name, data), "title": "A plan", "is_for_members": "on"}
    assert hanna.post(host(hosted, "files/"), said).status_code == 302
    found = GroupFile.objects.get()
    assert found.name == kept and found.is_for_members and found.by == who("hanna")
    assert "A plan" in hanna.get(host(hosted, "files/")).content.decode()


def test_pictures_tell_nothing_of_where_they_were_taken(hosted: LocalGroup) -> None:
    exif = Image.Exif()
    exif[0x010E] = "12 rue Haute"
    found = uploaded_files.checked(upload("us.jpg", photograph(exif=exif)))
    with Image.open(found.content) as image:
        assert not image.getexif()


def test_a_group_has_at_most_so_many_files(
    hosted: LocalGroup, hanna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    kept = file(hosted)

    def add() -> Any:
        return hanna.post(host(hosted, "files/"), {"file": upload("a.txt", b"a"), "title": "A"})

    answer = add()
    assert answer.status_code == 422 and "as many as it may" in answer.content.decode()
    hanna.post(host(hosted, f"files/{kept.pk}/removal/"))
    assert add().status_code == 302
