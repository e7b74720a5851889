"""People whom donors are known to be: by what they declared before, or by mailbox and name.

A mailbox alone says too little: couples share one, and the law counts each of them apart.
"""

from collections.abc import Iterable, Sequence

from hustings.money.donations.models import Donor
from hustings.people.persons.models import Email, Person
from hustings.people.persons.models.persons import name_keys
from mailguard.identifiers import addresses

_AT_ONCE = 500
Sign = tuple[str, str]


def of(donors: Sequence[Donor]) -> list[Person | None]:
    """A person for each donor, whose facts are fitted, or none; three questions for some hundred."""
    found: list[Person | None] = []
    for at in range(0, len(donors), _AT_ONCE):
        piece = donors[at : at + _AT_ONCE]
        declared, boxes = _declared(piece), _boxes(piece)
        found += [declared.get(_sign(each)) or _by_mailbox(each, boxes) for each in piece]
    return found


def _sign(donor: Donor) -> Sign:
    """Names and birth date with the mailbox; with the postcode where there is none."""
    return donor.key, donor.email.lower() or donor.postcode


def _declared(donors: Iterable[Donor]) -> dict[Sign, Person]:
    rows = Donor.objects.filter(key__in={each.key for each in donors}).exclude(person=None)
    found: dict[Sign, Person] = {}
    for row in rows.select_related("person").order_by("pk"):
        for word in filter(None, (row.email.lower(), row.postcode)):
            assert row.person
            found.setdefault((row.key, word), row.person)
    return found


def _boxes(donors: Iterable[Donor]) -> dict[str, Person]:
    keys = {addresses.key_of(each.email) for each in donors} - {""}
    rows = Email.objects.select_related("person").filter(key__in=keys)
    return {row.key: row.person for row in rows}


def _by_mailbox(donor: Donor, boxes: dict[str, Person]) -> Person | None:
    person = boxes.get(addresses.key_of(donor.email))
    return person if person and _is_named_like(person, donor) else None


def _is_named_like(person: Person, donor: Donor) -> bool:
    said = name_keys(donor.given_name, donor.family_name)[0]
    return person.name_key in {",", said} and person.born_on in {None, donor.born_on or person.born_on}
