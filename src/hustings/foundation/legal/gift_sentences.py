"""Sentences for gifts: why one is refused, and what may still be given."""

from collections.abc import Callable

from hustings.foundation.legal.gifts import Refused
from hustings.foundation.legal.pack import DONORS
from hustings.foundation.legal.rule_sentences import amount, day, gettext_noop, translate
from hustings.foundation.legal.rules import GiftKind, GiftTest, Means, Recipient

_ = gettext_noop
Show = Callable[[int, str], str]  # an amount in minor units and its currency, as a reader writes it

RECIPIENTS = {
    Recipient.CANDIDATE: _("candidate"),
    Recipient.PARTY: _("party"),
    Recipient.ASSOCIATION: _("association"),
}
KINDS = {
    GiftKind.GIFT: _("donation"),
    GiftKind.DUES: _("membership fee"),
    GiftKind.OFFICE_DUES: _("fee of an elected official"),
    GiftKind.IN_KIND: _("donation in kind"),
    GiftKind.LOAN: _("loan"),
}
MEANS = {
    Means.CARD: _("card"),
    Means.TRANSFER: _("bank transfer"),
    Means.DEBIT: _("direct debit"),
    Means.CHEQUE: _("cheque"),
    Means.CASH: _("cash"),
    Means.GOODS: _("in kind"),
}
TESTS = {
    GiftTest.CAP_PER_ELECTION: _("per person and election"),
    GiftTest.CAP_PER_YEAR: _("per person and year"),
    GiftTest.CAP_OF_ALL: _("from all people together"),
    GiftTest.SHARE_OF_CEILING: _("of the spending limit"),
    GiftTest.MEANS_ABOVE: _("above it, only by {one_of}"),
    GiftTest.NAMED_ABOVE: _("above it, not anonymously"),
    GiftTest.DONOR_ABOVE: _("above it, only {one_of}"),
    GiftTest.AGE_FROM: _("minimum age"),
    GiftTest.MONTHS_AT_MOST: _("maximum term"),
    GiftTest.BARRED: _("not allowed"),
    GiftTest.AGENT: _("only once the financial agent is declared"),
    GiftTest.WINDOW: _("before the month of the election, until the account is filed"),
}
REFUSALS = {
    "cap_per_election": _("The law limits what a person may give for one election: {still}."),
    "cap_per_year": _("The law limits what a person may give in one year: {still}."),
    "cap_of_all": _("The law limits what may be taken in this way in all: {still}."),
    "share_of_ceiling": _(
        "The law limits this to {value}% of the spending limit, from all people together: {still}."
    ),
    "means_above": _("Above {limit}, the law allows only: {one_of}."),
    "named_above": _("Above {limit}, the law doesn’t allow anonymous donations."),
    "donor_above": _("{says} Others may give at most {left}."),
    "donor_barred": "{says}",
    "age_from": _("The law allows donations and loans only from the age of {value}."),
    "months_at_most": _("The law allows at most {value} months for such a loan."),
    "barred": "{says}",
    "agent": _("Nothing can be taken before the financial agent is declared."),
    "too_early": _("Donations for this election can be taken from {day}."),
    "too_late": _("Donations for this election could be taken until {day}."),
    "currency": _("The law counts these donations in {unit}: give in that currency."),
}


def refusal(refused: Refused, language: str, show: Show | None = None) -> str:
    """A sentence for the donor, with what may still be given and the article that says so."""
    value = refused.value
    shown = show or (lambda minor, unit: f"{amount(minor / 100, language)} {unit}")
    code = "donor_barred" if refused.code == "donor_above" and not refused.left else refused.code
    still = _("{left} can still be given") if refused.left else _("nothing more can be given")
    said = translate(REFUSALS[code], language).format(
        says=refused.rule.says.say(language),
        still=translate(still, language).format(left=shown(refused.left, refused.currency)),
        left=shown(refused.left, refused.currency),
        limit=shown(round(value.value * 100), value.unit),
        value=amount(value.value, language),
        unit=value.unit,
        one_of=one_of(value.one_of, language),
        day=day(refused.day, language) if refused.day else "–",
    )
    return translate(_("{said} ({article})"), language).format(said=said, article=refused.article)


def one_of(words: tuple[str, ...], language: str) -> str:
    """The means or donors of a rule in words."""
    names = [MEANS[Means(word)] if word in set(Means) else DONORS[word] for word in words]
    return ", ".join(translate(name, language) for name in names)
