"""Owners of match keys: whom the database gives each of them. A few queries, however many are asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Value
from django.db.models.functions import Concat

from hustings.foundation.lib.sql.sql_lookups import PairOf
from hustings.people.persons.models import Email, Person, Phone

Who = int  # a person's key, or minus the line of a file that will make them
SEVERAL = 0  # in place of a person: more than one has this key


def owners(wanted: Iterable[str]) -> dict[str, Who]:
    """Whom the database gives these keys; ``SEVERAL`` where that is no answer."""
    by_kind: dict[str, dict[str, str]] = defaultdict(dict)
    for key in wanted:
        by_kind[key[0]][key[1:]] = key
    found: dict[str, Who] = {}
    if numbers := by_kind["u"]:
        people = Person.objects.filter(uid__in=_uuids(numbers)).values_list("uid", "pk")
        found |= {f"u{uid}": pk for uid, pk in people}
    if numbers := by_kind["x"]:
        people_by_number = Person.objects.filter(external_id__unique_any_of=numbers).values_list(
            "external_id", "pk"
        )
        found |= {f"x{number}": pk for number, pk in people_by_number}
    if addresses := by_kind["e"]:
        emails = Email.objects.filter(key__any_of=addresses).values_list("key", "person_id")
        found |= {f"e{key}": pk for key, pk in emails}
    _add_sharers(found, by_kind["p"], by_kind["n"])
    return found


def _add_sharers(found: dict[str, Who], phones: Collection[str], births: Collection[str]) -> None:
    """Those of a name with a number or a birth date; others have them too, whoever they are."""
    if phones:
        pairs = [_apart(text) for text in phones]
        # Begun at the number: by the index of names it would read all namesakes.
        named = Concat("person__name_key", Value(""))
        known = Phone.objects.filter(
            PairOf("number", named, pairs), number__any_of={number for number, _name in pairs}
        ).order_by()
        for number, name_key, pk in known.values_list("number", "person__name_key", "person_id"):
            if (key := f"{number} {name_key}") in phones:
                add(found, f"p{key}", pk)
    if births:
        born = Person.objects.filter(
            PairOf("born_on", "name_key", [_apart(text) for text in births]), born_on__isnull=False
        )
        for day, name_key, pk in born.values_list("born_on", "name_key", "pk"):
            if (key := f"{day} {name_key}") in births:
                add(found, f"n{key}", pk)


def _apart(text: str) -> tuple[str, str]:
    first, _space, named = text.partition(" ")
    return first, named


def add(found: dict[str, Who], key: str, who: Who) -> None:
    """One more who has this key."""
    if found.setdefault(key, who) != who:
        found[key] = SEVERAL


def _uuids(texts: Iterable[str]) -> list[str]:
    return [
        text
        for text in texts
        if len(text.replace("-", "")) == 32 and not set(text) - set("0123456789abcdef-")
    ]
