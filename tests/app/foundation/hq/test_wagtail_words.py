"""Wagtail's own words in French, where ours stand in their place."""

import gettext
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.utils import translation

from hustings.foundation.hq.wagtail_words import WORDS


class Nothing(gettext.NullTranslations):
    """Answers of a catalogue that doesn't know a word."""

    def gettext(self, message: str) -> str:
        return ""


def catalogues() -> Iterator[gettext.GNUTranslations]:
    theirs = [app.path for app in apps.get_app_configs() if app.name.startswith("wagtail")]
    for folder in [Path(django.__file__).parent / "conf", *map(Path, theirs)]:
        file = folder / "locale/fr/LC_MESSAGES/django.mo"
        if file.exists():
            with file.open("rb") as opened:
                catalogue = gettext.GNUTranslations(opened)
            catalogue.add_fallback(Nothing())
            yield catalogue


@cache
def every() -> list[gettext.GNUTranslations]:
    return list(catalogues())


@pytest.mark.parametrize("word", WORDS)
def test_ours_is_shown_in_place_of_wagtails(word):
    theirs = {found for catalogue in every() if (found := catalogue.gettext(word))}
    assert theirs, "Wagtail says it in other words by now"
    with translation.override("fr"):
        assert translation.gettext(word) not in theirs


@pytest.mark.django_db
def test_pages_of_wagtail_speak_them(client, dora):
    client.force_login(dora)
    page = client.get("/hq/redirects/", headers={"accept-language": "fr"}).text
    assert "Redirections" in page and "Règles de" not in page
