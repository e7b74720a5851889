"""Pages, languages, what machines read."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Purpose, Wording
from hustings.site.website import models
from hustings.site.website.models import HomePage

pytestmark = pytest.mark.django_db


def test_a_page_names_its_other_language_and_itself(client: Client, site: HomePage) -> None:
    html = client.get("/fr/rejoindre/").content.decode()
    assert '<html lang="fr"' in html
    assert 'hreflang="en" href="http://localhost:8000/en/join/"' in html
    assert 'rel="canonical"' in html
    assert 'property="og:title" content="Join fr"' in html
    assert "/fr/donnees/" in html, "the privacy notice is linked beside the form"


def test_the_bare_address_leads_to_the_readers_language(client: Client, site: HomePage) -> None:
    assert client.get("/", headers={"accept-language": "en"}).url == "/en/"
    assert client.get("/", headers={"accept-language": "de"}).url == "/fr/"


def test_a_page_costs_the_same_queries_however_much_news_there_is(
    client: Client, site: HomePage, django_assert_max_num_queries: Any
) -> None:
    locale = Locale.objects.get(language_code="fr")
    index = site.add_child(instance=models.NewsIndexPage(title="News", slug="news", locale=locale))
    for number in range(15):
        news = models.NewsPage(title=f"N{number}", slug=f"n{number}", lead="…", locale=locale)
        index.add_child(instance=news)
    client.get("/fr/news/")
    with django_assert_max_num_queries(26):
        html = client.get("/fr/news/?page=1").content.decode()  # with a question it is written anew
    assert html.count('class="news-card"') == 12
    assert client.get("/fr/news/?page=2").content.decode().count('class="news-card"') == 3
    assert client.get("/fr/news/?page=x").status_code == 200


@pytest.mark.parametrize(
    "path", ["/fr/nowhere/", "/en/sign-ups/1.2.3/", "/nowhere", "/media/" + "a" * 300, "/media/a%00b"]
)
def test_what_does_not_exist_is_said_in_the_sites_own_words(
    client: Client, site: HomePage, path: str
) -> None:
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    assert "site-head" in answer.content.decode()
    assert 'content="noindex"' in answer.content.decode()


def test_machines_find_their_files(client: Client, site: HomePage) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /hq/" in robots and "/sitemap.xml" in robots
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/fr/rejoindre/" in sitemap and "/en/join/" in sitemap
    assert client.get("/favicon.ico").status_code == 302


def test_hq_edits_a_consent_by_adding_a_wording(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    line = models.ConsentLine.objects.get(purpose=Purpose.EMAIL, language="fr")
    old = line.wording
    client.force_login(dora)
    address = f"/hq/consent-lines/edit/{line.pk}/"
    assert old.text in client.get(address).content.decode()
    client.post(address, {"purpose": "email", "language": "fr", "position": "0", "text": "Oui, écrivez-moi."})
    line.refresh_from_db()
    assert line.wording.text == "Oui, écrivez-moi."
    assert Wording.objects.get(pk=old.pk).text == old.text
