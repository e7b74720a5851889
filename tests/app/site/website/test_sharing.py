"""Pictures of pages for those who share them."""

import io
import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.images.models import Image as Picture
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from hustings.foundation.accounts.models import User
from hustings.site.website.discovery import share_pictures, share_previews
from hustings.site.website.look.theme import Theme
from hustings.site.website.models import HomePage, Look, SignUpPage


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def card(title: str, photo: bytes = b"") -> tuple[Image.Image, str]:
    data, kind = share_pictures.draw(share_pictures.Card(title, "Rives Communes", Theme(), photo))
    return Image.open(io.BytesIO(data)), kind


def address(html: str) -> str:
    return re.findall(r'property="og:image" content="http://localhost:8000([^"]+)"', html)[0]


@pytest.mark.parametrize(
    "title",
    [
        "", "🎉", "Élan 🎉 œuvre", "W" * 400, "un " * 200, "Наші права", "שלום العربية", "日本語",
        "Hippopotomonstrosesquippedaliophobie" * 4, "🎉🎉",
        "a\u202eb\u0000c\ud800", "e\u0301\u0301\u0301", "\n\n",
    ],
)  # fmt: skip
def test_whatever_the_title_a_picture_is_drawn(title: str) -> None:
    picture, kind = card(title)
    assert picture.size == (1200, 630) and kind == "png"
    assert len(picture.getcolors(2**20) or []) > 10, "there are words on it"


def test_words_fit_their_place_whatever_their_length() -> None:
    for text in ("Trains", "un mot après l’autre " * 12, "x" * 90):
        letters, lines = share_pictures._fitted(Theme(), text, 600)
        assert all(letters.width(line) <= 600 for line in lines)
        assert len(lines) * letters.height <= 630 - 92 - 2 * 72
    assert letters.clipped("un mot " * 50, 300).endswith("…")


def test_arabic_and_hebrew_begin_at_the_right() -> None:
    """Where the white letters are, in the upper part: near the right edge alone, or the left."""
    for title, at_left, at_right in (
        ("Débat", True, False),
        ("نقاش", False, True),
        ("שלום, כולם", False, True),
    ):
        picture, _kind = card(title)
        grey = picture.convert("L")
        left, right = (grey.crop((x, 150, x + 250, 500)).getextrema()[1] > 240 for x in (72, 1200 - 322))
        assert (left, right) == (at_left, at_right), title


def test_signs_that_no_font_has_are_left_out() -> None:
    letters = share_pictures.Lettering(Theme(), 60)
    assert share_pictures.readable("Ensemble 🎉 !", letters).split() == ["Ensemble", "!"]


def test_a_photograph_stands_beside_and_a_broken_one_does_no_harm() -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 900), "red").save(file, "png")
    picture, kind = card("Trains", file.getvalue())
    red, green, _blue = picture.getpixel((1100, 300))  # type: ignore[misc]
    assert kind == "jpeg" and red > 240 and green < 20
    assert card("Trains", b"no picture")[1] == "png"


def test_a_page_names_its_picture_which_is_drawn_once_and_kept(
    client: Client, site: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = client.get("/fr/").content.decode()
    url = address(html)
    assert 'property="og:image:width" content="1200"' in html and "summary_large_image" in html
    assert 'property="og:image:alt" content="Slogan fr – Rives Communes"' in html
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.headers)
    assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
    monkeypatch.setattr(share_pictures, "draw", lambda card: pytest.fail("drawn twice"))
    assert client.get(url).content == answer.content


def test_another_title_or_look_makes_another_picture_and_the_old_file_goes(
    client: Client, site: HomePage
) -> None:
    old = address(client.get("/en/join/").content.decode())
    client.get(old)
    page = SignUpPage.objects.get(slug="join")
    page.title = "Come along"
    page.save_revision().publish()
    assert client.get(old).status_code == 302, "who kept the old address gets the picture of now"
    new = client.get(old)["Location"]
    assert client.get(new).status_code == 200 and new != old
    look = Look.load()
    look.palette = "brick"
    look.save()
    client.get(client.get(new)["Location"])
    assert len(default_storage.listdir("shared")[1]) == 1


def test_a_chosen_picture_is_taken_as_it_is_and_closed_pages_have_none(
    client: Client, site: HomePage
) -> None:
    page = SignUpPage.objects.get(slug="join")
    url = address(client.get("/en/join/").content.decode())
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert client.get(url, follow=True).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.share_picture = Picture.objects.create(title="Crowd", file=get_test_image_file(size=(1300, 700)))
    page.save_revision().publish()
    assert client.get(url, follow=True).status_code == 404
    shown = client.get("/en/join/?page=1").content.decode()
    assert "/media/" in address(shown) and 'og:image:alt" content="Crowd"' in shown


def test_hq_shows_the_picture_of_a_draft(client: Client, site: HomePage, dora: User, settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"
    page = SignUpPage.objects.get(slug="join")
    client.force_login(dora)
    url = f"/hq/site/shared/{page.pk}/"
    assert url in client.get(f"/hq/pages/{page.pk}/edit/").content.decode()
    before = client.get(url)
    assert before["Content-Type"] == "image/png"
    page.title = "Another title"
    page.save_revision()
    assert client.get(url).content != before.content
    assert client.get("/hq/site/shared/999999/").status_code == 404


def test_the_logo_is_the_icon_of_the_site(client: Client, site: HomePage) -> None:
    assert client.get("/favicon.ico")["Location"].endswith("favicon.svg")
    look = Look.load()
    look.logo = Picture.objects.create(title="Logo", file=get_test_image_file(size=(300, 100)))
    look.save()
    html = client.get("/fr/?page=1").content.decode()
    [url] = re.findall(r'rel="icon" href="([^"]+)"', html)
    answer = client.get(url)
    assert Image.open(io.BytesIO(answer.content)).size == (180, 180)
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/favicon.ico")["Location"] == url
    assert client.get("/icon/other.png")["Location"] == url


def test_what_is_not_ours_is_shared_with_no_picture(site: HomePage) -> None:
    assert share_previews.of(None, Look.load(), "Rives Communes") is None
