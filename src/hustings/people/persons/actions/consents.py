"""Write down a yes or a no."""

import hashlib
import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.people.persons import consent_chain
from hustings.people.persons.hooks import withdrawals
from hustings.people.persons.models import Consent, ConsentEntry, Person, Purpose, Wording

log = logging.getLogger(__name__)


def wording(*, purpose: Purpose, text: str) -> Wording:
    """The stored sentence, added at first use."""
    digest = hashlib.sha256(f"{Purpose(purpose).value}\n{text}".encode()).hexdigest()
    return Wording.objects.get_or_create(digest=digest, defaults={"purpose": purpose, "text": text})[0]


@transaction.atomic
def record_consent(
    *,
    person: Person,
    purpose: Purpose,
    is_given: bool,
    source: str,
    text: str = "",
    user: User | None = None,
    given_at: datetime | None = None,
) -> ConsentEntry:
    """Add to the ledger what ``person`` said; their latest word by ``given_at`` counts, not an old file.

    ``text``: the sentence shown; ``source``: page or file; ``user``: who typed it, None: they did.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one at a time
    entry = ConsentEntry.objects.create(
        person=person,
        purpose=purpose,
        is_given=is_given,
        wording=wording(purpose=purpose, text=text) if text else None,
        source=source[:200],
        user=user,
        given_at=given_at or timezone.now(),
        subject=person.uid,
        salt=consent_chain.salt(),
    )
    transaction.on_commit(consent_chain.seal_waiting)
    latest = ConsentEntry.objects.filter(person=person, purpose=purpose).order_by("-given_at", "-pk")[0]
    Consent.objects.update_or_create(
        person=person, purpose=purpose, defaults={"is_given": latest.is_given, "entry": latest}
    )
    if not latest.is_given:
        withdrawals.tell(person, purpose)
    person.log(
        "consent.yes" if is_given else "consent.no",
        user=user,
        purpose=Purpose(purpose).value,
        source=source[:200],
    )
    log.info("consent person=%s purpose=%s given=%s", person.pk, purpose, is_given)
    return entry
