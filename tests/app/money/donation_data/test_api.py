"""Donations over the API: read by territory, entered once, held to the law."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.api_keys import actions
from hustings.money.donations.models import Donation
from hustings.money.ledger.models import Entry
from tests.cast.money.donations.fixtures import give
from tests.conftest import user

pytestmark = pytest.mark.django_db
AT = "/api/v1/donations"
ZOE = {"given_name": "Zoé", "family_name": "Roy", "email": "zoe@example.org", "country": "FR"}


@pytest.fixture
def api(client):
    """``api(user)(path, body=None)``: a program with this user's key."""

    def of(who):
        _key, secret = actions.make(
            user=who, name="CRM", scopes=["donations.read", "donations.write"], ends_on=None
        )

        def ask(at, body=None):
            said = {"headers": {"Authorization": f"Bearer {secret}"}}
            if body is None:
                return client.get(at, **said)
            return client.post(at, body, content_type="application/json", **said)

        return ask

    return of


def body(fund, **values):
    said = {"fund": fund.slug, "amount": 45_00, "means": "card", "reference": "T-1", "donor": ZOE}
    return said | {"given_on": timezone.localdate().isoformat()} | values


def test_a_donation_of_another_tool_goes_in_once(api, party, dora):
    ask = api(dora)
    answer = ask(AT, body(party))
    assert answer.status_code == 201 and answer["Cache-Control"] == "no-store"
    made = answer.json()
    assert (made["state"], made["amount"], made["donor"]["email"]) == ("settled", 45_00, "zoe@example.org")
    again = ask(AT, body(party))
    assert (again.status_code, again.json()["id"]) == (200, made["id"])
    assert ask(AT, body(party, amount=50_00)).status_code == 409
    row = Donation.objects.get()
    assert row.made_by == dora and Entry.objects.filter(source=f"donation:{row.pk}:settled").count() == 1
    assert ask(f"{AT}/{row.pk}").json() == made


def test_two_requests_at_once_are_one(api, party, dora, monkeypatch):
    ask = api(dora)
    first = ask(AT, body(party)).json()
    Donation.objects.update(reference="later")  # not there when the second looked, but its key is
    with pytest.raises(Exception, match=r"(?i)unique"):
        ask(AT, body(party))
    assert Donation.objects.get().pk == first["id"]


def test_the_law_and_wrong_words_are_answered_in_words(api, party, dora):
    ask = api(dora)
    for wrong, words in [
        ({"amount": 7_500_01}, "11-4"),
        ({"means": "gold"}, "gold"),
        ({"donor": ZOE | {"country": "Atlantis"}}, "Atlantis"),
        ({"donor": ZOE | {"family_name": " "}}, "missing"),
        ({"given_on": "2999-01-01"}, "future"),
        ({"amount": -1}, "greater"),
        ({"reference": ""}, "reference"),
        ({"amount": 10**13}, "less"),
    ]:
        answer = ask(AT, body(party, **wrong))
        assert answer.status_code == 422 and words in answer.content.decode(), wrong
    assert ask(AT, body(party) | {"fund": "none"}).status_code == 404
    assert not Donation.objects.exists() and not Entry.objects.exists()


def test_donations_are_read_page_by_page_and_by_territory(api, party, fund, charlie, rhone, client):
    rows = [give(party, charlie, amount=10_00 + n) for n in range(3)]
    hers = give(fund, charlie, amount=20_00)
    fund.books.zone = rhone
    fund.books.save()
    ask = api(user("aude", Role.AUDITOR))
    page = ask(f"{AT}?fund={party.slug}&limit=2").json()
    assert [row["id"] for row in page["donations"]] == [row.pk for row in rows[:2]]
    page = ask(f"{AT}?fund={party.slug}&limit=2&after={page['next']}").json()
    assert [row["id"] for row in page["donations"]] == [rows[2].pk] and page["next"] is None
    theo = api(user("theo", Role.TREASURER, zone=rhone))
    assert [row["id"] for row in theo(AT).json()["donations"]] == [hers.pk]
    assert theo(f"{AT}/{rows[0].pk}").status_code == 404
    assert theo(f"{AT}?fund={party.slug}").status_code == 404
    assert theo(AT, body(party)).status_code == 404


def test_a_page_is_one_question(api, party, charlie, dora):
    ask = api(dora)
    for n in range(20):
        give(party, charlie, amount=10_00 + n)
    with CaptureQueriesContext(connection) as asked:
        assert len(ask(AT).json()["donations"]) == 20
    assert sum('FROM "donations_' in query["sql"] for query in asked) == 1


def test_the_description_names_what_needs_a_key(client):
    found = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/donations"]
    assert found["get"]["security"] and found["post"]["security"]
