"""Talks with people: what came of them, and what follows."""

import datetime as dt
import logging
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.contacts import outcomes
from hustings.people.contacts.actions.follow_ups import add_follow_up, finish_follow_up
from hustings.people.contacts.models import Contact
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.actions.contact_details import set_status
from hustings.people.persons.actions.do_not_contact import set_mark
from hustings.people.persons.hooks import deaths
from hustings.people.persons.models import Person, Purpose
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class NotYet(Refused):
    """Nobody was talked to in the future."""


@transaction.atomic
def log_contact(
    *,
    person: Person,
    method: str,
    outcome: str,
    note: str = "",
    contacted_at: dt.datetime | None = None,
    user: User | None = None,
) -> Contact:
    """Write down that somebody got in touch, or tried to. The row itself stands in the timeline."""
    moment = contacted_at or timezone.now()
    if moment > timezone.now() + dt.timedelta(minutes=5):  # clocks differ
        raise NotYet(_("Enter a moment that is not in the future."))
    contact: Contact = person.contacts.create(
        method=Contact.Method(method), outcome=Contact.Outcome(outcome), note=note.strip(),
        contacted_at=moment, user=user,
    )  # fmt: skip
    if contact.outcome == Contact.Outcome.DECEASED:
        deaths.noted(person, user)
    log.info("contact logged id=%s outcome=%s", contact.pk, contact.outcome)
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, user: User | None = None) -> None:
    """Take one back that was written down by mistake; that there was one stays in the timeline."""
    contact.delete()
    contact.person.log("contact.removed", user=user, method=contact.method, outcome=contact.outcome)


@transaction.atomic
def follow_through(
    *, contact: Contact, chosen: Collection[str], due_on: dt.date | None = None, user: User | None = None
) -> list[str]:
    """Do what was chosen among the proposals that still stand, and return the keys of what was done."""
    done = []
    for proposal in outcomes.of(contact):
        if proposal.key in chosen:
            _do(contact, proposal.key, due_on, user)
            done.append(proposal.key)
    return done


def _do(contact: Contact, key: str, due_on: dt.date | None, user: User | None) -> None:
    person, source = contact.person, str(contact)
    what, _dot, of = key.partition(".")
    if what == "mark":
        set_mark(person=person, mark=of, is_set=True, user=user)
    elif what == "consent":
        record_consent(person=person, purpose=Purpose(of), is_given=False, source=source, user=user)
    elif what == "follow_ups":
        for follow_up in person.follow_ups.open():
            finish_follow_up(follow_up=follow_up, user=user)
    elif what == outcomes.LATER:
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        add_follow_up(
            person=person, what=_("Contact again"), owner=user, due_on=due_on or tomorrow, user=user
        )
    else:
        way = getattr(person, what).get(pk=int(of))
        set_status(way=way, status=way.Status.BOUNCING, user=user)
