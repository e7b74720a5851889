"""A candidate's and a party's fund, donors and gifts, by the law of France."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections.models import Election, Round
from hustings.money.donations import actions
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.ledger.models import Books
from hustings.people.persons.models import Person
from tests.cast.money.ledger import fixtures


def france() -> None:
    """The campaign keeps the rules of France."""
    campaign = Campaign.load()
    campaign.country = "fr"
    campaign.save()


def election(**values: Any) -> Election:
    """A vote in two months: donations are open."""
    made = Election.objects.create(**({"name": "Deputies", "kind": "legislative"} | values))
    Round.objects.create(election=made, on=timezone.localdate() + timedelta(days=60))
    return made


def candidate(**values: Any) -> Fund:
    """Ada's fund for the election of deputies."""
    today = timezone.localdate()
    books = fixtures.books(
        election=election(),
        agent_declared_on=today - timedelta(days=30),
        opened_on=today - timedelta(days=400),
        ceiling=70_000_00,
    )
    about: dict[str, Any] = {"slug": f"ada-{books.pk}", "names": {"en": "Ada", "fr": "Ada"}}
    return actions.open_fund(books=books, **(about | values))


def party(**values: Any) -> Fund:
    """A party's fund."""
    books = fixtures.books(kind=Books.Kind.PARTY, opened_on=timezone.localdate() - timedelta(days=800))
    about: dict[str, Any] = {"slug": f"party-{books.pk}", "names": {"en": "Party", "fr": "Parti"}}
    return actions.open_fund(books=books, **(about | values))


def facts(**values: Any) -> Donor:
    """What somebody French declares; not yet written."""
    about: dict[str, Any] = {
        "given_name": "Charlie", "family_name": "Martin", "born_on": date(1980, 5, 1), "nationality": "FR",
        "street": "1 rue de la Paix", "postcode": "69001", "city": "Lyon", "country": "FR",
        "email": "charlie@example.org", "sworn_at": timezone.now(),
    }  # fmt: skip
    return Donor(**(about | values))


def pledge(fund: Fund, person: Person, amount: int, **values: Any) -> Donation:
    """A card payment on its way; ``amount`` in minor units."""
    about: dict[str, Any] = {"donor": facts(), "means": "card"} | values
    return actions.pledge(fund=fund, person=person, amount=amount, **about)


def give(fund: Fund, person: Person, amount: int, **values: Any) -> Donation:
    """A gift whose money is there."""
    return actions.settle(donation=pledge(fund, person, amount, **values))
