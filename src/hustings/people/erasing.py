"""What else goes with a person: personal data in tables that do not fall with the record."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from hustings.accounts.models import User
from hustings.lib import removal
from hustings.people import ledger, scrubbing
from hustings.people.models import ConsentEntry, Email, Erasure, Household, PageRequest, Person, SignUp
from hustings.people.models.erasures import fingerprints
from hustings.people.models.own_page import address_digest

Eraser = Callable[[Sequence[int], Sequence[str]], None]
_erasers: list[Eraser] = []


def register(eraser: Eraser) -> Eraser:
    """Have ``eraser(keys of people, keys of their addresses)`` called in the erasing transaction."""
    if eraser not in _erasers:
        _erasers.append(eraser)
    return eraser


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Call them all."""
    for eraser in _erasers:
        eraser(people, keys)


@register
def sign_ups(people: Sequence[int], keys: Sequence[str]) -> None:
    """What they typed into forms, confirmed or not."""
    SignUp.objects.filter(person__in=people).delete()
    SignUp.objects.filter(key__in=keys).delete()


@register
def page_requests(people: Sequence[int], keys: Sequence[str]) -> None:
    """Links to the own page that were asked for."""
    PageRequest.objects.filter(digest__in=[address_digest(key) for key in keys]).delete()


def empty_households(keys: Sequence[int | None]) -> None:
    """Households of those who were erased, where nobody else lives: such a name is often theirs."""
    Household.objects.filter(pk__in=[key for key in keys if key], members=None).delete()


def erase_many(people: Sequence[int], user: User | None) -> None:
    """Erase the people of these keys, which the caller has locked, as ``actions.erase_person`` does each.

    In the caller's transaction, of which it should be the last step: others wait to seal the ledger.
    """
    keys: dict[int, list[str]] = defaultdict(list)
    for pk, key in Email.objects.filter(person__in=people).values_list("person_id", "key"):
        keys[pk].append(key)
    entries = ConsentEntry.objects.filter(person__in=people).exclude(seal=None).order_by()
    gone = list(entries.values_list("pk", flat=True))
    forgotten = scrubbing.Forgotten(people)
    erase(people, [key for mine in keys.values() for key in mine])
    households = list(Person.objects.filter(pk__in=people).order_by().values_list("household", flat=True))
    removal.remove(Person, people)
    empty_households(households)
    forgotten.finish()
    known = {key: fingerprints(key)[0] for mine in keys.values() for key in mine}
    Erasure.objects.bulk_create(
        [Erasure(fingerprint=print_, user=user) for print_ in known.values()], ignore_conflicts=True
    )
    Erasure.objects.bulk_create([Erasure(user=user) for pk in people if not keys[pk]])
    ledger.seal_gone(gone)
