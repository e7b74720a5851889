"""Sentences for receipts: the rules on them, and why a gift has none."""

from hustings.foundation.legal.gift_sentences import KINDS, RECIPIENTS, Show, refusal
from hustings.foundation.legal.pack import DONOR_FACTS, RECEIPT_COLUMNS, SHARED
from hustings.foundation.legal.receipts import NotDue
from hustings.foundation.legal.rule_sentences import MONTHS, gettext_noop, of_month, translate
from hustings.foundation.legal.rules import Numbers, ReceiptFile, Receipts, Span

_ = gettext_noop
NUMBERS = {
    Numbers.OWN: _("numbers of the recipient’s own"),
    Numbers.AUTHORITY: _("numbers of the authority"),
}
SPANS = {Span.PAYMENT: _("one per payment"), Span.YEAR: _("one per year")}
REASONS = {
    "kind": _("The law provides no receipt for this kind of donation."),
    "name": _("The donor’s name is missing."),
    "address": _("The donor’s tax address is missing."),
    "nationality": _("The donor’s nationality is missing."),
}


def reason(given: NotDue, language: str, show: Show | None = None) -> str:
    """Why no receipt is made out."""
    if given.refused:
        return refusal(given.refused, language, show)
    return translate(REASONS[given.code], language)


def value(given: Receipts, language: str) -> str:
    """A rule on receipts in words."""
    groups = [
        [RECIPIENTS[each] for each in RECIPIENTS if each in given.to],
        [KINDS[each] for each in KINDS if each in given.kinds],
        [NUMBERS[given.numbers]],
        [SPANS[each] for each in SPANS if each in given.spans],
    ]
    said = [", ".join(translate(name, language) for name in names) for names in groups]
    for text, names in (
        (_("alike: {names}"), [SHARED[each] for each in SHARED if each in given.alike]),
        (_("it shows: {names}"), [DONOR_FACTS[each] for each in given.shows]),
    ):
        if names:
            named = ", ".join(translate(name, language) for name in names)
            said.append(translate(text, language).format(names=named))
    for text, day in (
        (_("numbers asked for by {day}"), given.asked_by),
        (_("returned by {day}"), given.returned_by),
    ):
        if day:
            said.append(translate(text, language).format(day=_of_year(day, language)))
    return translate(_("; "), language).join(said)


def file(given: ReceiptFile, language: str) -> str:
    """Columns of a file in words."""
    return ", ".join(translate(RECEIPT_COLUMNS[each], language) for each in given.columns)


def _of_year(day: tuple[int, int], language: str) -> str:
    return f"{of_month(day[1], language)} {translate(MONTHS[day[0] - 1], language)}"
