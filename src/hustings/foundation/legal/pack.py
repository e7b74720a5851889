"""The rules of one country, and questions about them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from hustings.foundation.legal.holidays import is_one
from hustings.foundation.legal.places import Place, Spot, locate
from hustings.foundation.legal.rule_sentences import Complaint, Said, gettext_noop
from hustings.foundation.legal.rules import (
    Amount,
    Channel,
    Closing,
    Consent,
    Demand,
    GiftRule,
    Holidays,
    Kind,
    Quiet,
    ReceiptFile,
    Receipts,
    Rule,
    Shift,
    Silence,
    Wording,
)

_ = gettext_noop


class UnknownKind(Complaint, LookupError):
    """The pack knows no election of that kind."""


@dataclass(frozen=True)
class Pack:
    """Rules of one file, and the files that it takes rules from."""

    country: str
    name: Said
    file: str
    includes: tuple[str, ...]
    spots: Mapping[str, Spot]
    regions: Mapping[str, tuple[str, ...]]
    zones: Rule[str] | None
    election: Mapping[str, Rule[Kind]]
    vote: Mapping[str, Rule[Shift]]
    closing: Mapping[str, Rule[Closing]]
    silence: Mapping[str, Rule[Silence]]
    quiet: Mapping[str, Rule[Quiet]]
    holiday: Mapping[str, Rule[Holidays]]
    consent: Mapping[str, Rule[Consent]]
    demand: Mapping[str, Rule[Demand]]
    gift: Mapping[str, Rule[GiftRule]]
    wording: Mapping[str, Rule[Wording]]
    receipt: Mapping[str, Rule[Receipts]]
    receipt_file: Mapping[str, Rule[ReceiptFile]]
    limit: Mapping[str, Rule[Amount]]

    def rules(self) -> Iterator[Rule[Any]]:
        """Every rule, section by section."""
        for section in SECTIONS:
            yield from getattr(self, section).values()
        if self.zones:
            yield self.zones

    def stale(self, today: date) -> list[Rule[Any]]:
        """The rules that nobody has looked at for more than a year."""
        return [rule for rule in self.rules() if rule.is_stale(today)]

    def unconfirmed(self) -> list[Rule[Any]]:
        """The rules that were not found in a source that settles them."""
        return [rule for rule in self.rules() if not rule.confirmed]

    def place(self, *codes: str) -> Place:
        """A place of one or several zones. None: the rest of the country; ``*``: anywhere, most silent."""
        plain = tuple("" if code == self.country else code for code in codes)
        return locate(plain, self.spots, self.regions)

    def kind(self, kind: str, on: date) -> Kind:
        """Rules for that kind of election, or UnknownKind."""
        rule = self.election.get(kind)
        value = rule.on(on) if rule else None
        if value is None:
            known = ", ".join(sorted(self.election))
            text = _("{country} has no election of type “{kind}”. Available: {known}.")
            raise UnknownKind(text, country=self.name, kind=kind, known=known or "–")
        return value

    def shift(self, kind: str, at_round: int, spot: str, on: date) -> int:
        """Days by which a spot votes before (-1) or after the others; the closest zone's word counts."""
        best, days = -1, 0
        for rule in self.vote.values():
            value = rule.on(on)
            if not value or kind not in value.kinds or (value.rounds and at_round not in value.rounds):
                continue
            for zone in value.zones:
                if spot and spot.startswith(zone) and len(zone) > best:
                    best, days = len(zone), value.days
        return days

    def closes(self, on: date) -> Closing | None:
        return next((value for rule in self.closing.values() if (value := rule.on(on))), None)

    def hours(self, channel: Channel, on: date) -> Rule[Quiet] | None:
        rules = (rule for rule in self.quiet.values() if (value := rule.on(on)) and value.channel == channel)
        return next(rules, None)

    def is_holiday(self, day: date, place: Place) -> bool:
        for rule in self.holiday.values():
            value = rule.on(day)
            here = value and (not value.zones or any(place.lies_in(zone) for zone in value.zones))
            if value and here and is_one(day, value.days):
                return True
        return False

    def demands(self, channel: Channel, on: date, traits: Collection[str] = ()) -> tuple[Rule[Demand], ...]:
        """Demands on a message by that channel; some hold for ``traits`` only (see ``TRAITS``)."""
        holding = ((rule, rule.on(on)) for rule in self.demand.values())
        return tuple(
            rule
            for rule, value in holding
            if value and channel in value.channels and (value.when == "always" or value.when in traits)
        )

    def consents(self, channel: Channel, on: date) -> tuple[Rule[Consent], ...]:
        """On what grounds people may be reached by that channel."""
        holding = ((rule, rule.on(on)) for rule in self.consent.values())
        return tuple(rule for rule, value in holding if value and channel in value.channels)


SECTIONS = tuple(
    field.name
    for field in fields(Pack)
    if field.name not in {"country", "name", "file", "includes", "spots", "regions", "zones"}
)
TRAITS = {
    "advertising": _("political advertising"),
    "paid": _("someone is paid for it"),
    "targeted": _("its recipients were selected by personal data"),
    "linked": _("it is about an election, a referendum or a law"),
    "asks_gifts": _("it asks for donations"),
    "first_contact": _("first message to a person"),
}
DONORS = {
    "person": _("natural persons"),
    "party": _("parties"),
    "company": _("companies"),
    "national": _("citizens"),
    "resident": _("residents"),
    "permanent_resident": _("permanent residents"),
    "eu_citizen": _("citizens of the European Union"),
    "registered": _("people on an electoral register"),
}
SHARED = {"kind": _("kind of donation"), "means": _("means of payment")}
DONOR_FACTS = {"name": _("name"), "address": _("tax address"), "nationality": _("nationality")}
RECEIPT_COLUMNS = {
    "operation": _("number of the operation"),
    "means": _("means of payment"),
    "paid_on": _("date of payment"),
    "donor": _("number of the donor"),
    "title": _("form of address"),
    "given_name": _("given name"),
    "family_name": _("family name"),
    "office": _("elected office"),
    "street": _("tax address"),
    "city": _("city"),
    "postcode": _("postcode"),
    "country": _("country"),
    "nationality": _("nationality"),
    "currency": _("currency"),
    "amount": _("amount"),
    "statement": _("reference of the bank statement"),
    "slip": _("number of the slip"),
    "kind": _("kind of donation"),
    "receipt": _("number of the receipt"),
}
GROUNDS = {
    "consent": _("consent"),
    "explicit_consent": _("explicit consent"),
    "separate_consent": _("explicit consent to this purpose only"),
    "regular_contact": _("member, former member or regular contact of the party"),
    "not_objected": _("the person did not object"),
}
