"""The right to be forgotten."""

import logging

from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.people.persons import consent_chain
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.privacy import erasure, redaction

log = logging.getLogger(__name__)


@transaction.atomic
def erase_person(*, person: Person, user: User | None = None) -> None:
    """Remove a person and all that hangs on them, for good.

    Fingerprints of addresses and match keys stay, so that an old file does not bring them back unnoticed.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    entries = list(person.consent_entries.exclude(seal=None).values_list("pk", flat=True))
    forgotten = redaction.Forgotten([person.pk])
    erasure_hooks.erase([person.pk], forgotten.known.address_keys)
    pk = person.pk
    person.delete()
    erasure.empty_households([person.household_id])
    forgotten.finish()
    erasure.leave(forgotten.known, user)
    consent_chain.seal_gone(entries)
    log.info("person erased id=%s", pk)
