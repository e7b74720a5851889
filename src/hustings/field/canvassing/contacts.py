"""People who wished to hear more at a door, with what they agreed to. Without a yes, nobody."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from hustings.field.canvassing.models import DoorContact, WalkList
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.models import LoggedEntry
from hustings.people.contacts.actions.contacts import log_contact, remove_contact
from hustings.people.contacts.models import Contact
from hustings.people.persons import phones
from hustings.people.persons.actions.addresses import add_phone, find_by_address, read_email
from hustings.people.persons.actions.consents import record_consents, sentences_shown
from hustings.people.persons.actions.persons import add_person, change_person
from hustings.people.persons.models import Person, Purpose
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
PURPOSES = (Purpose.EMAIL, Purpose.PHONE, Purpose.SMS)
SOURCE = "door"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Told:
    """Name, mailbox and number as far as they can be read, and the sentences that were agreed to."""

    given_name: str
    family_name: str
    language: str
    email: str
    phone: str
    agreed: dict[str, int]


def take_in(walk_list: WalkList, entry: LoggedEntry, said: Any) -> None:
    """Make or complete the person of one conversation; twice is like once."""
    if not isinstance(said, Mapping) or DoorContact.objects.filter(entry=entry.pk).exists():
        return
    told = _read(said)
    if not told.agreed:
        return
    at = _at(entry)
    try:
        person = _person(walk_list, told)
    except Refused as refused:
        log.warning("canvassing.contacts entry=%s refused: %s", entry.pk, type(refused).__name__)
        return
    contact = log_contact(
        person=person, method=Contact.Method.VISIT, outcome=Contact.Outcome.REACHED, note=walk_list.name,
        contacted_at=at,
    )  # fmt: skip
    DoorContact.objects.create(entry=entry.pk, walk_list=walk_list, person=person, contact=contact)
    # as of the talk: a no that came since, while this phone had no network, wins
    record_consents(person=person, wordings=told.agreed, is_given=True, source=SOURCE, given_at=at)


def take_back(entries: Collection[Any]) -> None:
    """End what was agreed to in conversations that walkers took back."""
    found = DoorContact.objects.filter(entry__in=entries)
    moments = {entry.pk: _at(entry) for entry in LoggedEntry.objects.filter(pk__in=entries)}
    for each in found.filter(person__isnull=False).select_related("person", "contact__person"):
        person: Any = each.person
        given = person.consent_entries.filter(source=SOURCE, given_at=moments[each.entry], is_given=True)
        nothing = dict.fromkeys(given.values_list("purpose", flat=True))
        record_consents(person=person, wordings=nothing, is_given=False, source=SOURCE)
        if each.contact:
            remove_contact(contact=each.contact)
    found.delete()


def _at(entry: LoggedEntry) -> datetime:
    """Moment of the talk; a phone's clock may be ahead."""
    return min(entry.at, entry.received_at)


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Forget what their conversations' entries keep sealed, before the people go."""
    of = DoorContact.objects.filter(person__in=people).values_list("entry", flat=True)
    for part in sql_parts.parts(of):
        for entry in LoggedEntry.objects.filter(pk__in=part):
            entry.body = {name: value for name, value in entry.body.items() if name != "said"}
            entry.save(update_fields=["body"])


def _read(said: Mapping[str, Any]) -> Told:
    email, phone = _readable(read_email, said.get("email")), _readable(phones.read, said.get("phone"))
    asked = [purpose for purpose in PURPOSES if (email if purpose == Purpose.EMAIL else phone)]
    yes, language = said.get("yes"), said.get("language")
    return Told(
        given_name=_words(said.get("given_name")), family_name=_words(said.get("family_name")),
        language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
        email=email, phone=phone,
        agreed=sentences_shown(yes, asked) if isinstance(yes, Mapping) else {},
    )  # fmt: skip


def _words(value: Any) -> str:
    return " ".join(value.split())[:_LONGEST_NAME] if isinstance(value, str) else ""


def _readable(read: Callable[[str], object], value: Any) -> str:
    """The text as ``read`` writes it; empty where nobody can be reached by it."""
    try:
        return str(read(value)) if isinstance(value, str) and value.strip() else ""
    except Refused:
        return ""


def _person(walk_list: WalkList, told: Told) -> Person:
    """Whoever has this mailbox, else somebody new: people who are alike are shown as duplicates."""
    known = find_by_address(address=told.email) if told.email else None
    if known is None:
        return add_person(
            given_name=told.given_name, family_name=told.family_name, email=told.email, phone=told.phone,
            language=told.language, zone=walk_list.zone, source=SOURCE, is_own_wish=True,
        )  # fmt: skip
    known = change_person(
        person=known,
        given_name=known.given_name or told.given_name,
        family_name=known.family_name or told.family_name,
    )
    if told.phone:
        add_phone(person=known, number=told.phone)
    return known
