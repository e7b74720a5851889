"""What else goes with a person: personal data in tables that do not fall with the record."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from django.db import transaction

from hustings.accounts.models import User
from hustings.contributions import Registry
from hustings.lib import removal
from hustings.people import ledger, scrubbing
from hustings.people.known import Known
from hustings.people.models import (
    ConsentEntry,
    ErasedKey,
    Erasure,
    Household,
    PageRequest,
    Person,
    SignUp,
)
from hustings.people.models.erasures import fingerprints
from hustings.people.models.own_page import address_digest

Eraser = Callable[[Sequence[int], Sequence[str]], None]
# Each is called with keys of people and keys of their addresses, in the erasing transaction.
erasers = Registry[Eraser]("people.erasing")


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Call them all."""
    for eraser in erasers.all():
        eraser(people, keys)


def sign_ups(people: Sequence[int], keys: Sequence[str]) -> None:
    """What they typed into forms, confirmed or not."""
    SignUp.objects.filter(person__in=people).delete()
    SignUp.objects.filter(key__in=keys).delete()


def page_requests(people: Sequence[int], keys: Sequence[str]) -> None:
    """Links to the own page that were asked for."""
    PageRequest.objects.filter(digest__in=[address_digest(key) for key in keys]).delete()


def empty_households(keys: Sequence[int | None]) -> None:
    """Households of those who were erased, where nobody else lives: such a name is often theirs."""
    Household.objects.filter(pk__in=[key for key in keys if key], members=None).delete()


@transaction.atomic
def erase_many(people: Sequence[int], user: User | None) -> None:
    """Erase the people of these keys, which the caller has locked, as ``actions.erase_person`` does each.

    In the caller's transaction, of which it should be the last step: others wait to seal the ledger.
    """
    entries = ConsentEntry.objects.filter(person__in=people).exclude(seal=None).order_by()
    gone = list(entries.values_list("pk", flat=True))
    forgotten = scrubbing.Forgotten(people)
    erase(people, forgotten.known.address_keys)
    households = list(Person.objects.filter(pk__in=people).order_by().values_list("household", flat=True))
    removal.remove(Person, people)
    empty_households(households)
    forgotten.finish()
    leave(forgotten.known, user)
    ledger.seal_gone(gone)


def leave(known: Known, user: User | None) -> None:
    """What stays of these people: fingerprints. A few statements, however many they are."""
    erasures, others = {}, []
    for pk, texts in known.keys().items():
        together = uuid4()
        prints: list[str | None] = [fingerprints(key)[0] for key in known.addresses[pk]]
        for print_ in prints or [None]:
            erasures[print_ or together] = Erasure(fingerprint=print_, user=user, together=together)
        others += [ErasedKey(fingerprint=fingerprints(text)[0], together=together) for text in sorted(texts)]
    Erasure.objects.bulk_create(
        erasures.values(), update_conflicts=True, unique_fields=["fingerprint"],
        update_fields=["user", "together"],
    )  # fmt: skip
    ErasedKey.objects.bulk_create(others, batch_size=5_000)
