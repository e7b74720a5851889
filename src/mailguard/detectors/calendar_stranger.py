"""An invitation was sent by someone other than its organiser."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.identifiers.domain_names import ascii_form, organisation
from mailguard.signals import Evidence, detector, found

# Calendars that send on behalf of those who use them.
_CALENDARS = frozenset({"calendar-notification@google.com", "calendar-server.bounces.google.com"})


def _is_calendar(facts: Facts) -> bool:
    addresses = {facts.author.key, facts.sender.key if facts.sender else ""}
    return bool(addresses & _CALENDARS) or facts.return_path.endswith("calendar-server.bounces.google.com")


@detector
def calendar_stranger(facts: Facts) -> Iterator[Evidence]:
    """An invitation was sent by someone other than its organiser."""
    if facts.bulk.is_list:
        return
    for file, address in attachments.having(facts, "calendar_organiser"):
        method = next((trait.detail for trait in file.traits if trait.name == "calendar_method"), "")
        host = ascii_form(address.rpartition("@")[2])
        known = {
            facts.author.key,
            *(each.key for each in (*facts.to, *facts.cc)),
            *facts.profile.insiders_by_address,
        }
        if method in {"REPLY", "COUNTER", "REFRESH"} or address.lower() in known:
            continue
        if attachments.is_elsewhere(facts, organisation(host)) and not _is_calendar(facts):
            yield found(
                "{author} sends an invitation of {organiser}.", author=facts.author.address, organiser=address
            )
