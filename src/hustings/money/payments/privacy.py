"""Payments and mandates in what people download of their data, and what an erasure leaves of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.formats import money
from hustings.money.payments.models import Mandate, Payment
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Email, Person
from hustings.people.selfservice import parts


def _addresses(person: Person) -> list[str]:
    """Only proven ones: anybody may claim an address."""
    return list(person.emails.filter(status=Email.Status.CONFIRMED).values_list("address", flat=True))


def _payments(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = Payment.objects.filter(email__in=_addresses(person)).select_related("channel")
    for row in rows.order_by("-pk"):
        yield (
            f"P{row.pk}", row.label, money.shown(row.amount, row.currency), row.channel.name,
            row.get_state_display(), row.made_at,
        )  # fmt: skip


def _mandates(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in Mandate.objects.filter(email__in=_addresses(person)).order_by("-pk"):
        yield row.reference, row.holder, row.iban_end and f"…{row.iban_end}", row.signed_at, row.ended_at


def erase(people: Sequence[int], _keys: Sequence[str]) -> None:
    """Leave the money and forget the payer; nothing is charged any more."""
    mine = Email.objects.filter(person__in=people, status=Email.Status.CONFIRMED)
    addresses = list(mine.values_list("address", flat=True))
    Payment.objects.filter(email__in=addresses).update(email="", name="", name_key="", back="")
    mandates = Mandate.objects.filter(email__in=addresses)
    mandates.filter(ended_at=None).update(ended_at=timezone.now())
    mandates.update(email="", holder="", iban="", bic="")


part = Contribution(
    erasure_hooks.erasers(erase),
    parts.my_data(
        parts.Part(
            "payments",
            pgettext_lazy("menu", "Payments"),
            {
                "number": pgettext_lazy("of a document", "number"),
                "for": _("for"),
                "amount": _("amount"),
                "channel": pgettext_lazy("payments", "channel"),
                "state": _("state"),
                "made_at": pgettext_lazy("payment", "begun"),
            },
            _payments,
        ),
        parts.Part(
            "mandates",
            _("Mandates"),
            {
                "reference": _("mandate reference"),
                "holder": _("account holder"),
                "account": _("IBAN"),
                "signed_at": pgettext_lazy("mandate", "signed"),
                "ended_at": _("ended"),
            },
            _mandates,
        ),
    ),
)
