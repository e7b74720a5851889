"""How pages are found: the site's search, search engines, and addresses of before."""

import json
import re
from typing import Any

import pytest
from django.conf import settings as now
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from hustings.foundation.accounts.models import User
from hustings.site.website import actions, models
from hustings.site.website.discovery import search, sitemap, structured_data
from hustings.site.website.models import HomePage
from hustings.site.website.serving import staging_site


@pytest.fixture
def pages(site: HomePage) -> dict[str, Page]:
    locale = Locale.objects.get(language_code="fr")
    index = site.add_child(instance=models.NewsIndexPage(title="Actualités", slug="actus", locale=locale))
    said = [("text", "<p>La passerelle de la Vaurelle rouvre.</p>")]
    news = models.NewsPage(
        title="Été </script><b>", slug="ete", lead="Le marché couvert", body=said, locale=locale
    )
    index.add_child(instance=news)
    hidden = models.NewsPage(title="Brouillon passerelle", slug="b", lead="x", locale=locale, live=False)
    index.add_child(instance=hidden)
    actions.index_pages()  # else a task does it, once all is committed
    return {"index": index, "news": news}


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return str(answer.content.decode())


def test_readers_find_published_pages_of_their_language_by_title_lead_and_text(
    client: Client, pages: dict[str, Page]
) -> None:
    for asked in ("passerelle", "Passerelle Vaurelle", "MARCHÉ", "marche", "été"):
        html = read(client, f"/fr/search/?q={asked}")
        assert 'href="/fr/actus/ete/"' in html, asked
        assert "Brouillon" not in html
    assert (
        "/fr/actus/ete/" not in read(client, "/en/search/?q=passerelle").split("<main")[1].split("<footer")[0]
    )
    assert 'href="/fr/rejoindre/"' in read(client, "/fr/search/?q=joi")
    PageViewRestriction.objects.create(page=pages["index"], restriction_type="login")
    assert "/fr/actus/ete/" not in read(client, "/fr/search/?q=passerelle")


@pytest.mark.parametrize(
    "asked", ["", '"', "*", "a AND", "OR OR", "';--", "\0", "🎉", "(" * 300, "%25", "é" * 200]
)
def test_whatever_is_typed_is_answered_and_not_kept(
    client: Client, pages: dict[str, Page], asked: str
) -> None:
    answer = client.get("/fr/search/", {"q": asked, "page": "x"})
    assert answer.status_code == 200 and not answer.cookies
    assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert 'role="search"' in answer.content.decode()


def test_results_come_ten_a_page_and_nothing_found_says_what_to_do(
    client: Client, pages: dict[str, Page]
) -> None:
    for number in range(search.PER_PAGE + 2):
        page = models.NewsPage(
            title=f"Tramway {number}", slug=f"t{number}", lead="…", locale=pages["index"].locale
        )
        pages["index"].add_child(instance=page)
    actions.index_pages()
    first = read(client, "/fr/search/?q=tramway")
    assert first.count("<li><h2>") == 10 and "page=2" in first
    assert read(client, "/fr/search/?q=tramway&page=2").count("<li><h2>") == 2
    assert "Aucun résultat pour" in read(client, "/fr/search/?q=zzz")


def test_a_page_tells_search_engines_what_it_is_and_can_not_break_out(
    client: Client, pages: dict[str, Page]
) -> None:
    html = read(client, "/fr/actus/ete/")
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    news, way = json.loads(text)["@graph"]
    assert news["@type"] == "NewsArticle" and news["headline"] == "Été </script><b>"
    assert [step["name"] for step in way["itemListElement"]] == ["Start fr", "Actualités", "Été </script><b>"]
    assert way["itemListElement"][-1]["item"] == "http://localhost:8000/fr/actus/ete/"
    kinds = [
        each["@type"]
        for each in json.loads(re.findall(r"ld\+json\">(.*?)</script>", read(client, "/fr/"))[0])["@graph"]
    ]
    assert kinds == ["Organization", "WebSite"]
    assert structured_data._SAFE[ord("<")] == "\\u003c"


def test_languages_of_a_page_know_each_other(client: Client, site: HomePage) -> None:
    html = read(client, "/fr/rejoindre/")
    assert 'hreflang="fr" href="http://localhost:8000/fr/rejoindre/"' in html
    assert 'hreflang="en" href="http://localhost:8000/en/join/"' in html
    listed = read(client, "/sitemap.xml")
    assert '<xhtml:link rel="alternate" hreflang="en" href="http://localhost:8000/en/join/"/>' in listed
    assert "xhtml:link" in listed and listed.count("<loc>http://localhost:8000/fr/rejoindre/</loc>") == 1


def test_too_many_addresses_for_a_file_stand_in_parts(
    client: Client, site: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = set(re.findall("<loc>(.*?)</loc>", read(client, "/sitemap.xml")))
    monkeypatch.setattr(sitemap.Pages, "size", 2)
    listed = read(client, "/sitemap.xml")
    assert "<sitemapindex" in listed
    parts = re.findall("<loc>(.*?)</loc>", listed)
    assert parts[:2] == [f"http://localhost:8000/sitemap-pages.xml{more}" for more in ("", "?p=2")]
    found = [re.findall("<loc>(.*?)</loc>", read(client, part.partition("8000")[2])) for part in parts]
    assert max(map(len, found)) == 2 and {each for some in found for each in some} == whole
    assert len(whole) == sum(map(len, found))
    for address in ("/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x", "/sitemap-other.xml"):
        assert client.get(address).status_code == 404


def test_a_site_to_try_things_on_is_not_found(client: Client, site: HomePage, settings: Any) -> None:
    with pytest.raises(MiddlewareNotUsed):
        staging_site.StagingMiddleware(lambda request: HttpResponse())
    settings.STAGING = True
    answered = staging_site.StagingMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert answered["X-Robots-Tag"].startswith("noindex")
    assert read(client, "/robots.txt") == "User-agent: *\nDisallow: /\n"
    assert "/fr/" not in read(client, "/sitemap.xml")
    assert "hustings.site.website.serving.staging_site.StagingMiddleware" in now.MIDDLEWARE


def test_who_asks_for_an_address_of_before_is_led_to_the_page_in_each_language(
    client: Client, pages: dict[str, Page], django_capture_on_commit_callbacks: Any
) -> None:
    join = Page.objects.get(slug="join").specific
    join.slug = "join-us"
    news = pages["news"]
    news.slug = "passerelle"
    with django_capture_on_commit_callbacks(execute=True):
        join.save_revision().publish()
        news.save_revision().publish()
    assert client.get("/en/join/")["Location"] == "/en/join-us/"
    assert client.get("/fr/actus/ete/")["Location"] == "/fr/actus/passerelle/"
    pages["index"].refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        pages["index"].specific.move(Page.objects.get(slug="rejoindre"), pos="first-child")
    moved = client.get("/fr/actus/passerelle/")
    assert moved.status_code == 301 and moved["Location"] == "/fr/rejoindre/actus/passerelle/"
    Redirect.add_redirect("/vieille-page", redirect_to="/fr/")
    assert client.get("/vieille-page/")["Location"] == "/fr/"


def test_who_edits_the_site_keeps_redirects_and_brings_a_table_in(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    for path in ("/hq/redirects/", "/hq/redirects/add/", "/hq/redirects/import/"):
        assert client.get(path, follow=True).status_code == 200, path


def test_the_index_is_made_anew(client: Client, pages: dict[str, Page]) -> None:
    models.NewsPage.objects.filter(pk=pages["news"].pk).update(lead="Une piscine")
    assert "/fr/actus/ete/" not in read(client, "/fr/search/?q=piscine")
    actions.index_pages()
    assert "/fr/actus/ete/" in read(client, "/fr/search/?q=piscine")
