"""Directory: the people whom the keys of a chunk belong to, with their state. A few queries a chunk."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Containment
from hustings.people.imports.columns.options import CHANGED, CREATED
from hustings.people.imports.match.person_state import Answer, PersonState, address_key
from hustings.people.imports.rows.row import Row
from hustings.people.persons.consent_chain import UNASKED
from hustings.people.persons.field_values import typed
from hustings.people.persons.matching import match_keys
from hustings.people.persons.matching.key_owners import Who
from hustings.people.persons.models import (
    Activity,
    Consent,
    Email,
    Erasure,
    Field,
    FieldValue,
    Note,
    Person,
    Phone,
    PostalAddress,
    Tagging,
    TopicStand,
)

PLAIN = ["external_id", "given_name", "family_name", "language", "born_on", "source", "created_at"]


class Line(NamedTuple):
    """Earlier line about the same person: its number, the external ID it gave, whether it made them."""

    number: int
    external_id: str
    is_new: bool


class Earlier(Protocol):
    def owners(self, wanted: Collection[str]) -> dict[str, Who]:
        """Whom earlier lines gave these keys."""

    def lines(self, people: Collection[Who]) -> dict[Who, Line]:
        """Which line made or changed these people first."""


class Written:
    """A run's earlier lines: they are in the database, and the timeline tells which line it was."""

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id

    def owners(self, wanted: Collection[str]) -> dict[str, Who]:
        """None that the database doesn't know."""
        return {}

    def lines(self, people: Collection[Who]) -> dict[Who, Line]:
        """From the activities of these people; the number is in the database by now."""
        found = Activity.objects.filter(person__in=people, kind__in=[CREATED, CHANGED])
        return {
            person: Line(data["line"], "", kind == CREATED)
            for person, kind, data in found.values_list("person_id", "kind", "data").order_by("-pk")
            if data.get("import") == self.import_id
        }


def erased(rows: Iterable[Row]) -> set[str]:
    """The keys of a chunk whose owners were erased, whatever kinds the file is matched by."""
    if not Erasure.objects.exists():
        return set()
    return Erasure.objects.known_by({key for row in rows for key in match_keys.of_erased(row)})


def standings(
    people: Collection[int], fields: list[Field], *, with_notes: bool, with_topics: bool, lock: bool
) -> dict[int, PersonState]:
    """Where these people stand; ``lock`` keeps others from changing them until the transaction ends."""
    if not people:
        return {}
    chosen = Person.objects.filter(pk__in=people).order_by("pk")
    if lock:
        chosen = chosen.select_for_update(no_key=True)
    found: dict[int, PersonState] = {}
    for pk, uid, zone, *values in chosen.values_list("pk", "uid", "zone_id", *PLAIN):
        found[pk] = PersonState(
            pk=pk, uid=uid, zone=zone, is_known=True, plain=dict(zip(PLAIN, values, strict=True))
        )
    _add_reach(found)
    _add_tags(found)
    if fields:
        values_found = FieldValue.objects.filter(person__in=people, field__in=[field.pk for field in fields])
        held: dict[int, list[FieldValue]] = defaultdict(list)
        for value in values_found.select_related("field", "option"):
            held[value.person_id].append(value)
        slugs = {field.pk: field.slug for field in fields}
        for person, rows in held.items():
            found[person].fields = {slugs[pk]: value for pk, value in typed(rows).items()}
    if with_notes:
        for person, body in Note.objects.filter(person__in=people).values_list("person_id", "body"):
            found[person].notes.add(body)
            found[person].n_notes += 1
    _add_answers(found)
    if with_topics:
        _add_topics(found)
    return found


def _add_tags(found: dict[int, PersonState]) -> None:
    for person, tag in Tagging.objects.filter(person__in=list(found)).values_list("person_id", "tag__key"):
        found[person].tags.add(tag)
        found[person].n_tags += 1


def _add_topics(found: dict[int, PersonState]) -> None:
    stands = TopicStand.objects.filter(person__in=list(found))
    for person, topic, is_in, at in stands.values_list("person_id", "topic_id", "is_in", "answer__given_at"):
        found[person].topics[topic] = Answer(is_in, at)
        found[person].had_topics.add(topic)


def _add_answers(found: dict[int, PersonState]) -> None:
    """What they said; but not where only an import that was undone had spoken for them."""
    stands = Consent.objects.filter(person__in=list(found))
    for person, purpose, is_given, at, source in stands.values_list(
        "person_id", "purpose", "is_given", "entry__given_at", "entry__source"
    ):
        found[person].had_answers.add(purpose)
        if not source.startswith(UNASKED):
            found[person].answers[purpose] = Answer(is_given, at)


def _add_reach(found: dict[int, PersonState]) -> None:
    people = list(found)
    for person, key, status, position in Email.objects.filter(person__in=people).values_list(
        "person_id", "key", "status", "position"
    ):
        found[person].emails[key] = status
        found[person].n_emails = max(found[person].n_emails, position + 1)
    for person, number, position in Phone.objects.filter(person__in=people).values_list(
        "person_id", "number", "position"
    ):
        found[person].phones.add(number)
        found[person].n_phones = max(found[person].n_phones, position + 1)
    for person, position, *parts in PostalAddress.objects.filter(person__in=people).values_list(
        "person_id", "position", "lines", "postcode", "city", "country"
    ):
        found[person].addresses.add(address_key(*parts))
        found[person].n_addresses = max(found[person].n_addresses, position + 1)


def nested(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which of these zones lie in one another: (inner, outer)."""
    if not pairs:
        return set()
    inner, outer = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    found = Containment.objects.filter(inner__in=inner, outer__in=outer).values_list("inner_id", "outer_id")
    return set(found) & pairs


def folded(names: Iterable[str]) -> dict[str, str]:
    """Tags by their key; the first spelling stays."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name)[:100], name)
    return found
