"""Whom a record took in and from whom it was parted: named to those who may see them, and to nobody else."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Zone
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.merging import lines
from hustings.people.persons import actions, timeline
from hustings.people.persons.models import Person
from hustings.people.selfservice import download
from hustings.people.selfservice import timeline as history

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def person(name: str, zone: str = "Lyon") -> Person:
    given, _space, family = name.partition(" ")
    return actions.add_person(given_name=given, family_name=family, zone=Zone.objects.get(name=zone))


@pytest.fixture
def kim(france: Zone) -> Person:
    return person("Kim Klein")


@pytest.fixture
def gaston(france: Zone) -> Person:
    return person("Gaston Secret", "Nîmes")


def own(someone: Person) -> str:
    someone = Person.objects.get(pk=someone.pk)
    everything = [*history.page(someone)[0], *history.everything(someone)]
    read = " ".join(entry.sentence for entry in everything)
    return read + download.as_json(someone) + download.as_html(someone, "en")


def test_on_their_own_page_people_read_no_name_but_of_their_own_records(
    kim: Person, gaston: Person, dora: User
) -> None:
    merge = merges.merge(kept=kim, absorbed=gaston, user=dora)
    assert "Merged with “Gaston Secret”" in own(kim)
    merges.part(merge=merge, user=dora)
    for someone, other in [(kim, "Secret"), (gaston, "Klein")]:
        assert other not in own(someone)
    assert "Merged with another record" in own(kim)
    assert "Unmerged from another record" in own(kim)
    assert "Separate record again, unmerged from another" in own(gaston)
    merges.merge(kept=kim, absorbed=Person.objects.get(pk=gaston.pk), user=dora)
    assert "Merged with “Gaston Secret”" in own(kim)


def test_in_a_chain_the_half_that_is_still_theirs_is_named(kim: Person, gaston: Person, dora: User) -> None:
    ada = person("Ada Arnold")
    merges.merge(kept=ada, absorbed=gaston, user=dora)
    outer = merges.merge(kept=kim, absorbed=Person.objects.get(pk=ada.pk), user=dora)
    assert "Ada Arnold" in own(kim) and "Gaston Secret" in own(kim)
    merges.part(merge=outer, user=dora)
    assert "Arnold" not in own(kim) and "Secret" not in own(kim)
    assert "Gaston Secret" in own(ada)


def test_in_hq_whoever_may_not_see_the_other_reads_no_name(
    client: Client, kim: Person, gaston: Person, alice: User, dora: User
) -> None:
    merge = merges.merge(kept=kim, absorbed=gaston, user=dora)

    def read(user: User) -> str:
        client.force_login(user)
        pages = [
            f"/hq/people/{kim.uid}/",
            f"/hq/people/{kim.uid}/timeline/",
            f"/hq/people/{kim.uid}/timeline/?group=merge",
        ]
        found = [client.get(page) for page in pages]
        assert [page.status_code for page in found] == [200] * 3
        return " ".join(page.content.decode() for page in found)

    assert read(alice).count("Gaston Secret") == 3  # it is Kim
    merges.part(merge=merge, user=dora)
    assert "Secret" not in read(alice)
    assert read(dora).count("Gaston Secret") == 6
    inner = merges.merge(kept=person("Lea Lyon"), absorbed=Person.objects.get(pk=gaston.pk), user=dora)
    assert "Gaston Secret" in read(alice)  # part of somebody whom she sees
    merges.part(merge=inner, user=dora)
    assert "Secret" not in read(alice)


def test_a_page_asks_one_question_and_none_where_nobody_is_named(kim: Person, dora: User) -> None:
    for n in range(5):
        other = person(f"A{n} Other")
        merges.part(merge=merges.merge(kept=kim, absorbed=other, user=dora), user=dora)
        kim.refresh_from_db()
    entries = timeline.page(kim)[0]
    with CaptureQueriesContext(connection) as asked:
        assert len(lines.for_user(entries, dora)) == len(entries)
    assert sum("persons_person" in query["sql"] for query in asked.captured_queries) == 1
    assert len(asked) == 2  # the other one asks what rights dora has
    with CaptureQueriesContext(connection) as asked:
        assert lines.for_user([entry for entry in entries if not entry.names], dora)
    assert not asked.captured_queries
