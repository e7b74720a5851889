"""The site that a new campaign starts with."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Page, Site

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import todos
from hustings.shells.cli.prepare import found_site
from hustings.shells.demo.site import build_site
from hustings.site.website import actions
from hustings.site.website.models import ConsentLine, HomePage

pytestmark = pytest.mark.django_db


def live() -> list[Any]:
    return [page for page in Page.objects.live().order_by("path") if page.url]


def test_a_new_campaign_has_a_whole_site_in_both_languages(client: Client) -> None:
    actions.found_site()
    pages = live()
    for page in pages:
        answer = client.get(page.url)
        assert answer.status_code == 200, page.url
        assert "Wagtail" not in answer.content.decode(), page.url
    by_language = {
        code: {p.translation_key for p in pages if p.url.startswith(f"/{code}/")} for code in ("fr", "en")
    }
    assert len(by_language["fr"]) == 8 and by_language["fr"] == by_language["en"]
    french, english = (client.get(path).content.decode() for path in ("/fr/", "/en/"))
    assert "Rejoignez la campagne." in french and "Join the campaign." in english
    for html, sentence in (
        (french, "J’accepte de recevoir par e-mail"),
        (english, "I agree to receive news"),
    ):
        assert sentence in html and 'name="stamp"' in html
    assert "/fr/actualites/" in french and "/fr/programme/" in french, "the menu"
    assert "/fr/vos-donnees/" in french and "/fr/mentions-legales/" in french
    assert ConsentLine.objects.count() == 6
    assert "Pas encore de propositions" in client.get("/fr/programme/").content.decode()
    assert "No news yet." in client.get("/en/news/").content.decode()


def test_the_privacy_notice_names_whom_to_ask(client: Client) -> None:
    actions.found_site()
    campaign = Campaign.current()
    campaign.privacy_contact = "data@rives.example"
    campaign.save()
    notice = client.get("/fr/vos-donnees/").content.decode()
    assert notice.count("data@rives.example") == 2, "address and words"


def test_founding_again_changes_nothing_also_where_a_page_was_taken_away() -> None:
    actions.found_site()
    Page.objects.get(slug="rejoindre").delete()
    before = list(Page.objects.order_by("pk").values("pk", "title", "latest_revision"))
    assert actions.found_site() is None
    assert list(Page.objects.order_by("pk").values("pk", "title", "latest_revision")) == before


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_campaigns_first_language_comes_first(client: Client, settings: Any, code: str) -> None:
    settings.LANGUAGE_CODE = code
    actions.found_site()
    assert Campaign.current().language == code
    assert Site.objects.get().root_page.locale.language_code == code
    assert client.get("/fr/").status_code == client.get("/en/").status_code == 200


def test_pages_that_are_there_already_are_kept() -> None:
    welcome = Site.objects.get().root_page
    welcome.add_child(instance=Page(title="Mine", slug="mine"))
    actions.found_site()
    assert Page.objects.filter(slug="mine").exists()


def test_the_demonstration_makes_its_own_site(settings: Any, client: Client, tmp_path: Any) -> None:
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    found_site()
    assert not HomePage.objects.exists()
    build_site()
    assert HomePage.objects.count() == 2
    assert 'alt="Nora Valbrune smiling' in client.get("/en/").content.decode()
    assert 'alt="Nora Valbrune souriante' in client.get("/fr/").content.decode()
    assert 'alt="Nora Valbrune listens' in client.get("/en/nora-valbrune/").content.decode()
    home = HomePage.objects.get(locale__language_code="fr")
    home.portrait_alt = ""
    home.save_revision().publish()
    said = client.get("/fr/").content.decode()
    assert 'alt="Nora Valbrune souriante' in said, "a picture without words on its page keeps its own"


def test_a_founded_site_can_be_filled_by_the_demonstration(
    settings: Any, client: Client, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    found_site()
    build_site()
    for page in live():
        assert client.get(page.url).status_code == 200, page.url
    assert client.get("/en/programme/trains/").status_code == 200


def test_the_dashboard_asks_those_with_the_right_for_a_front_page_until_somebody_writes_one(
    dora: User, mallory: User
) -> None:
    with translation.override("fr"):
        actions.found_site()
        home = HomePage.objects.get(locale__language_code="fr")
        asked = {deed.text: deed.url for deed in todos.due(dora)}
        assert asked["Écrivez votre page d’accueil"] == f"/hq/pages/{home.pk}/edit/"
        assert any(text.startswith("Complétez vos mentions légales") for text in asked)
        assert not [deed for deed in todos.due(mallory) if "accueil" in deed.text]
        home.slogan = "Ensemble."
        home.save_revision(user=dora).publish()
        assert "Écrivez votre page d’accueil" not in {deed.text for deed in todos.due(dora)}
