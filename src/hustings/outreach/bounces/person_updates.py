"""Updates of people from bounces, many at once: dead addresses, readers who object."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from hustings.foundation.lib.sql import bulk
from hustings.foundation.webhooks import outbox
from hustings.people.persons import consent_chain, webhook_events
from hustings.people.persons.hooks import page_hooks
from hustings.people.persons.models import Activity, Consent, ConsentEntry, Email, Person

AT_ONCE = 500


def lock(people: Collection[int]) -> None:
    """One at a time, in one order, as single deeds on a person do."""
    list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update(no_key=True).values_list("pk"))


@transaction.atomic
def set_statuses(wanted: Mapping[int, str]) -> dict[int, str]:
    """Set statuses as ``reach.set_status`` does for one; what was known before of those changed."""
    emails = list(Email.objects.filter(pk__in=wanted))
    emails = [email for email in emails if email.status != wanted[email.pk]]
    if not emails:
        return {}
    now = timezone.now()
    for status in sorted(set(wanted.values())):
        keys = [email.pk for email in emails if wanted[email.pk] == status]
        Email.objects.filter(pk__in=keys).update(status=status)
    whose = [email.person_id for email in emails]
    Person.objects.filter(pk__in=whose).update(updated_at=now)
    Activity.objects.bulk_create(
        [
            Activity(
                person_id=email.person_id,
                kind="person.email_status",
                happened_at=now,
                data={"address": email.address, "from": email.status, "to": wanted[email.pk]},
            )
            for email in emails
        ],
        batch_size=AT_ONCE,
    )
    page_hooks.unproven(*(email for email in emails if wanted[email.pk] != Email.Status.CONFIRMED))
    return {email.pk: email.status for email in emails}


@transaction.atomic
def withdraw(purpose: str, sources: Mapping[int, str]) -> set[int]:
    """Write a no for those who stand at yes, as ``actions.record_consent`` does for one; who they were."""
    lock(sources)
    stands = Consent.objects.live().filter(person__in=sources, purpose=purpose)
    stands = list(stands.select_related("person").order_by("pk"))  # type: ignore[assignment]
    if not stands:
        return set()
    now, entries = timezone.now(), []
    keys = bulk.reserve_ids(ConsentEntry, len(stands))
    for pk, stand, salt in zip(keys, stands, consent_chain.salts(len(stands)), strict=True):
        source = sources[stand.person_id][:200]
        entries.append(
            ConsentEntry(
                pk=pk, person_id=stand.person_id, purpose=purpose, is_given=False, source=source,
                given_at=now, recorded_at=now, subject=stand.person.uid, salt=salt,
            )
        )  # fmt: skip
        stand.is_given, stand.entry_id = False, pk
    ConsentEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    Consent.objects.bulk_update(stands, ["is_given", "entry"], batch_size=AT_ONCE)
    outbox.tell(webhook_events.CONSENT_WITHDRAWN, *(entry.person_id for entry in entries), purpose=purpose)
    Activity.objects.bulk_create(
        [
            Activity(
                person_id=entry.person_id,
                kind="consent.no",
                happened_at=now,
                data={"purpose": purpose, "source": entry.source},
            )
            for entry in entries
        ],
        batch_size=AT_ONCE,
    )
    return {entry.person_id for entry in entries}


def emails_of(pairs: Collection[tuple[int, str]]) -> dict[tuple[int, str], Email]:
    """The rows of people's addresses, by person and address as it was written to."""
    people = {person for person, _address in pairs}
    rows = Email.objects.filter(person__in=people)
    found = {(email.person_id, email.key): email for email in rows}
    return {
        (person, address): found[person, address.lower()]
        for person, address in pairs
        if (person, address.lower()) in found
    }
