"""Help in HQ: each page leads to the how-to that fits it; all are listed and searched, in both languages."""

import re

import pytest
from django.urls import get_resolver, reverse
from django.utils.translation import override

from hustings.foundation.accounts import menu
from hustings.foundation.help import manual
from hustings.foundation.help.groups import of
from hustings.foundation.lib import how_tos
from tests.cast.foundation.accounts.views import all_views

pytestmark = pytest.mark.django_db
OF_WAGTAIL = ("wagtail",)


def test_what_apps_name_is_there():
    every = manual.pages("en")
    assert {page.name for page in how_tos.pages.all()} <= set(every)
    spaces = {view.name.split(":")[0] for view in all_views()} | set(get_resolver().namespace_dict)
    for page in how_tos.pages.all():
        for view in page.views:
            assert view.split(":")[0].rstrip("*") in spaces or view.startswith(OF_WAGTAIL), view


def test_the_longest_that_fits_is_taken():
    assert how_tos.of("segments:list") == "find-people"
    assert how_tos.of("dispatch:begin") == "write-a-mailing"
    assert how_tos.of("dispatch:mailings") == "send-a-mailing"
    assert how_tos.of("nobody:knows") == ""


@pytest.mark.parametrize(
    ("path", "name"), [("/hq/people/", "find-people"), ("/hq/agenda/", "keep-the-agenda")]
)
def test_a_page_of_hq_leads_to_its_how_to(client, dora, path, name):
    client.force_login(dora)
    page = client.get(path, headers={"accept-language": "en"}).text
    assert f'href="/hq/help/{name}/"' in page
    assert client.get(f"/hq/help/{name}/").status_code == 200


def test_pages_of_wagtail_and_the_front_page_lead_to_help(client, dora):
    client.force_login(dora)
    for path in ("/hq/images/", "/hq/"):
        assert 'class="hq-help"' in client.get(path).text, path


def test_each_page_is_shown_and_its_links_lead_somewhere(client, dora):
    client.force_login(dora)
    known = set(manual.pages("en"))
    for language in ("en", "fr"):
        for page in manual.pages(language).values():
            html = str(page.html())
            assert page.title and "<h1" not in html and "<img" not in html
            for address in re.findall(r'href="([^"]+)"', html):
                assert address.startswith(("#", "http")) or address.split("/")[3] in known, (
                    page.name,
                    address,
                )


def test_all_are_listed_and_searched(client, dora):
    client.force_login(dora)
    listed = client.get("/hq/help/", headers={"accept-language": "en"}).text
    for name in manual.pages("en"):
        assert reverse("help:page", args=[name]) in listed
    found = client.get("/hq/help/?q=petition", headers={"accept-language": "en"}).text
    assert "/hq/help/run-a-petition/" in found and "/hq/help/add-an-app/" not in found


def test_they_are_grouped_as_the_menu_is(client, dora):
    client.force_login(dora)
    parts = {
        "en": [
            "Home",
            "People",
            "E-mail",
            "Actions",
            "Events and groups",
            "Money",
            "Site",
            "Security",
            "Settings",
        ],
        "fr": [
            "Accueil",
            "Personnes",
            "E-mail",
            "Actions",
            "Agenda et groupes",
            "Finances",
            "Site",
            "Sécurité",
            "Réglages",
        ],
    }
    for language, labels in parts.items():
        html = client.get("/hq/help/", headers={"accept-language": language}).text
        found = re.findall(r"<h2>(.*?)</h2>", html)
        assert found[:-1] == labels, found
        with override(language):
            in_menu = [str(branch.label) for branch in menu.branches()]
        assert [label for label in in_menu if label in labels] == labels


def test_each_how_to_of_hq_has_its_place_in_a_part_of_the_menu():
    groups, others = of(manual.pages("en"))
    placed = [page.name for group in groups for page in group.pages]
    assert len(placed) == len(set(placed)) and set(placed) == {page.name for page in how_tos.pages.all()}
    assert not {page.name for page in others} & set(placed)
    with override("en"):
        people = next(group for group in groups if str(group.label) == "People")
    assert people.pages[0].name == "find-people"  # as "All people" is the first entry
    known = {branch.name for branch in menu.branches()}
    assert {page.below for page in how_tos.pages.all()} - {""} <= known


def test_french_readers_get_french_pages_and_are_told_of_others(client, dora):
    client.force_login(dora)
    french = {page.name for page in manual.pages("fr").values() if page.language == "fr"}
    assert len(french) >= 12
    said = {"accept-language": "fr"}
    assert "n’existe qu’en anglais" not in client.get("/hq/help/find-people/", headers=said).text
    assert "n’existe qu’en anglais" in client.get("/hq/help/add-an-app/", headers=said).text
    assert next(iter(manual.search("pétition", "fr"))).name == "run-a-petition"


def test_what_is_no_page_is_not_found(client, dora, mallory):
    client.force_login(dora)
    assert client.get("/hq/help/nothing/").status_code == 404
    client.force_login(mallory)
    assert client.get("/hq/help/").status_code == 403


def test_every_translation_is_of_a_page():
    assert {file.stem for file in (manual.FOLDER / "fr").glob("*.md")} <= set(manual.pages("en"))
