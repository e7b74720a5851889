"""What public forms are built on: by what somebody came, one form sent twice, forms open from before."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import arrivals, stamp
from hustings.site.website.models import HomePage
from tests.app.site.website.test_page_cache import read, stamps

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "before", "came"),
    [
        ("", "", {}),
        ("utm_source=news&utm_medium=mail&utm_campaign=spring", "",
         {"source": "news", "medium": "mail", "campaign": "spring"}),
        ("utm_source=a@b.example&utm_term=06 12 34 56 78&utm_content=%3Cb%3E&utm_site=x&q=me", "",
         {"content": "b"}),
        ("utm_campaign=" + "x" * 99, "", {"campaign": "x" * 60}),
        ("utm_campaign=" + "x" * 5000, "", {}),
        ("", "https://www.Example.org/somebody?name=me", {"site": "example.org"}),
        ("", "http://testserver/fr/?utm_campaign=spring&x=1", {"campaign": "spring"}),
        ("utm_campaign=now", "http://testserver/fr/?utm_campaign=spring", {"campaign": "now"}),
        ("", "android-app://com.example", {}),
        ("", "https://[bad", {}),
    ],
)  # fmt: skip
def test_of_where_they_come_from_only_the_words_of_the_campaign_are_kept(
    query: str, before: str, came: dict[str, str]
) -> None:
    request = RequestFactory().get(f"/fr/?{query}", headers={"referer": before} if before else {})
    assert arrivals.came(request) == came


@pytest.mark.parametrize(
    ("query", "is_alone"),
    [("utm_source=a&utm_campaign=b&fbclid=c", True), ("letter=a&utm_source=b", True), ("page=2", False),
     ("source=a", False), ("utm_source=a&page=2", False), ("utm_source=" + "a" * 3000, False)],
)  # fmt: skip
def test_which_addresses_ask_for_nothing_else(query: str, is_alone: bool) -> None:
    assert arrivals.is_alone(query, "letter") is is_alone


def test_a_stamp_is_read_as_it_was_written_and_no_other() -> None:
    shown = stamp.now("/fr/", {"email": 3}, came={"campaign": "spring"})
    assert stamp.read(str(shown)) == stamp.Stamp(
        int(shown.shown_at * 10) / 10, "/fr/", {"email": 3}, "", {"campaign": "spring"}, shown.key
    )
    assert stamp.read(str(shown) + "x") is None


def test_each_page_from_memory_has_a_key_of_its_own_and_tells_by_what_this_reader_came(
    client: Client, site: HomePage, django_assert_num_queries: Any
) -> None:
    pages = [read(client, "/fr/rejoindre/")]
    with django_assert_num_queries(2):  # one question each
        pages.append(read(client, "/fr/rejoindre/?utm_campaign=spring&fbclid=1"))
        pages.append(read(client, "/fr/rejoindre/", referer="https://example.org/"))
    found = [stamp.read(text) for page in pages for text in stamps(page)]
    assert [each and each.came for each in found] == [{}, {"campaign": "spring"}, {"site": "example.org"}]
    assert len({each.key for each in found if each}) == 3


def test_one_form_with_the_same_words_is_one_sign_up_however_late(
    client: Client, site: HomePage, patient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hustings.people.signups.actions.sign_ups._recent", lambda key, visitor: [])
    [held] = stamps(read(client, "/fr/rejoindre/?utm_campaign=spring"))
    typed = {"stamp": held, "given_name": "Charlie", "email": "charlie@example.org", "postcode": "69100"}
    for _send in range(2):
        assert client.post("/fr/sign-ups/", typed).url == "/fr/sign-ups/sent/?utm_campaign=spring"
    assert SignUp.objects.get().came == {"campaign": "spring"}
    client.post("/fr/sign-ups/", typed | {"email": "charlie@example.com"})
    assert SignUp.objects.count() == 2, "who goes back and corrects their address gets the mail"
