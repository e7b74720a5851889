"""HQ's search boxes that Wagtail answers, and the index behind them, on either database."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from modelsearch.backends import get_search_backend
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from hustings.foundation.accounts.models import User
from hustings.foundation.lib import text_search

ODD = [
    '"', '""', '"a', 'a"b', 'a" OR "b', '"*', "'", "''", "a'b", "\\", "a\\", "a\\'b", "*", "a*", "-", "--",
    "-a", "(", ")", "()", "a AND", "OR", "NOT a", "NEAR(a b)", "a:b", ":*", "^a", "{a b}:c", "+", "&", "|",
    "!", "!a", "<->", "a <-> b", "a:*", "%", "%s", "%(a)s", "100%", "_", ";", "--;", "\0", "a\0b", "\x1f",
    "🙂", "a '--' b", '"a" "b"', '"-" "b"', '"a b', "live:yes", 'live:"', "é", "ﬀ", "ا", "{}", "[]",
    "x" * 3_000, "a " * 3_000, '" ' * 500, "‘’“”«»",
]  # fmt: skip
AROUND = [
    'a"b',
    '""',
    "a\\'b",
    "(",
    "a AND",
    "\0",
    "%(a)s",
    "🙂",
    "a " * 3_000,
]  # in whole pages, too
BOXES = [  # what writes the findings alone, as each letter typed asks for
    "wagtailadmin_pages:search_results",
    "wagtailadmin_choose_page_search",
    "wagtailimages:index_results",
    "wagtailimages_chooser:choose_results",
    "wagtaildocs:index_results",
    "wagtaildocs_chooser:choose_results",
]
PAGES = ["wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index"]


@pytest.fixture
def hq(dora: User, settings: Any) -> Client:
    settings.SECOND_FACTOR = "optional"
    client = Client(headers={"accept-language": "en"})
    client.force_login(dora)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("box", "odd"), [(box, ODD) for box in BOXES] + [(page, AROUND) for page in PAGES], ids=[*BOXES, *PAGES]
)
def test_nothing_that_is_typed_breaks_a_search(hq: Client, box: str, odd: list[str]) -> None:
    for typed in odd:
        assert hq.get(reverse(box), {"q": typed}).status_code == 200, typed


@pytest.mark.django_db
def test_what_is_searched_is_found_in_spite_of_signs() -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Trains de l’Ouest, example.org"))
    page = Page.objects.get(title__startswith="Trains")
    searching = get_search_backend()
    searching.add(page)
    for typed in ("trains", '"trains', 'trains "ouest"', "- trains", "example.org", "trains " * 100):
        assert list(searching.search(typed, Page)) == [page], typed
    assert list(searching.autocomplete('tra"', Page)) == [page]
    assert not list(searching.search('trains "route"', Page))


def test_the_words_of_a_search() -> None:
    assert text_search.words(' "Marie\0 - Curie" ') == "Marie Curie"
    assert text_search.words('"" -- ') == ""


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_index_one_page_make_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    searching = get_search_backend()
    page = Page.get_first_root_node()
    IndexEntry.objects.all().delete()
    index, faults = searching.get_index_for_model(Page), list[BaseException]()
    both_looked = threading.Barrier(2, timeout=0.3)
    made: Callable[..., Any] = type(IndexEntry.objects.all()).bulk_create

    def bulk_create(*given: Any, **more: Any) -> Any:
        with suppress(threading.BrokenBarrierError):
            both_looked.wait()  # which succeeds where both have seen that there is no entry
        return made(*given, **more)

    monkeypatch.setattr(type(index.entries), "bulk_create", bulk_create)

    def work() -> None:
        try:
            get_search_backend().add(page)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    assert IndexEntry.objects.filter(object_id=str(page.pk)).count() == 1
    assert connection.vendor == "postgresql" or both_looked.broken, "one of them waited for the other"
