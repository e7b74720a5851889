"""Donations of the demonstration: a fund with a page, and gifts shaped like those of a real campaign.

In 2016 and 2017 half of the gifts to a French campaign were below 50 euros, and gifts of 4,500 or more, 1.2 %
of them, were 48 % of the money.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from hustings.foundation.lib.demo import Say
from hustings.money.donations import actions, paid
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.refusals import NotTaken
from hustings.money.ledger.models import Books
from hustings.money.payments import course
from hustings.money.payments.models import Channel, Payment
from hustings.people.persons.models import Person

N, DAYS = 250, 60
_AWAITED = timedelta(days=8)
_LARGE, _SMALL = 0.012, 0.51  # shares of the gifts


@transaction.atomic
def fill(say: Say) -> None:
    """Open the fund once, put its page online, and have people give."""
    books = Books.objects.filter(kind=Books.Kind.CANDIDATE).first()
    if books is None or Fund.objects.exists():
        return
    say(gettext("Donations"))
    fund = actions.open_fund(
        books=books, slug="campaign",
        names={"fr": "Financer la campagne", "en": "Fund the campaign"},
        intros={
            "fr": "Affiches, salles, trains : chaque euro sert à rencontrer les gens.",
            "en": "Posters, rooms, trains: every euro goes into meeting people.",
        },
        thanks={"fr": "Vous recevrez votre reçu fiscal.", "en": "You will get your tax receipt."},
        goal=80_000_00,
    )  # fmt: skip
    actions.show_page(fund=fund)
    people = Person.objects.exclude(given_name="").exclude(family_name="").order_by("pk")[:N]
    today = timezone.localdate()
    for person, amount in zip(people, amounts(), strict=False):
        _give(fund, person, amount, today - timedelta(days=_age(person.pk)))


def amounts(n: int = N) -> Iterator[int]:
    """Amounts in minor units, the same ones each time."""
    chance = random.Random(2017)  # noqa: S311 - no secret
    n_large, n_small = max(1, round(n * _LARGE)), round(n * _SMALL)
    units = [4_600 if each % 2 else 4_500 for each in range(n_large)]
    units += [chance.choice((5, 10, 15, 20, 20, 30, 40)) for _each in range(n_small)]
    units += [chance.choice((50, 50, 60, 80, 100, 100, 150, 200)) for _each in range(n - len(units))]
    chance.shuffle(units)
    yield from (each * 100 for each in units)


def _age(number: int) -> int:
    """Days since the gift: more of them lately."""
    return int((number * 7919 % 1_000) ** 2 / 1_000_000 * DAYS)


def _give(fund: Fund, person: Person, amount: int, on: date) -> None:
    where = person.addresses.first()
    donor = Donor(
        given_name=person.given_name, family_name=person.family_name, born_on=person.born_on,
        nationality="FR", country="FR", street=pgettext("demo", "1 Market Street"),
        postcode=where.postcode if where else "69001", city=where.city if where else "Lyon",
        sworn_at=timezone.now(),
    )  # fmt: skip
    means = (
        "transfer"
        if amount > 1_000_00 or person.pk % 23 == 0
        else ("cheque" if person.pk % 9 == 0 else "card")
    )
    about: dict[str, Any] = {"fund": fund, "person": person, "donor": donor, "amount": amount, "on": on}
    try:
        if means == "cheque":
            actions.enter(by=None, means=means, **about)
        else:
            _pay(actions.pledge(means=means, **about))
    except NotTaken:  # a minor, or a day on which the law takes none
        return


def _pay(gift: Donation) -> None:
    """Pay by a channel, as its provider tells it; transfers of the last days are still awaited."""
    kinds = {"card": Channel.Provider.STRIPE, "transfer": Channel.Provider.TRANSFER}
    channel = Channel.objects.filter(books=gift.fund.books, provider=kinds[gift.means]).first()
    if channel is None:
        actions.settle(donation=gift, on=gift.given_on)
        return
    age = timezone.localdate() - gift.given_on
    made = Payment.objects.begun(
        channel=channel, purpose=paid.purpose(gift), amount=gift.amount, currency=gift.currency,
        label=gift.fund.name, name=str(gift.donor), made_at=timezone.now() - age,
        provider_id=f"pi_demo{gift.pk}" if gift.means == "card" else "",
    )  # fmt: skip
    row = course.locked([made.pk])[made.pk]
    course.pend(row)
    if gift.means == "card" or age > _AWAITED:
        course.settle(row, gift.given_on)
