"""Pages from memory: quick for readers we don't know, never old, never anybody else's."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.models import Person, Purpose
from hustings.people.signups.public_forms import stamp
from hustings.site.website import actions, models
from hustings.site.website.models import HomePage
from hustings.site.website.serving import page_cache

pytestmark = pytest.mark.django_db
Commits = Callable[..., AbstractContextManager[Any]]


def read(client: Client, path: str = "/fr/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def stamps(html: str) -> list[str]:
    return re.findall(r'name="stamp" value="([^"]+)"', html)


def test_a_second_reader_costs_one_question_and_gets_the_same_page(
    client: Client, site: HomePage, django_assert_num_queries: Any
) -> None:
    first = client.get("/fr/rejoindre/")
    with django_assert_num_queries(1):
        second = client.get("/fr/rejoindre/")
    assert dict(second.items()) == dict(first.items()) | {"Content-Length": second["Content-Length"]}
    for policy in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert second[policy] == first[policy]
    assert second["Content-Language"] == "fr"
    one, two = first.content.decode(), second.content.decode()
    for text in stamps(one) + stamps(two):
        one, two = one.replace(text, ""), two.replace(text, "")
    assert one == two


def test_each_reader_gets_a_stamp_of_their_own_moment(
    client: Client, site: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    [old] = stamps(read(client, "/fr/rejoindre/"))
    moment = stamp.time() + 30
    monkeypatch.setattr(stamp, "time", lambda: moment)
    [new] = stamps(read(client, "/fr/rejoindre/"))
    before, after = stamp.read(old), stamp.read(new)
    assert before and after
    assert (after.source, after.lines) == (before.source, before.lines)
    assert after.age < 1 < before.age  # a robot gains nothing by the page having been written long ago
    typed = {"stamp": new, "given_name": "C", "email": "c@example.org", "postcode": "69100"}
    answer = client.post("/fr/sign-ups/", typed)
    assert answer.status_code == 422 and "très rapide" in answer.content.decode()


def _slogan(home: HomePage) -> None:
    home.slogan = "Édité."
    home.save_revision().publish()


def _news(home: HomePage) -> None:
    index = models.NewsIndexPage(title="Édité.", slug="n", locale=home.locale, show_in_menus=True)
    home.add_child(instance=index)


def _name(home: HomePage) -> None:
    campaign = Campaign.current()
    campaign.name = "Édité."
    campaign.save()


def _tagline(home: HomePage) -> None:
    look = models.Look.load()
    look.tagline = "Édité."
    look.save()


def _sentence(home: HomePage) -> None:
    actions.offer_consent(purpose=Purpose.EMAIL, language="fr", text="Édité.")


@pytest.mark.parametrize("change", [_slogan, _news, _name, _tagline, _sentence])
def test_whatever_changes_a_page_is_read_at_once_in_every_process(
    site: HomePage, django_capture_on_commit_callbacks: Commits, change: Callable[[HomePage], None]
) -> None:
    processes = [Client(), Client()]  # each with a memory of its own
    assert all("Édité." not in read(each) for each in processes)
    with django_capture_on_commit_callbacks(execute=True):
        change(site)
    assert all("Édité." in read(each) for each in processes)


def test_what_is_taken_away_or_closed_is_gone_at_once(
    client: Client, site: HomePage, django_capture_on_commit_callbacks: Commits
) -> None:
    join = Page.objects.get(slug="rejoindre")
    for path in ("/fr/rejoindre/", "/fr/donnees/"):
        read(client, path)
    with django_capture_on_commit_callbacks(execute=True):
        join.unpublish()
    assert client.get("/fr/rejoindre/").status_code == 404
    read(client, "/fr/donnees/")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(
            page=Page.objects.get(slug="donnees"), restriction_type="password", password="open"
        )
    assert client.get("/fr/donnees/").context_data["form"]
    assert client.get("/fr/donnees/").cookies["csrf"]  # a form of this reader alone: never kept


def test_a_draft_does_not_disturb_readers(
    client: Client, site: HomePage, django_capture_on_commit_callbacks: Commits
) -> None:
    read(client)
    edition = models.SiteVersion.current()
    with django_capture_on_commit_callbacks(execute=True) as called:
        site.slogan = "Not yet."
        site.save_revision()
        Person.objects.create(given_name="Charlie")
    assert models.SiteVersion.current() == edition and not called
    assert "Not yet." not in read(client)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/fr/?page=2", {}),
        ("/fr/", {"cookie": "django_language=en"}),
        ("/fr/", {"authorization": "Basic YTpi"}),
        ("/fr/", {"hx-request": "true"}),
    ],
)
def test_who_brings_anything_of_their_own_is_written_a_page_of_their_own(
    client: Client, site: HomePage, django_assert_num_queries: Any, path: str, headers: dict[str, str]
) -> None:
    read(client)
    with django_assert_num_queries(1):
        read(client)
    look = models.Look.load()
    look.tagline = "Fresh."
    look.save()  # not committed: only a page written now shows it
    assert "Fresh." in read(client, path, **headers)
    assert "Fresh." not in read(client)


def test_a_signed_in_user_is_never_shown_to_others(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    client.get("/hq/")  # where the rights are handed to Wagtail
    assert "wagtail-userbar" in read(client)
    client.cookies.clear()
    assert "wagtail-userbar" not in read(client)


def test_hosts_and_languages_are_kept_apart(client: Client, site: HomePage, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    assert 'lang="fr"' in read(client, "/fr/", **{"accept-language": "en"})
    assert 'lang="en"' in read(client, "/en/", **{"accept-language": "fr"})
    assert client.get("/fr/", headers={"host": "evil.example"}).status_code == 400


def test_memory_is_bounded_and_old_pages_are_written_anew(
    client: Client, site: HomePage, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    kept = page_cache.PageCacheMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    monkeypatch.setattr(page_cache, "MOST", 3)
    page = page_cache.Kept({}, [b"x"], [], 0.0)
    for number in range(10):
        kept._put(("http", "testserver", f"/fr/{number}/"), "", page)
    assert [path for _, _, path in kept.pages] == ["/fr/7/", "/fr/8/", "/fr/9/"]
    read(client)
    monkeypatch.setattr(page_cache, "KEPT_FOR", 0.0)
    look = models.Look.load()
    look.tagline = "Fresh."
    look.save()
    assert "Fresh." in read(client)
