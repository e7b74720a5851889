"""Reads lines of files of donations: what each says, and what is wrong with it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from hustings.foundation.file_imports.cells import Wrong, one_line
from hustings.foundation.file_imports.cells import email as address_in
from hustings.foundation.file_imports.targets import Read
from hustings.foundation.lib.display import countries
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.text.text_folding import fold
from hustings.money.donations.models import Fund
from hustings.money.donations.models.words import Kinds, Ways
from hustings.money.ledger.postings import Gate
from hustings.money.ledger.refusals import NotPosted
from hustings.people.imports.rows import dates
from hustings.people.persons import name_validator

COLUMNS = {  # headings as they are compared, the most telling first
    "on": "date du paiement|date du don|date de la commande|date de reception|date|jour|received on|given on"
    "|succeeded at|donation date|payment date|day",
    "amount": "montant du don|montant total|montant|somme|donation amount|total amount|amount|sum",
    "means": "moyen de paiement|mode de paiement|moyen|payment type|payment type name|payment method|means"
    "|paid by|payment",
    "reference": "reference paiement|numero de paiement|reference commande|reference|numero|payment id"
    "|transaction id|transaction number|receipt id|number|id",
    "given_name": "prenom payeur|prenom donateur|prenom|given name|first name|donor first name",
    "family_name": "nom payeur|nom donateur|nom de famille|nom|family name|last name|donor last name",
    "email": "email payeur|email donateur|email|e mail|courriel|adresse email|mail|donor email|email address",
    "born_on": "date de naissance|ne le|nee le|birth date|born on|date of birth|birthday",
    "nationality": "nationalite|nationality|citizenship",
    "street": "adresse payeur|adresse fiscale|adresse|rue|address|street|address line 1|billing address",
    "postcode": "code postal payeur|code postal|postcode|zip|zip code|postal code",
    "city": "ville payeur|ville|commune|city|town",
    "country": "pays payeur|pays|country",
    "kind": "nature|type de don|type|kind",
    "state": "statut du paiement|statut|etat|status|state|payment status",
    "company": "raison sociale|organisation|organization|company",
}
NEEDED = {
    "on": gettext_lazy("date (date)"),
    "amount": gettext_lazy("amount (montant)"),
    "family_name": gettext_lazy("family name (nom)"),
}
_MEANS = {
    Ways.CARD: "card|credit card|debit card|carte|carte bancaire|cb|stripe|visa|mastercard|paypal",
    Ways.TRANSFER: "transfer|bank transfer|wire|virement|virement bancaire",
    Ways.DEBIT: "debit|direct debit|sepa|sepa direct debit|prelevement|prelevement sepa|ach",
    Ways.CHEQUE: "cheque|check",
    Ways.CASH: "cash|especes|liquide",
}
_KINDS = {
    Kinds.GIFT: "don|don unique|don mensuel|donation|gift|contribution",
    Kinds.DUES: "cotisation|adhesion|membership|membership fee|dues",
}
_PAID = (
    "paid|paye|payee|valide|validee|traite|traitee|succeeded|success|successful|completed|complete|settled"
    "|processed|accepted|authorized|authorised|captured|received|recu"
).split("|")
_LONGEST = {"street": 200, "postcode": 20, "city": 100}


def reader(fund: Fund, means: str, lines: Sequence[Mapping[str, str]]) -> Read:
    """``means``: of lines that name none. Whether the day or the month comes first, all lines tell."""
    order, gate = dates.Order(), Gate(fund.books)
    for line in lines:
        order.see(line.get("on", ""))
    is_day_first = order.decided is not False

    def read(texts: dict[str, str]) -> dict[str, Any]:
        _demand_paid_by_somebody(texts)
        return {
            "fund_id": fund.pk, "given_on": _day(texts, is_day_first, gate).isoformat(),
            "amount": _amount(texts, fund.books.currency), "currency": fund.books.currency,
            "means": _word(texts["means"], _MEANS) if "means" in texts else means,
            "kind": str(_word(texts["kind"], _KINDS) if "kind" in texts else Kinds.GIFT),
            "reference": one_line(texts.get("reference", ""), 60), "donor": _donor(texts, is_day_first),
        }  # fmt: skip

    return read


def _demand_paid_by_somebody(texts: Mapping[str, str]) -> None:
    if "state" in texts and fold(texts["state"]) not in _PAID:
        raise Wrong(_("This payment is in the state “%(text)s”: it brought no money."), text=texts["state"])
    if "company" in texts:
        raise Wrong(_("“%(text)s” is an organisation: only people’s donations go in."), text=texts["company"])


def _day(texts: Mapping[str, str], is_day_first: bool, gate: Gate) -> dt.date:
    on = _date(texts.get("on", ""), is_day_first)
    if on > timezone.localdate():
        raise Wrong(_("This day is in the future."))
    try:
        gate.check_day(on)
    except NotPosted as refused:
        raise Wrong(_("Date not accepted: %(why)s"), why=refused) from refused
    return on


def _date(text: str, is_day_first: bool) -> dt.date:
    try:
        return dates.read(text, is_day_first)
    except dates.BadDate as bad:
        raise Wrong(
            _("“%(text)s” is not a date. Enter it like 2027-03-21 or 21/03/2027."), text=text
        ) from bad


def _amount(texts: Mapping[str, str], currency: str) -> int:
    text = texts.get("amount", "")
    amount = money.read(text, currency)
    if not amount or not 0 < amount < money.MOST:
        raise Wrong(_("“%(text)s” is not an amount. Enter it like 50 or 50.00."), text=text)
    return amount


def _word(text: str, words: Mapping[Any, str]) -> str:
    asked = fold(text).strip()
    for value, known in words.items():
        if asked in {value, fold(str(value.label)), *known.split("|")}:
            return str(value)
    labels = ", ".join(str(value.label) for value in words)
    raise Wrong(_("“%(text)s” is unknown. Use one of: %(known)s."), text=text, known=labels)


def _donor(texts: Mapping[str, str], is_day_first: bool) -> dict[str, Any]:
    """Facts of the donor, as ``Donor`` has them."""
    names = {name: one_line(texts.get(name, ""), 100) for name in ("given_name", "family_name")}
    if not all(names.values()):
        raise Wrong(_("The donor’s given name or family name is missing."))
    try:
        for name in names.values():
            name_validator.check(name)
    except ValidationError as bad:
        raise Wrong(_("“%(text)s” is not a name."), text=" ".join(names.values())) from bad
    said = {name: one_line(texts.get(name, ""), most) for name, most in _LONGEST.items()}
    said |= {name: _country(texts[name]) for name in ("nationality", "country") if name in texts}
    born_on = _date(texts["born_on"], is_day_first).isoformat() if "born_on" in texts else None
    return (
        names | said | {"email": address_in(texts["email"]) if "email" in texts else "", "born_on": born_on}
    )


def _country(text: str) -> str:
    if not (code := countries.code(text)):
        raise Wrong(_("“%(text)s” is not a country. Enter its name or two letters, like FR."), text=text)
    return code
