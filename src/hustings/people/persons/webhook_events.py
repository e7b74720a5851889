"""People as webhooks tell of them: by number, and to whom it may be told by name and address."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Contribution
from hustings.foundation.webhooks.events import Event, events, people_seen
from hustings.people.persons.models import Consent, Email, Person, Phone, PostalAddress, Purpose
from hustings.people.persons.rights import EXPORT_PEOPLE

ADDED, CHANGED, ERASED = "people.added", "people.changed", "people.erased"
CONSENT_GIVEN, CONSENT_WITHDRAWN = "people.consent_given", "people.consent_withdrawn"
TOPIC_ANSWERED = "people.topic_answered"
PERSON = {"id": 7}
FULL = {
    "id": 7, "external_id": "A-12", "given_name": "Ada", "family_name": "Martin", "language": "fr",
    "email": "ada@example.org", "phone": "+33612345678", "postcode": "69001", "consents": ["email"],
    "page": "https://www.example.org/hq/people/1f0c…/",
}  # fmt: skip
_MARKS: dict[str, str] = {Purpose.EMAIL: "no_mail_since", Purpose.PHONE: "no_calls_since"}


def persons(keys: Iterable[int | None], sees_people: bool) -> dict[int | None, dict[str, Any]]:
    """Those of them that there still are; a few queries, however many they are."""
    found = Person.objects.filter(pk__in={key for key in keys if key}).order_by()
    if not sees_people:
        return {pk: {"id": pk} for pk in found.values_list("pk", flat=True)}
    rows = list(found)
    first = {
        name: _first(model, name, rows)
        for name, model in (("address", Email), ("number", Phone), ("postcode", PostalAddress))
    }
    said = _consents(rows)
    return {
        each.pk: {
            "id": each.pk, "external_id": each.external_id, "given_name": each.given_name,
            "family_name": each.family_name, "language": each.language,
            "email": first["address"].get(each.pk), "phone": first["number"].get(each.pk),
            "postcode": first["postcode"].get(each.pk), "consents": said.get(each.pk, []),
            "page": settings.BASE_URL + reverse("persons:record", args=[each.uid]),
        }
        for each in rows
    }  # fmt: skip


def _first(model: Any, name: str, rows: list[Person]) -> dict[int, str]:
    """The row that comes first of each person."""
    backwards = model.objects.filter(person__in=rows).order_by("-position", "-pk")
    return {person: value for person, value in backwards.values_list("person", name) if value}


def _consents(rows: list[Person]) -> dict[int, list[str]]:
    """Purposes that each agreed to, without those that a mark on their record forbids."""
    people = {each.pk: each for each in rows}
    found: dict[int, list[str]] = {}
    live = Consent.objects.live().filter(person__in=rows).order_by("purpose")
    for person, purpose in live.values_list("person", "purpose"):
        mark = _MARKS.get(purpose)
        if not (mark and getattr(people[person], mark)):
            found.setdefault(person, []).append(purpose)
    return found


def with_persons(
    rows: Mapping[int, tuple[int | None, Mapping[str, Any]]], sees_people: bool
) -> Mapping[int, Mapping[str, Any]]:
    """Payloads of rows: of each the key of its person, None where nobody is known, and what else it says."""
    found = persons([person for person, _about in rows.values()], sees_people)
    return {key: {**about, "person": found.get(person)} for key, (person, about) in rows.items()}


def by_person(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    """Payloads of events whose key is that of a person."""
    return {pk: {"person": each} for pk, each in persons(keys, sees_people).items() if pk}


def by_number(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    """The same of people who are no more."""
    return {key: {"person": {"id": key}} for key in keys}


_ABOUT = {"person": PERSON}
_CONSENT = {**_ABOUT, "purpose": "email"}
part = Contribution(
    people_seen(lambda user: access.everywhere(user, EXPORT_PEOPLE)),
    events(
        Event(ADDED, _("Person added"), _ABOUT, by_person),
        Event(CHANGED, _("Person’s record changed"), _ABOUT, by_person),
        Event(CONSENT_GIVEN, _("Consent given"), _CONSENT, by_person),
        Event(CONSENT_WITHDRAWN, _("Consent withdrawn, unsubscribed"), _CONSENT, by_person),
        Event(
            TOPIC_ANSWERED, _("E-mail topic joined or left"),
            {**_ABOUT, "topic": {"id": 3}, "is_in": False}, by_person,
        ),
        Event(ERASED, _("Person erased for good"), _ABOUT, by_number),
    ),
)  # fmt: skip
