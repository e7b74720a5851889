"""Take part: one voice for a mailbox."""

import logging
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Consultation, Participant, Shown
from hustings.deliberation.consultations.models.consultations import Naming
from hustings.deliberation.consultations.reading.pseudonyms import RANGE
from hustings.foundation.lib.sql import write_turns
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)
_FIXED: dict[str, str] = {Naming.PSEUDONYM: Shown.PSEUDONYM, Naming.NAME: Shown.NAME}


def take_part(
    *, consultation: Consultation, person: Person, key: str, shown: str = Shown.PSEUDONYM
) -> Participant:
    """The voice of ``person``, whose address has ``key``; a new one where there was none.

    Raises NotInvited, Barred.
    """
    found = Participant.standing_for(consultation, person, key)
    if found is None:
        if not consultation.invites(person):
            raise refusals.NotInvited
        return _add(consultation, person, counted_as(key), shown)
    if found.barred_at:
        raise refusals.Barred
    if found.person_id != person.pk:
        found.person = person
        found.save(update_fields=["person"])
    return found


def _add(consultation: Consultation, person: Person, mailbox: str, shown: str) -> Participant:
    wanted = _FIXED.get(consultation.naming, shown)
    name = person.name if wanted == Shown.NAME else ""
    for _ in range(20):
        number = 1 + secrets.randbelow(RANGE - 1)
        made = Participant(
            consultation=consultation, person=person, mailbox=mailbox, number=number, name=name, shown=wanted,
            zone=person.zone, pseudonym=consultation.pseudonym(number), joined_at=timezone.now(),
        )  # fmt: skip
        try:
            with write_turns.turn(), transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:  # the number is taken, or the same mailbox came in at this very moment
            if found := consultation.participants.filter(mailbox=mailbox).first():
                return found
            continue
        log.info("consultations.take_part consultation=%s participant=%s", consultation.pk, made.pk)
        return made
    raise RuntimeError("no free number was found for a participant")


@transaction.atomic
def choose_name(*, participant: Participant, shown: str) -> None:
    """Show them by name or by pseudonym from now on, in all that they wrote. Raises NotOpen."""
    if participant.consultation.naming != Naming.CHOICE:
        raise refusals.NotOpen
    participant.shown = Shown(shown)
    participant.name = participant.person.name if participant.person and shown == Shown.NAME else ""
    participant.save(update_fields=["shown", "name"])
    log.info("consultations.choose_name participant=%s", participant.pk)
