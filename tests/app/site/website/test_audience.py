"""Audience figures: sums of views, and nothing of anybody."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.process import counters as gathered
from hustings.site.website import actions
from hustings.site.website.audience import view_counters
from hustings.site.website.audience import views as seeing
from hustings.site.website.models import Audience, HomePage, Tally
from tests.conftest import user

pytestmark = pytest.mark.both

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 Safari/604"
IPAD = "Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605 Version/16.0 Mobile/15E148 Safari/604"


@pytest.fixture(autouse=True)
def nothing_yet() -> Iterator[None]:
    view_counters._views.clear()
    view_counters._names.clear()
    yield
    view_counters._views.clear()
    view_counters._names.clear()


def read(client: Client, url: str = "/fr/", program: str = FIREFOX, **headers: str) -> Any:
    return client.get(url, headers={"user-agent": program, **headers})


def sums(kind: str) -> dict[str, tuple[int, int]]:
    view_counters.fold()
    rows = Tally.objects.filter(kind=kind).values_list("name", "n_views", "n_visits")
    return {name: (views, visits) for name, views, visits in rows}


def test_views_are_added_up_by_page_device_language_site_before_and_campaign(
    client: Client, site: HomePage
) -> None:
    read(client)
    read(client)  # from memory
    read(client, program=IPHONE, referer="https://www.news.example/article?id=7")
    read(client, "/fr/rejoindre/", referer="http://testserver/fr/")
    read(client, "/en/?utm_campaign=spring&utm_source=poster", program=IPAD)
    assert sums("page") == {"/fr/": (3, 3), "/fr/rejoindre/": (1, 0), "/en/": (1, 1)}
    assert sums("device") == {"computer": (3, 2), "phone": (1, 1), "tablet": (1, 1)}
    assert sums("language") == {"fr": (4, 3), "en": (1, 1)}
    assert sums("from") == {"": (3, 3), "news.example": (1, 1)}
    assert sums("campaign") == {"spring / poster": (1, 1)}
    read(client)
    assert sums("page")["/fr/"] == (4, 4), "added to the row of the day"


@pytest.mark.parametrize(
    "headers",
    [
        {"program": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, {"program": ""}, {"program": "curl/8"},
        {"dnt": "1"}, {"sec-gpc": "1"}, {"sec-purpose": "prefetch;prerender"}, {"hx-request": "true"},
    ],
)  # fmt: skip
def test_programs_and_whoever_wants_not_to_be_counted_are_left_out(
    client: Client, site: HomePage, headers: dict[str, str]
) -> None:
    read(client, **headers)
    read(client, **headers)
    assert sums("page") == {}


def test_only_pages_of_the_site_count_and_not_the_team(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    for url in ("/fr/nowhere/", "/fr/search/?q=x", "/robots.txt", "/fr/sign-ups/sent/"):
        read(client, url)
    client.head("/fr/", headers={"user-agent": FIREFOX})
    settings.SECOND_FACTOR = "optional"
    client.force_login(dora)
    read(client)
    assert sums("page") == {}


def test_a_view_from_memory_costs_no_more_questions(
    client: Client, site: HomePage, django_assert_num_queries: Any
) -> None:
    read(client)
    with django_assert_num_queries(1):
        read(client)
    view_counters.fold()
    read(client)
    with django_assert_num_queries(3):  # whole or not at all
        assert view_counters.fold() == 4


def test_nothing_of_a_reader_is_kept(client: Client, site: HomePage) -> None:
    answer = client.get(
        "/fr/?utm_campaign=me@example.org", headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.9"
    )
    assert not answer.cookies
    view_counters.fold()
    kept = str(list(Tally.objects.values()))
    for told in ("203.0.113", "Mozilla", "Firefox", "example.org"):
        assert told not in kept
    assert {field.name for field in Tally._meta.get_fields()} == {
        "id",
        "day",
        "kind",
        "name",
        "n_views",
        "n_visits",
    }


def test_names_that_somebody_makes_up_end_in_one_row(
    client: Client, site: HomePage, monkeypatch: Any
) -> None:
    monkeypatch.setattr(view_counters, "MOST_NAMES", 3)
    for number in range(9):
        read(client, referer=f"https://spam{number}.example/")
    assert sums("from")[view_counters.OTHERS] == (6, 6) and len(sums("from")) == 4
    monkeypatch.setattr(gathered, "MOST", 2)
    for number in range(9):
        read(client, referer=f"https://more{number}.example/")
    assert len(view_counters._views) == 2


def test_what_can_not_be_written_now_is_written_later(
    client: Client, site: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(rows: Any) -> None:
        raise OperationalError("database is locked")

    read(client)
    with monkeypatch.context() as patch:
        patch.setattr(view_counters, "_add", locked)
        assert view_counters.fold() == 0
    assert sums("page") == {"/fr/": (1, 1)}


def test_the_foot_of_each_page_says_what_is_true(
    client: Client, site: HomePage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    html = read(client, "/en/").content.decode()
    assert "counts page views" in html and "counts no one" not in html
    with django_capture_on_commit_callbacks(execute=True):
        actions.count_views(is_on=False, user_id=None)
    view_counters._views.clear()
    html = read(client, "/en/").content.decode()
    assert "counts no one" in html
    read(client, "/en/")
    assert sums("page") == {} and not Audience.is_counting()


def test_hq_shows_charts_and_a_file_to_those_who_edit_the_site(
    client: Client, site: HomePage, dora: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    read(client, referer="https://news.example/")
    view_counters.fold()
    client.force_login(dora)
    html = client.get("/hq/site/audience/?days=7", headers={"accept-language": "en"}).content.decode()
    assert "news.example" in html and "/fr/" in html and "1 view" in html
    file = b"".join(client.get("/hq/site/audience/figures.csv").streaming_content).decode()
    assert "news.example,1,1" in file
    assert client.post("/hq/site/audience/switch/", {"is_on": "no"}).status_code == 302
    assert not Audience.is_counting()
    other = Client()
    other.force_login(user("org@example.org", Role.ORGANISER))
    assert other.get("/hq/site/audience/").status_code == 403
    assert other.post("/hq/site/audience/switch/", {"is_on": "yes"}).status_code == 403


def test_sums_are_deleted_after_25_months(db: None) -> None:
    today = timezone.localdate()
    for day in (today, today - timedelta(days=700), date(2020, 1, 1)):
        Tally.objects.create(day=day, kind="page", name="/fr/", n_views=1, n_visits=1)
    actions.forget_figures()
    assert Tally.objects.count() == 2


def test_devices() -> None:
    found = [
        seeing._device(program)
        for program in (FIREFOX, IPHONE, IPAD, "Mozilla/5.0 (Linux; Android 15) Chrome/140")
    ]
    assert found == ["computer", "phone", "tablet", "tablet"]
    assert seeing.seen(RequestFactory().get("/fr/", headers={"user-agent": FIREFOX})) is not None
