"""Packs for jurors: no names in words, no authors in files."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from hustings.networks.initiatives.packs import metadata, names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Je suis Élodie, de Lyon", "Je suis ▒▒▒, de Lyon"),
        ("ELODIE DURAND", "▒▒▒ ▒▒▒"),
        ("Les Amis-du Rhône plantent", "▒▒▒ plantent"),
        ("Le durandal de Roland", "Le durandal de Roland"),
        ("Écrire à elodie@amis.example", "Écrire à ▒▒▒"),
        ("06 12 34 56 78 ou www.amis.example", "▒▒▒ ou ▒▒▒"),
        ("En 2026, 12 000 arbres", "En 2026, 12 000 arbres"),
    ],
)
def test_names_are_cut_however_they_are_written(text, told):
    assert names.cut(text, ["Élodie", "Durand", "Les Amis du Rhône", ""]) == told


def test_names_in_the_words_of_a_file_are_found():
    assert names.named("Le projet d’ELODIE", ["Élodie", "Durand"]) == ["Élodie"]


def _docx() -> bytes:
    made = docx.Document()
    made.add_paragraph("Un jardin")
    made.core_properties.author = "Jean Martin"
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_an_office_file_loses_its_authors_and_stays_whole():
    bare = metadata.stripped("docx", _docx())
    found = docx.Document(BytesIO(bare))
    assert found.core_properties.author == ""
    assert [each.text for each in found.paragraphs] == ["Un jardin"]
    assert "Un jardin" in metadata.words("docx", bare)
    with ZipFile(BytesIO(bare)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(b"Martin" in package.read(part) for part in package.infolist())


def test_comments_and_tracked_changes_lose_their_authors():
    source = BytesIO(_docx())
    out = BytesIO()
    with ZipFile(source) as old, ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part))
        new.writestr("word/comments.xml", '<w:comment xmlns:w="w" w:author="Jean Martin" w:initials="JM"/>')
    with ZipFile(BytesIO(metadata.stripped("docx", out.getvalue()))) as package:
        assert b"Martin" not in package.read("word/comments.xml")


def test_an_opendocument_file_loses_its_creator():
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("meta.xml", "<office:meta><dc:creator>Jean Martin</dc:creator></office:meta>")
        package.writestr(
            "content.xml", "<office:annotation><dc:creator>Jean Martin</dc:creator></office:annotation>"
        )
        package.writestr("Thumbnails/thumbnail.png", b"x")
    with ZipFile(BytesIO(metadata.stripped("odt", out.getvalue()))) as package:
        assert b"Martin" not in package.read("content.xml") + package.read("meta.xml")
        assert package.namelist()[0] == "mimetype"
        assert "Thumbnails/thumbnail.png" not in package.namelist()


def test_a_pdf_loses_its_author_and_stays_readable():
    file = BytesIO()
    page = canvas.Canvas(file)
    page.setAuthor("Jean Martin")
    page.drawString(100, 100, "Un jardin")
    page.save()
    bare = metadata.stripped("pdf", file.getvalue())
    with pikepdf.open(BytesIO(bare)) as found:
        assert "/Info" not in found.trailer
        assert len(found.pages) == 1
    assert b"Martin" not in bare
    assert "Un jardin" in metadata.words("pdf", bare)


def test_a_photo_in_an_office_file_loses_what_the_camera_wrote():
    photo, exif = BytesIO(), Image.Exif()
    exif[0x013B] = "Jean Martin"  # artist
    Image.new("RGB", (20, 20)).save(photo, "JPEG", exif=exif)
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/media/image1.jpeg", photo.getvalue())
    with ZipFile(BytesIO(metadata.stripped("docx", out.getvalue()))) as package:
        assert not Image.open(BytesIO(package.read("word/media/image1.jpeg"))).getexif()


def test_a_broken_file_is_refused():
    with pytest.raises(metadata.NotStripped):
        metadata.stripped("pdf", b"nothing")
