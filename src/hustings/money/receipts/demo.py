"""Receipts of the demonstration: gifts of some people to the candidate and the party, and their receipts."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from hustings.foundation.lib.demo import Say
from hustings.money.donations import actions as donations
from hustings.money.donations.models import Donor, Fund
from hustings.money.donations.refusals import NotTaken
from hustings.money.ledger.models import Books
from hustings.money.receipts import actions, tasks
from hustings.money.receipts.models import Receipt, Series
from hustings.people.persons.models import Person

_AMOUNTS = [20_00, 50_00, 30_00, 150_00, 25_00, 1_000_00, 10_00, 75_00]


@transaction.atomic
def fill(say: Say) -> None:
    """A series for each, once: the party’s with numbers of the authority."""
    books = {row.kind: row for row in Books.objects.filter(closed_on=None)}
    if Series.objects.exists() or Books.Kind.PARTY not in books:
        return
    say(gettext("Donations and their receipts"))
    party = books[Books.Kind.PARTY]
    first = date(timezone.localdate().year - 1, 1, 1)
    series = actions.open_series(
        books=party, numbering=Series.Numbering.AUTHORITY, since=first, is_mailed=False
    )
    actions.add_range(series=series, prefix="P", first=41_001, last=41_250, width=6)
    fund = Fund.objects.filter(books=party).first() or donations.open_fund(
        books=party, slug="party", names={"en": "The party", "fr": "Le parti"}
    )
    _give(fund)
    tasks.issue_due()
    if receipt := Receipt.objects.valid().order_by("pk").first():
        actions.void(receipt=receipt, why=Receipt.Why.DETAILS, is_replaced=True)


def _give(fund: Fund) -> None:
    today = timezone.localdate()
    people = Person.objects.exclude(family_name="").order_by("pk")[: len(_AMOUNTS)]
    for n, (person, amount) in enumerate(zip(people, _AMOUNTS, strict=False)):
        donor = Donor(
            given_name=person.given_name, family_name=person.family_name, born_on=date(1975, 4, 3),
            nationality="FR", street=f"{n + 3} rue des Lilas", postcode="69003", city="Lyon", country="FR",
            sworn_at=timezone.now(),
        )  # fmt: skip
        try:
            donations.enter(
                by=None, on=today - timedelta(days=5 * n + 1), fund=fund, person=person, donor=donor,
                amount=amount, means="transfer",
            )  # fmt: skip
        except NotTaken:
            continue
