"""Rules of law on one financial agent, by the country that the campaign chose."""

from datetime import date

from hustings.foundation import legal
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.legal import gifts
from hustings.money.ledger.models import Books

_YEARS_KEPT = 10  # where the country's rules don't say


def pack() -> legal.Pack | None:
    """The rules of the campaign's country."""
    country = Campaign.current().country
    return legal.load(country) if country else None


def kept_until(on: date) -> date:
    """The last day on which papers of that day are kept: so many years after theirs."""
    rules = pack()
    rule = rules.gift.get("kept_for") if rules else None
    value = rule.on(on) if rule else None
    return date(on.year + (round(value.value) if value else _YEARS_KEPT), 12, 31)


def facts(books: Books, rules: legal.Pack) -> gifts.Fund:
    """Facts that the rules ask of an agent, without sums."""
    election = books.election
    first = election.rounds.order_by("on").first() if election else None
    kind = election.kind if election and election.kind in rules.election else ""
    return gifts.Fund(kind, first.on if first else None, books.agent_declared_on, books.filed_on)
