"""The look of the site: readable whatever is chosen, right at once, kept by browsers for ever."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.display.colours import contrast, from_oklch, nearest, readable_on, to_oklch
from hustings.outreach.emails import look as letters
from hustings.site.website.look import theme, theme_contrast
from hustings.site.website.models import HomePage, Look
from tests.conftest import user

ENGLISH = {"accept-language": "en"}
OWN = theme.Theme("own", brand="#5b2a86", accent="#b8391f", ground="#fffaf2", highlight="#ffd166")
SAID = {
    "palette": "own", "type": "atkinson", "corners": "soft", "brand": "#5B2A86", "accent": "#b8391f",
    "ground": "#fffaf2", "highlight": "#ffd166", "logo": "", "logo_by_night": "", "tagline": "Both banks",
    "links-count": "0",
}  # fmt: skip
URL = "/hq/site/look/"


@pytest.fixture
def editor(site: HomePage, dora: User, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    browser = Client()
    browser.force_login(dora)
    return browser


def any_colour(chance: random.Random) -> str:
    return f"#{chance.randrange(2**24):06x}"


def test_shades_keep_their_hue_and_come_back() -> None:
    for colour in ("#0b4f4a", "#c63f1b", "#ffc45c", "#808080", "#000000", "#ffffff"):
        assert from_oklch(*to_oklch(colour)) == colour
    grey = nearest("#999999", [("#ffffff", 4.5)])
    assert 4.5 <= contrast(grey, "#ffffff") < 4.8
    assert readable_on("#ffd166", "#101010") == "#101010" and readable_on("#5b2a86") == "#ffffff"


@pytest.mark.parametrize("palette", theme.PALETTES)
def test_ready_palettes_are_readable(palette: str) -> None:
    assert [pair.says for pair in theme_contrast.pairs(theme.Theme(palette)) if not pair.is_told] == []


def test_whatever_is_chosen_there_is_something_near_that_can_be_read_by_day_and_by_night() -> None:
    chance = random.Random(7)
    for _ in range(150):
        chosen = theme.Theme("own", **{name: any_colour(chance) for name in theme.COLOURS})
        better = theme_contrast.mended(chosen)
        assert all(pair.is_told for pair in theme_contrast.pairs(better)), chosen
        assert theme_contrast.mended(better) == better
    assert theme_contrast.mended(OWN) == OWN


def test_colours_that_can_not_be_read_are_refused_in_words_and_the_nearest_ones_are_told(
    editor: Client,
) -> None:
    answer = editor.post(URL, SAID | {"brand": "#ff9900"}, headers=ENGLISH)
    assert answer.status_code == 422 and Look.load().palette == "river"
    html = answer.content.decode()
    assert (
        "Light mode, links on the background: the contrast is 2:1. Choose colours with at least 4.5:1."
        in html
    )
    [told] = re.findall(r"Nearest readable colour: (#[0-9a-f]{6})\.", html)
    assert contrast(told, "#ffffff") >= 4.5
    mended = editor.post(URL, SAID | {"brand": "#ff9900", "do": "mend"}, headers=ENGLISH).content.decode()
    assert f'value="{told}"' in mended and Look.load().palette == "river", "shown, not saved"
    assert editor.post(URL, SAID | {"brand": told}, headers=ENGLISH).status_code == 302
    assert Look.load().brand == told


def test_a_change_is_on_every_page_at_once_at_an_address_kept_for_ever(
    editor: Client, client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    def sheet() -> str:
        return str(re.findall(r'href="(/theme/[^"]+)"', client.get("/fr/").content.decode())[0])

    before = sheet()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(URL, SAID, headers=ENGLISH).status_code == 302
    after = sheet()
    assert before != after and sheet() == after
    answer = client.get(after)
    assert answer.status_code == 200 and "immutable" in answer["Cache-Control"]
    css = answer.content.decode()
    assert "--brand:#5b2a86" in css and "--pill:.6rem" in css and "atkinson-bold" in css
    assert "prefers-color-scheme:dark" in css
    led = client.get(before)
    assert led.status_code == 302 and led["Location"] == after, "a page opened before the change"
    page = client.get("/fr/").content.decode()
    assert "<style" not in page and "Both banks" in page
    assert letters.of_site().brand == "#5b2a86", "letters follow"


def test_the_preview_shows_the_front_page_before_anything_is_saved(editor: Client) -> None:
    page = editor.post(reverse("website_hq:look_preview"), SAID, headers=ENGLISH).content.decode()
    assert "Everything is readable" in page
    samples = [url.replace("&amp;", "&") for url in re.findall(r'src="([^"]+)"', page)]
    assert len(samples) == 4
    shown = editor.get(samples[1])
    assert shown.status_code == 200
    [style] = re.findall(r'href="(/hq/site/look/sample.css[^"]+)"', shown.content.decode())
    css = editor.get(style.replace("&amp;", "&")).content.decode()
    night = replace(OWN, type="atkinson", corners="soft").by_night
    assert f"--brand:{night['brand']}" in css and "color-scheme:dark" in css
    assert Look.load().palette == "river"
    for broken in ("brand=red", "palette=x", "type=x", "corners=x"):
        name, _, value = broken.partition("=")
        asked = {**SAID, "by": "day", name: value}
        assert editor.get("/hq/site/look/sample.css", asked).status_code == 404
    missing = editor.post(reverse("website_hq:look_preview"), SAID | {"brand": "red"}, headers=ENGLISH)
    assert "Choose all colours" in missing.content.decode()


def test_who_does_not_edit_the_site_does_not_choose_its_look(site: HomePage, settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"
    browser = Client()
    browser.force_login(user("org@example.org", Role.ORGANISER))
    assert browser.get(URL).status_code == 403
    assert browser.post(URL, SAID).status_code == 403


def test_every_type_and_shape_makes_a_style_sheet(client: Client, site: HomePage) -> None:
    made = {
        theme.css(theme.Theme(type=letter, corners=corner))
        for letter in theme.TYPES
        for corner in theme.CORNERS
    }
    assert len(made) == len(theme.TYPES) * len(theme.CORNERS)
    assert all(len(css) < 4000 and css.count("{") == css.count("}") for css in made)


def test_what_is_no_picture_is_refused_in_words(editor: Client) -> None:
    for name in ("logo", "logo_by_night"):
        for sent in ("abc", "9" * 30):
            answer = editor.post(URL, SAID | {name: sent}, headers=ENGLISH)
            assert answer.status_code == 422 and name in answer.context["form"].errors
