"""News and press releases: lists by topic and year, feeds, embargoes."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from hustings.site.website.models import HomePage, NewsIndexPage, NewsPage
from tests import feeds

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def index(site: HomePage) -> NewsIndexPage:
    locale = Locale.objects.get(language_code="fr")
    page = NewsIndexPage(title="Actualités", slug="news", locale=locale, press_contact="presse@rives.example")
    site.add_child(instance=page)
    return page


def publish(index: NewsIndexPage, slug: str, **fields: Any) -> NewsPage:
    said = {"title": slug.title(), "lead": f"Lead of {slug}", **fields}
    page = NewsPage(slug=slug, locale=index.locale, **said)
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_news_are_listed_by_topic_by_year_and_for_the_press(client: Client, index: NewsIndexPage) -> None:
    publish(index, "old", published_on=date(2025, 5, 1), topic="Terrain")
    publish(index, "new", published_on=date(2026, 5, 1), topic="Comptes")
    publish(index, "release", published_on=date(2026, 6, 1), kind="press")
    shown = {
        path: [name for name in ("Old", "New", "Release") if f">{name}</a>" in html]
        for path in ("", "topics/terrain/", "years/2026/", "press/")
        if (html := client.get(f"/fr/news/{path}").content.decode())
    }
    assert shown == {
        "": ["Old", "New", "Release"], "topics/terrain/": ["Old"],
        "years/2026/": ["New", "Release"], "press/": ["Release"],
    }  # fmt: skip
    for nowhere in ("topics/none/", "years/1999/"):
        assert client.get(f"/fr/news/{nowhere}").status_code == 404
    assert client.get("/fr/news/?page=" + "9" * 40).status_code == 200


def test_a_release_names_whom_the_press_may_ask(client: Client, index: NewsIndexPage) -> None:
    publish(index, "release", kind="press")
    publish(index, "other", kind="press", contact="Léonie, 01 99 00 12 34")
    publish(index, "plain")
    assert "presse@rives.example" in client.get("/fr/news/release/").content.decode()
    other = client.get("/fr/news/other/").content.decode()
    assert "Léonie" in other and "presse@rives.example" not in other
    assert "presse@rives.example" not in client.get("/fr/news/plain/").content.decode()


def test_an_embargo_holds_everywhere_until_its_moment(
    client: Client, index: NewsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = NewsPage(title="Secret", slug="secret", lead="Hush", kind="press", locale=index.locale, live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    index.add_child(instance=page)
    page.save_revision().publish()
    for path in ("/fr/", "/fr/news/", "/fr/news/press/", "/fr/news/feed/", "/sitemap.xml"):
        assert "ecret" not in client.get(path).content.decode(), path
    assert client.get("/fr/news/secret/").status_code == 404
    NewsPage.objects.update(go_live_at=timezone.now() - timedelta(minutes=1))
    page.refresh_from_db()
    page.latest_revision.content["go_live_at"] = page.go_live_at.isoformat()
    page.latest_revision.approved_go_live_at = page.go_live_at
    page.latest_revision.save()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert "Secret" in client.get("/fr/news/feed/").content.decode()


@pytest.mark.parametrize("path", ["feed/", "feed/rss/"])
def test_feeds_tell_the_whole_text_with_whole_addresses(
    client: Client, index: NewsIndexPage, path: str
) -> None:
    body = [("text", '<p>See <a href="/fr/rejoindre/">here</a> &amp; there</p>')]
    publish(index, "one", body=body, topic="Terrain", kind="press")
    answer = client.get(f"/fr/news/{path}")
    assert ElementTree.fromstring(answer.content) is not None
    text = answer.content.decode()
    assert "http://localhost:8000/fr/news/one/" in text
    assert 'href="http://localhost:8000/fr/rejoindre/"'.replace('"', "&quot;") in text or (
        "http://localhost:8000/fr/rejoindre/" in text
    )
    assert "Lead of one" in text and "Terrain" in text and "communiqué" in text.lower()
    assert "xml" in answer["Content-Type"]


def test_feeds_hold_what_the_standards_demand(client: Client, index: NewsIndexPage) -> None:
    assert not feeds.atom(client.get("/fr/news/feed/?empty").content).findall(f"{feeds.ATOM}entry")
    assert not feeds.rss(client.get("/fr/news/feed/rss/?empty").content).findall("item")
    odd = "Tom & <b>Jerry</b> 🎉 ]]> “été” \u202bעברית\u202c"
    body = [("text", '<p>A &amp; B <a href="/fr/#x">here</a></p>'), ("quote", {"text": "]]>", "by": "&"})]
    publish(index, "one", body=body, topic="A & B", kind="press", title=odd)
    publish(index, "two")
    publish(index, "three", published_on=date(2001, 1, 1))
    entries = feeds.atom(client.get("/fr/news/feed/").content).findall(f"{feeds.ATOM}entry")
    assert len(entries) == 3
    releases = feeds.atom(client.get("/fr/news/press/feed/").content)
    assert [each.findtext(f"{feeds.ATOM}title") for each in releases.findall(f"{feeds.ATOM}entry")] == [odd]
    assert (releases.findtext(f"{feeds.ATOM}id") or "").endswith("/fr/news/press/"), "another than the whole"
    assert '/fr/news/press/feed/"' in client.get("/fr/news/").content.decode()
    channel = feeds.rss(client.get("/fr/news/feed/rss/").content)
    assert odd in [item.findtext("title") for item in channel.findall("item")]


def test_a_reader_who_has_the_feed_gets_nothing_again_until_it_changes(
    client: Client, index: NewsIndexPage, django_capture_on_commit_callbacks: Any
) -> None:
    publish(index, "one")
    first = client.get("/fr/news/feed/")
    had = {"if-none-match": first["ETag"]}
    assert client.get("/fr/news/feed/", headers=had).status_code == 304
    assert (
        client.get("/fr/news/feed/", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    )
    with django_capture_on_commit_callbacks(execute=True):
        publish(index, "two")
    assert client.get("/fr/news/feed/", headers=had).status_code == 200


def test_readers_programs_find_the_feed(client: Client, index: NewsIndexPage) -> None:
    publish(index, "one")
    for path in ("/fr/", "/fr/news/", "/fr/news/one/"):
        html = client.get(path).content.decode()
        assert 'type="application/atom+xml"' in html and 'href="/fr/news/feed/"' in html, path


def test_the_feed_costs_few_queries_however_much_there_is(
    client: Client, index: NewsIndexPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        publish(index, f"n{number}")
    client.get("/fr/news/feed/")
    with django_assert_max_num_queries(13):
        client.get("/fr/news/feed/?fresh=1")
