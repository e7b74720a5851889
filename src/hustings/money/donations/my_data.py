"""The gifts of somebody in the download of their own data, and what the law keeps of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.formats import money
from hustings.money.donations.criteria import DONATIONS
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _gifts(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in person.donations.select_related("fund").order_by("-given_on", "-pk"):
        yield (
            row.number, row.fund.name, row.get_kind_display(), row.get_means_display(),
            money.shown(row.amount, row.currency), money.shown(row.refunded, row.currency),
            row.get_state_display(), row.given_on, row.tribute, row.team, row.source,
        )  # fmt: skip


def _plans(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in person.donation_plans.select_related("fund__books").order_by("-pk"):
        yield (
            row.fund.name, money.shown(row.amount, row.fund.books.currency), row.get_means_display(), row.day,
            row.started_at, row.paused_at, row.ended_at,
        )  # fmt: skip


def _facts(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in person.donor_facts.order_by("-pk"):
        yield (
            row.given_name, row.family_name, row.born_on, row.nationality, row.email, row.street,
            row.postcode, row.city, row.country, row.sworn_at, row.kept_until,
        )  # fmt: skip


part = Contribution(
    parts.my_data(
        parts.Part(
            "donations",
            DONATIONS,
            {
                "number": pgettext_lazy("of a document", "number"),
                "fund": _("fund"),
                "kind": _("kind"),
                "means": _("means of payment"),
                "amount": _("amount"),
                "refunded": _("refunded"),
                "state": _("state"),
                "on": _("date"),
                "tribute": _("in honour of"),
                "team": _("team"),
                "source": _("source"),
            },
            _gifts,
        ),
        parts.Part(
            "monthly_donations",
            _("Monthly donations"),
            {
                "fund": _("fund"),
                "amount": _("amount"),
                "means": _("means of payment"),
                "day": _("day of the month"),
                "started_at": _("started"),
                "paused_at": _("paused"),
                "ended_at": _("ended"),
            },
            _plans,
        ),
        parts.Part(
            "donor_facts",
            _("What you declared for donations"),
            {
                "given_name": _("given name"),
                "family_name": _("family name"),
                "born_on": _("birth date"),
                "nationality": _("nationality"),
                "email": _("e-mail"),
                "street": _("tax address"),
                "postcode": _("postcode"),
                "city": _("city"),
                "country": _("country of residence"),
                "declared_at": _("declared"),
                "kept_until": _("kept by law until"),
            },
            _facts,
        ),
    )
)
