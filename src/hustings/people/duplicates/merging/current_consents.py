"""Consents after a merge: entries keep their subject, so the chain proves whole; the last word counts."""

from typing import Any

from django.utils import timezone

from hustings.people.duplicates.merging.derived_rows import last_words
from hustings.people.duplicates.models import Merge
from hustings.people.persons import consent_chain
from hustings.people.persons.consent_chain import UNASKED, UNDONE
from hustings.people.persons.models import Consent, ConsentEntry, Person

PARTED = "parted:"  # source of entries that repeat a no, followed by the merge's number


read_anew = last_words(ConsentEntry, Consent, "purpose", "entry", "is_given")


def outlast_unasked(kept: Person, absorbed: Person, user: Any) -> None:
    """Where an undoing has one of the two stand at a no that nobody said, the other's word is said again."""
    held = Consent.objects.filter(person__in=[kept.pk, absorbed.pk]).select_related("entry")
    stands = {(stand.person_id, stand.purpose): stand.entry for stand in held}
    for (person, purpose), unasked in stands.items():
        other = absorbed if person == kept.pk else kept
        word = stands.get((other.pk, purpose))
        if not unasked.source.startswith(UNASKED) or word is None or word.source.startswith(UNASKED):
            continue
        if word.given_at <= unasked.given_at:
            ConsentEntry.objects.create(
                person=other, purpose=purpose, is_given=word.is_given, wording_id=word.wording_id, user=user,
                source=f"{UNDONE}{unasked.source.removeprefix(UNASKED)}", given_at=unasked.given_at,
                recorded_at=timezone.now(), subject=other.uid, salt=consent_chain.salt(),
            )  # fmt: skip


def repeat_noes(merge: Merge, kept: Person, absorbed: Person, user: Any) -> list[str]:
    """Write a no that was said since the merge down for both, as it may be either's. The purposes."""
    later = ConsentEntry.objects.filter(person=kept, recorded_at__gt=merge.merged_at, subject=kept.uid)
    last = {entry.purpose: entry for entry in later.order_by("given_at", "pk")}
    stands = {
        stand.purpose: stand for stand in Consent.objects.filter(person=absorbed).select_related("entry")
    }
    said = []
    for purpose, entry in last.items():
        stand = stands.get(purpose)
        if entry.source.startswith(UNASKED):  # nobody said it
            continue
        if entry.is_given or stand is None or not stand.is_given or stand.entry.given_at > entry.given_at:
            continue
        ConsentEntry.objects.create(
            person=absorbed, purpose=purpose, is_given=False, source=f"{PARTED}{merge.pk}", user=user,
            given_at=entry.given_at, recorded_at=timezone.now(), subject=absorbed.uid,
            salt=consent_chain.salt(),
        )  # fmt: skip
        said.append(purpose)
    if said:
        read_anew(absorbed.pk)
    return said
