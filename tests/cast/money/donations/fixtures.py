"""A candidate's and a party's fund, donors and gifts, by the law of France."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections.models import Election, Round
from hustings.money.donations import actions
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.ledger.models import Books
from hustings.money.payments import vault
from hustings.people.persons.models import Person
from tests.cast.money.ledger import fixtures
from tests.cast.money.payments import fixtures as payments
from tests.cast.money.payments import stripe_server


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


def online(fund: Fund, *providers: str) -> Fund:
    """Its page on the site, with channels that need no network."""
    actions.show_page(fund=fund)
    fund.refresh_from_db()
    for position, provider in enumerate(providers or ("transfer", "cheque"), start=1):
        payments.channel(fund.books, provider, position=position)
    return fund


TYPED = {
    "amount": "5000", "given_name": "Zoé", "family_name": "Roy", "email": "zoe@example.org",
    "born_on": "1980-05-01", "nationality": "FR", "country": "FR", "street": "1 rue de la Paix",
    "postcode": "69001", "city": "Lyon", "channel": "transfer", "oath": "on",
}  # fmt: skip


def send(client: Client, fund: Fund, path: str = "", **typed: Any) -> Any:
    """Load the page as a visitor does, change some answers, send the form; None leaves one out."""
    page = f"/en/donate/{fund.slug}/"
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(page + path).content.decode())
    assert found, "no form on the page"
    said = {name: value for name, value in (TYPED | typed).items() if value is not None}
    return client.post(f"{page}gifts/", {"stamp": found[1], **said})


@contextmanager
def stripe(settings: Any) -> Iterator[Any]:
    """The account of a server that speaks as Stripe does."""
    made = stripe_server.serve(0, "whsec_test")
    settings.STRIPE_URL = f"http://localhost:{made.server_port}"
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.RequestHandlerClass.account  # type: ignore[attr-defined]
    made.shutdown()
    made.server_close()


def cards(books: Books) -> None:
    """Cards by that server, before all other roads."""
    made = payments.channel(books, "stripe", settings={}, test_mode=True, position=0)
    vault.keep(made, {"secret_key": "sk_test_right", "webhook_secret": "whsec_test"})
