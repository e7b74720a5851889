"""By what people came: kept once it is confirmed, asked for by segments, forgotten in time."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone, translation

from hustings.foundation.lib.web import share_codes
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Arrival, Person
from hustings.people.segments import criteria
from hustings.people.selfservice import download
from hustings.people.signups import actions as signups_actions
from hustings.people.signups.actions import arrivals, referral_links
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import arrivals as arriving
from mailguard.identifiers import addresses
from tests.cast.people import submissions

pytestmark = pytest.mark.django_db
SIGN_UP, SIGNATURE = Arrival.Act.SIGN_UP, Arrival.Act.SIGNATURE
CAME = {"campaign": "Spring Fête", "site": "example.org", "term": "trains"}


def come(name: str, came: dict[str, str]) -> Person:
    """Sign up and confirm."""
    typed = SignUp.typed(
        address=addresses.read(f"{name}@example.org"), language="en", source="/en/", consents={},
        given_name=name, came=came,
    )  # fmt: skip
    made = signups_actions.request_sign_up(sign_up=typed)
    assert made
    return submissions.confirm(made).person


def words(person: Person) -> dict[str, str]:
    return dict(person.arrivals.values_list("kind", "word"))


def found(operator: str, value: Any = None) -> set[Person]:
    leaf = {"criterion": "arrival", "operator": operator, "value": value}
    return set(criteria.compile({"match": "all", "criteria": [leaf]}))


@pytest.fixture
def charlie() -> Person:
    return persons_actions.add_person(given_name="Charlie", email="charlie@example.org")


def test_the_words_of_the_first_time_are_kept_asked_for_and_told(charlie: Person) -> None:
    ann = come("ann", CAME)
    first = ann.arrivals.get(kind="campaign").at
    assert words(ann) == {"campaign": "spring fete", "site": "example.org", "term": "trains"}
    arrivals.note_arrival(person=ann, act=SIGN_UP, came=CAME, came_before=True)
    arrivals.note_arrival(person=ann, act=SIGNATURE, came={"campaign": "autumn"}, came_before=True)
    assert ann.arrivals.get(kind="campaign", act=SIGN_UP).at == first
    assert (
        found("campaign", "SPRING FETE")
        == found("campaign", "autumn")
        == found("site", "example.org")
        == {ann}
    )
    assert found("unknown") == {charlie}
    with translation.override("en"):
        told = json.loads(download.as_json(ann))["arrivals"]
    assert {"sign-up", "referring site", "example.org"} <= {said for row in told for said in row.values()}


def test_a_shared_link_says_who_brought_them_but_not_the_owner_themselves(charlie: Person) -> None:
    link = referral_links.make_link(person=charlie)
    ann = come("ann", {"via": link.token, "text": "3w"})
    assert (ann.recruiter, words(ann)) == (charlie, {"via": link.token, "text": "3w"})
    assert found("shared") == {ann}
    assert link.token not in json.dumps(json.loads(download.as_json(ann))["arrivals"]), "not theirs to know"
    assert words(come("charlie", {"via": link.token, "text": "3w", "source": "sms"})) == {"source": "sms"}
    referral_links.stop_links(person=charlie)
    assert words(come("bea", {"via": link.token})) == {}
    assert referral_links.offered_link(person=charlie) is None, "they wanted none"
    assert referral_links.make_link(person=charlie).token != link.token


def test_two_records_made_one_keep_each_word_once(charlie: Person, dora: Any) -> None:
    ann = come("ann", CAME)
    arrivals.note_arrival(person=charlie, act=SIGN_UP, came={"site": "example.org"}, came_before=True)
    merges.merge(kept=charlie, absorbed=ann, user=dora)
    assert words(charlie) == {"campaign": "spring fete", "site": "example.org", "term": "trains"}


@pytest.mark.parametrize("query, came", [
    ("via=aB_-9.12w", {"via": "aB_-9", "text": "12w"}), ("via=aB_-9", {"via": "aB_-9"}),
    ("utm_source=x&via=.4", {"source": "x", "text": "4"}), ("via=a%20b", {}), ("via=" + "a" * 17, {}),
    ("via=ann@example.org", {}),
])  # fmt: skip
def test_what_an_address_may_say_of_who_shared_it(query: str, came: dict[str, str]) -> None:
    assert arriving.came(RequestFactory().get(f"/en/?{query}")) == came
    assert arriving.is_alone(query)


def test_a_code_is_read_from_whatever_was_copied() -> None:
    for text in [
        "aB_-9",
        " https://a.example/en/with/aB_-9/ ",
        "https://a.example/en/?utm_source=x&via=aB_-9.3w",
    ]:
        assert share_codes.code_in(text) == "aB_-9"


def test_words_are_forgotten_after_25_months_and_found_by_an_index(charlie: Person) -> None:
    ann = come("ann", CAME)
    old = timezone.now() - arrivals.KEPT - timedelta(days=1)
    Arrival.objects.filter(kind="site").update(at=old)
    assert arrivals.forget_arrivals() == 1
    assert words(ann) == {"campaign": "spring fete", "term": "trains"}
    asked = {
        "arrivals_by_word": Arrival.objects.filter(kind="campaign", word="a").order_by().values("person"),
        "arrivals_in_time": Arrival.objects.filter(at__lt=old).order_by("at").values("pk")[:9],
    }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    for name, rows in asked.items():
        assert name in rows.explain(), rows.explain()


def test_who_came_by_our_form_on_another_site_is_found_by_it(charlie: Person) -> None:
    ann = come("ann", {"embed": "gazette.example", "site": "search.example"})
    ben = come("ben", {"embed": "paper.example"})
    assert words(ann) == {"embed": "gazette.example", "site": "search.example"}
    assert found("embed", "Gazette.example") == {ann} and found("embedded") == {ann, ben}
    assert found("unknown") == {charlie}
