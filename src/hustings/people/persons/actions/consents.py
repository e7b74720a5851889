"""Write down a yes or a no."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import sql_inserts
from hustings.foundation.lib.web import query_params
from hustings.foundation.webhooks import outbox
from hustings.people.persons import consent_chain, webhook_events
from hustings.people.persons.hooks import withdrawals
from hustings.people.persons.models import Activity, Consent, ConsentEntry, Person, Purpose, Wording

log = logging.getLogger(__name__)


def wording(*, purpose: Purpose, text: str) -> Wording:
    """The stored sentence, added at first use."""
    digest = hashlib.sha256(f"{Purpose(purpose).value}\n{text}".encode()).hexdigest()
    return Wording.objects.get_or_create(digest=digest, defaults={"purpose": purpose, "text": text})[0]


def sentences_shown(said: Mapping[str, Any], purposes: Iterable[Purpose]) -> dict[str, int]:
    """Purpose -> key of the sentence, of each purpose for which ``said`` names one of its own."""
    told = {purpose.value: query_params.key(str(said.get(purpose.value, ""))) for purpose in purposes}
    keys = {purpose: key for purpose, key in told.items() if key is not None}
    known = {*Wording.objects.filter(pk__in=keys.values()).values_list("purpose", "pk")}
    return {purpose: key for purpose, key in keys.items() if (purpose, key) in known}


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
    """Add to the ledger what ``person`` said of one purpose; ``text``: the sentence shown."""
    with transaction.atomic():
        shown = wording(purpose=purpose, text=text).pk if text else None
        return record_consents(
            person=person, wordings={purpose: shown}, is_given=is_given, source=source, user=user,
            given_at=given_at,
        )[0]  # fmt: skip


@transaction.atomic(savepoint=False)  # it is refused by nobody: one with what is around it
def record_consents(
    *,
    person: Person,
    wordings: Mapping[str, int | None],
    is_given: bool,
    source: str,
    user: User | None = None,
    given_at: datetime | None = None,
    is_new: bool = False,
    beside: Iterable[Activity] = (),
) -> list[ConsentEntry]:
    """Add to the ledger what ``person`` said; their latest word by ``given_at`` counts, not an old file.

    ``wordings``: purpose -> key of the sentence shown; ``source``: page or file; ``user``: who typed it, None
    for themselves; ``is_new``: added in this transaction; ``beside``: lines of the timeline that go before. A
    schedule seals what is new.
    """
    if not wordings:
        sql_inserts.add(*beside)
        return []
    if not is_new:
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # one at a time
    salts = consent_chain.salts(len(wordings))
    entries = [
        ConsentEntry(
            person=person, purpose=purpose, is_given=is_given, wording_id=shown, source=source[:200],
            user=user, given_at=given_at or timezone.now(), subject=person.uid, salt=salt,
        )
        for (purpose, shown), salt in zip(wordings.items(), salts, strict=True)
    ]  # fmt: skip
    sql_inserts.add(*entries)
    latest = {each.purpose: each for each in entries} if is_new else _latest(person, list(wordings))
    stand = [
        Consent(person=person, purpose=purpose, is_given=entry.is_given, entry=entry)
        for purpose, entry in latest.items()
    ]
    if is_new:
        sql_inserts.add(*stand)
    else:
        Consent.objects.bulk_create(
            stand, update_conflicts=True, unique_fields=["person", "purpose"],
            update_fields=["is_given", "entry"],
        )  # fmt: skip
    for purpose, entry in latest.items():
        name = webhook_events.CONSENT_GIVEN if entry.is_given else webhook_events.CONSENT_WITHDRAWN
        outbox.tell(name, person.pk, purpose=Purpose(purpose).value)
        if not entry.is_given:
            withdrawals.tell(person, Purpose(purpose))
    said = "consent.yes" if is_given else "consent.no"
    told = [{"purpose": Purpose(purpose).value, "source": source[:200]} for purpose in wordings]
    lines = [Activity(person=person, kind=said, user=user, data=data) for data in told]
    sql_inserts.add(*beside, *lines)
    log.info("consent person=%s purposes=%s given=%s", person.pk, ",".join(wordings), is_given)
    return entries


def _latest(person: Person, purposes: list[str]) -> dict[str, ConsentEntry]:
    """The entry that counts of each purpose, by the day that it was given."""
    found = ConsentEntry.objects.filter(person=person, purpose__in=purposes).order_by("given_at", "pk")
    return {entry.purpose: entry for entry in found}
