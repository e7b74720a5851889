"""Conflicts of interest found by what is known: the same person, organisation, mail domain or household."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hustings.foundation.lib.text.text_folding import fold
from hustings.networks.initiatives.models import Application, CoApplicant, Round
from hustings.networks.juries.models import Conflict, Juror
from hustings.people.persons.models import Affiliation, Email, Person
from mailguard.identifiers import domain_names, lists

Kind = Conflict.Kind
_KINDS = {
    "person": Kind.SAME, "address": Kind.SAME, "organisation": Kind.ORGANISATION,
    "name": Kind.ORGANISATION, "domain": Kind.DOMAIN, "household": Kind.HOUSEHOLD,
}  # fmt: skip
Trait = tuple[str, Any]


def find(round_: Round) -> int:
    """Write down those that are new among the active jurors and what was sent; how many stand in all."""
    applications = list(Application.objects.sent().filter(round=round_).values_list(
        "pk", "person", "key", "organisation"
    ))  # fmt: skip
    bearers: dict[int, set[Trait]] = {
        pk: {("name", fold(name))} - {("name", "")} for pk, _p, _k, name in applications
    }
    people: dict[int, list[int]] = defaultdict(list)
    pairs = [(pk, person, key) for pk, person, key, _name in applications]
    pairs += (
        CoApplicant.objects.confirmed()
        .filter(application__round=round_)
        .values_list("application", "person", "key")
    )
    for pk, person, key in pairs:
        if pk in bearers:
            bearers[pk] |= set(_of_address(key))
            if person:
                people[person].append(pk)
    for person, traits in _of_people(people).items():
        for pk in people[person]:
            bearers[pk] |= traits
    return _write(round_, bearers)


def _write(round_: Round, bearers: dict[int, set[Trait]]) -> int:
    by_trait: dict[Trait, list[int]] = defaultdict(list)
    for pk, traits in bearers.items():
        for trait in traits:
            by_trait[trait].append(pk)
    jurors = {juror.person_id: juror for juror in round_.jurors.active() if juror.person_id}
    rows = [
        Conflict(juror=jurors[person], application_id=pk, kind=kind)
        for person, traits in _of_people(jurors).items()
        for pk, kind in {(pk, _KINDS[trait[0]]) for trait in traits for pk in by_trait.get(trait, ())}
    ]
    Conflict.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return Conflict.objects.filter(juror__round=round_).count()


def _of_people(people: Iterable[int | None]) -> dict[int, set[Trait]]:
    """Traits by person, in three queries."""
    keys = [key for key in people if key]
    found: dict[int, set[Trait]] = {key: {("person", key)} for key in keys}
    for person, key in Email.objects.filter(person__in=keys).values_list("person", "key"):
        found[person] |= set(_of_address(key))
    for person, pk, name in Affiliation.objects.filter(person__in=keys).values_list(
        "person", "organisation", "organisation__key"
    ):
        found[person] |= {("organisation", pk), ("name", name)}
    homes = Person.objects.filter(pk__in=keys, household__isnull=False).values_list("pk", "household")
    for person, household in homes:
        found[person].add(("household", household))
    return found


def _of_address(key: str) -> Iterable[Trait]:
    """The address, and its organisation's domain where not anybody gets a mailbox there."""
    yield "address", key
    domain = domain_names.organisation(key.rpartition("@")[2])
    if domain and not lists.match("free_mail", domain) and not lists.match("disposable", domain):
        yield "domain", domain


def barred(round_: Round) -> set[tuple[int, int]]:
    """Pairs (application, juror) that must not meet."""
    return set(Conflict.objects.filter(juror__round=round_).values_list("application", "juror"))


def of_juror(juror: Juror) -> set[int]:
    """Applications that this juror must not read."""
    return set(juror.conflicts.values_list("application", flat=True))
