"""Addresses of the two of a match: the one place that gives them, and only once both said yes."""

from dataclasses import dataclass

from hustings.networks.exchange.models import Match, Member
from hustings.outreach.mailings.audience import address_of


@dataclass(frozen=True, slots=True)
class Contact:
    """Name and address of the other one."""

    name: str
    address: str


def of_member(member: Member) -> Contact:
    name = ", ".join(filter(None, [member.person.name, member.organisation_name]))
    return Contact(name, address_of(member.person))


def of_other(match: Match, member: Member) -> Contact | None:
    """The other one, for one of both; None before both said yes."""
    if match.agreed_at is None:
        return None
    other = match.helper if match.is_asked_by(member) else match.asker
    if other:
        return of_member(other)
    told = match.other.get("contact") or {}
    return Contact(str(told.get("name", "")), str(told.get("address", ""))) if told else None
