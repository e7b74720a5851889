"""The index of the site's search."""

import threading

import pytest
from django.db import connection
from modelsearch import index
from wagtail.search.models import IndexEntry

from hustings.website.models import HomePage


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_two_workers_index_the_same_new_page_at_once():
    page = HomePage.objects.get(pk=HomePage.add_root(title="Elan", slug="elan", slogan="Go").pk)
    wrong = []

    def work(barrier: threading.Barrier) -> None:
        try:
            barrier.wait(10)
            index.insert_or_update_object(page)
        except Exception as error:  # what the worker would log
            wrong.append(error)
        finally:
            connection.close()

    for _round in range(20):
        IndexEntry.objects.all().delete()
        barrier = threading.Barrier(2)
        threads = [threading.Thread(target=work, args=[barrier]) for _n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
        assert IndexEntry.objects.count() == 1
