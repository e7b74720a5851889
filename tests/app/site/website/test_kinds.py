"""Team, press kit, questions and answers, videos."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.utils import timezone
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale

from hustings.site.website import kits, videos
from hustings.site.website.blocks import VideoBlock
from hustings.site.website.models import ContentPage, FaqPage, HomePage, PressKitPage, TeamPage, VideoPage
from tests.cast.site.website.fixtures import told

pytestmark = pytest.mark.django_db
ART = Path(__file__).parents[4] / "src" / "hustings" / "shells" / "demo" / "art"
NOTHING: dict[str, Any] = {
    "address": "", "file": None, "poster": None, "subtitles": None, "transcript": "", "title": "Film",
}  # fmt: skip


@pytest.fixture
def french() -> Locale:
    locale: Locale = Locale.objects.get(language_code="fr")
    return locale


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("https://tube.example.org/w/abcDEF123456", "https://tube.example.org/videos/embed/abcDEF123456?"),
    ],
)
def test_addresses_of_videos(address: str, frame: str) -> None:
    found = videos.read(address)
    assert found and found.frame.startswith(frame)


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/dQw4w9WgXcQ", "https://example.org/", "https://youtu.be/short",
        "javascript:alert(1)",
        "https://x.example;script-src *.evil/w/abcDEF123456", "https://localhost/w/abcDEF123456",
        "https://[/w/a",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_video(address: str) -> None:
    assert videos.read(address) is None


def test_a_video_calls_nobody_and_only_its_page_may_frame_its_server(
    client: Client, site: HomePage, french: Locale
) -> None:
    page = ContentPage(title="Film", slug="film", locale=french)
    page.body = [("video", NOTHING | {"address": "https://youtu.be/dQw4w9WgXcQ"})]
    site.add_child(instance=page)
    for _again in range(2):  # the second from memory
        answer = client.get("/fr/film/")
        assert "frame-src 'self' https://www.youtube-nocookie.com" in answer["Content-Security-Policy"]
    html = answer.content.decode()
    assert "<iframe" not in html and 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
    assert "YouTube (Google)" in html and "hustings/video" in html
    assert "frame-src" not in client.get("/fr/")["Content-Security-Policy"]


def test_a_video_of_ours_has_its_subtitles_and_asks_nobody(
    client: Client, site: HomePage, french: Locale, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    film = Document.objects.create(title="f", file=ContentFile(b"0", "film.mp4"))
    words = Document.objects.create(title="w", file=ContentFile(b"WEBVTT", "film.vtt"))
    page = ContentPage(title="Film", slug="film", locale=french)
    page.body = [("video", NOTHING | {"file": film, "subtitles": words})]
    site.add_child(instance=page)
    answer = client.get("/fr/film/")
    html = answer.content.decode()
    assert "<video controls" in html and ".vtt" in html and 'srclang="fr"' in html
    assert "frame-src" not in answer["Content-Security-Policy"]


def test_a_page_for_a_video_says_to_machines_where_it_lies(
    client: Client, site: HomePage, french: Locale, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    film = Document.objects.create(title="f", file=ContentFile(b"0", "film.mp4"))
    with (ART / "portrait.webp").open("rb") as file:
        drawn = Image.objects.create(title="p", file=ImageFile(file, "p.webp"), width=1, height=1)
    page = VideoPage(
        title="Films", slug="films", locale=french, lead="Deux films", first_published_at=timezone.now()
    )
    elsewhere = {"title": "Ailleurs", "address": "https://youtu.be/dQw4w9WgXcQ", "poster": drawn}
    ours = {"title": "Chez nous", "file": film, "transcript": "Bonjour </script>"}
    page.body = [("video", NOTHING | elsewhere), ("text", "<p>…</p>"), ("video", NOTHING | ours)]
    site.add_child(instance=page)
    first, second, way = told(client.get("/fr/films/").content.decode())
    assert (first["@type"], first["name"], first["description"]) == ("VideoObject", "Ailleurs", "Deux films")
    assert first["embedUrl"].startswith("https://www.youtube-nocookie.com/embed/") and first["uploadDate"]
    assert first["thumbnailUrl"].startswith(f"{settings.BASE_URL}/") and first["thumbnailUrl"].endswith(
        ".webp"
    )
    assert second["contentUrl"] == settings.BASE_URL + film.file.url and "embedUrl" not in second
    assert second["transcript"] == "Bonjour </script>" and way["@type"] == "BreadcrumbList"


def test_hq_takes_only_what_browsers_can_show(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    block, text = VideoBlock(), Document.objects.create(title="t", file=ContentFile(b"0", "text.pdf"))

    def clean(**told: Any) -> None:
        block.clean(block.normalize(NOTHING | told))

    for wrong in ({}, {"address": "https://example.org/"}, {"file": text}):
        with pytest.raises(StructBlockValidationError):
            clean(**wrong)
    clean(address="https://youtu.be/dQw4w9WgXcQ")


def test_each_question_has_an_anchor_of_its_own(client: Client, site: HomePage, french: Locale) -> None:
    page = FaqPage(title="FAQ", slug="faq", locale=french)
    one = {"question": "Qui paie ?", "answer": "<p>Vous <b>&amp;</b></p><p>nous.</p>"}
    page.sections = [
        ("section", {"title": "A", "questions": [one, {"question": "???", "answer": "<p>!</p>"}]}),
        ("section", {"title": "", "questions": [one]}),
    ]
    site.add_child(instance=page)
    html = client.get("/fr/faq/").content.decode()
    for anchor in ("qui-paie", "question", "qui-paie-2"):
        assert html.count(f'<details class="faq-item" id="{anchor}">') == 1
        assert f'href="#{anchor}"' in html
    questions = told(html)[0]
    assert questions["@type"] == "FAQPage" and [each["name"] for each in questions["mainEntity"]] == [
        "Qui paie ?",
        "???",
        "Qui paie ?",
    ]
    assert questions["mainEntity"][0]["acceptedAnswer"] == {"@type": "Answer", "text": "Vous & nous."}


def test_a_team_shows_contacts_only_where_they_are_given(
    client: Client, site: HomePage, french: Locale
) -> None:
    page = TeamPage(title="Équipe", slug="equipe", locale=french)
    empty = {"role": "", "portrait": None, "text": "", "email": "", "phone": ""}
    people = [
        {**empty, "name": "Léonie Marchesault", "email": "leonie@rives.example"},
        {**empty, "name": "Yvon"},
    ]
    page.groups = [("group", {"title": "Bureau", "members": people})]
    site.add_child(instance=page)
    html = client.get("/fr/equipe/").content.decode()
    assert html.count("mailto:") == 1 and ">LM</span>" in html and ">Y</span>" in html


def test_a_press_kit_is_one_file_made_once_for_each_state(
    client: Client, site: HomePage, french: Locale, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with (ART / "portrait.webp").open("rb") as file:
        picture = Image(title="portrait", file=ImageFile(file, "portrait.webp"))
        picture.save()
    page = PressKitPage(title="Presse", slug="presse", locale=french, contact="presse@rives.example")
    page.short_biography = "<p>Née au bord de l’eau &amp; du rail.</p>"
    said = {"picture": picture, "caption": "Nora", "credit": "Atelier", "licence": "libre"}
    page.pictures = [("picture", said)]
    site.add_child(instance=page)
    assert "Atelier · libre" in client.get("/fr/presse/").content.decode()
    address = client.get("/fr/presse/kit/").url
    file_path = tmp_path / "press-kits" / address.rsplit("/", 1)[1]
    with zipfile.ZipFile(io.BytesIO(file_path.read_bytes())) as kit:
        names = kit.namelist()
        assert kit.testzip() is None
        assert "Née au bord de l’eau & du rail." in kit.read("biographie-courte.txt").decode()
        assert "Atelier" in kit.read("credits.txt").decode()
    assert len(names) == 4 and any(name.startswith("images/portrait") for name in names)
    written = file_path.stat().st_mtime_ns
    assert client.get("/fr/presse/kit/").url == address and file_path.stat().st_mtime_ns == written
    page.contact = "other@rives.example"
    page.save_revision().publish()
    assert kits.address(page) != address and not file_path.exists(), "one state is kept"
