"""People who are perhaps the one that is about to be added: of the same name, or with the same phone."""

from typing import Any

from hustings.people.persons import phones
from hustings.people.persons.access import masking
from hustings.people.persons.matching.match_keys import is_full
from hustings.people.persons.models import Person, Phone
from hustings.people.persons.models.persons import name_keys

SHOWN = 5


def to(words: dict[str, Any], user: Any) -> list[Person]:
    """Some of those whom ``user`` may see; by phone only where contact data is not hidden."""
    seen = Person.objects.order_by("pk").select_related("zone").visible_to(user)
    key, turned = name_keys(words.get("given_name", ""), words.get("family_name", ""))
    found: dict[int, Person] = {}
    if is_full(key):
        named = Person.objects.order_by().filter(name_key__in=[key, turned])
        found |= {one.pk: one for one in seen.filter(pk__in=named.values("pk"))[:SHOWN]}
    if words.get("phone") and not masking.hides(user):
        callers = Phone.objects.order_by().filter(number=phones.read(words["phone"]))
        found |= {one.pk: one for one in seen.filter(pk__in=callers.values("person"))[:SHOWN]}
    born_on = words.get("born_on")
    return [one for one in found.values() if not (born_on and one.born_on and born_on != one.born_on)][:SHOWN]
