"""Results of calls: written down once, whatever became of the lease meanwhile."""

import datetime as dt
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.calls import claims, clock, grounds
from hustings.outreach.calls.models import Call, Callee
from hustings.people.contacts import outcomes
from hustings.people.contacts.actions.contacts import follow_through, log_contact
from hustings.people.contacts.models import Contact
from hustings.people.persons.actions.consents import record_consents
from hustings.people.persons.actions.contact_details import set_status
from hustings.people.persons.actions.do_not_contact import set_mark
from hustings.people.persons.models import Phone
from hustings.people.persons.refusals import Refused
from hustings.people.scripts import actions as scripts_actions
from hustings.people.scripts.models import Version

log = logging.getLogger(__name__)
Outcome = Contact.Outcome
UNANSWERED = {Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE}
NOES = {
    Callee.End.NO, Callee.End.BARRED, Callee.End.NO_NUMBER, Outcome.REFUSED, Outcome.WRONG, Outcome.MOVED,
    Outcome.DECEASED,
}  # fmt: skip
SOURCE = "call"  # of consents given on the phone
MOST_AHEAD = dt.timedelta(days=60)


class NotYours(Refused):
    """There is no such call of this caller."""


class BadTime(Refused):
    """They can't be called back then."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that the caller noted. ``consents``: purpose -> key of the sentence they agreed to."""

    outcome: str
    note: str = ""
    call_back_at: dt.datetime | None = None
    answers: Mapping[str, Collection[str]] = field(default_factory=dict)
    version: Version | None = None
    consents: Mapping[str, int | None] = field(default_factory=dict)
    wants_no_calls: bool = False


@transaction.atomic
def record(*, claim: UUID, user: User, result: Result, now: dt.datetime | None = None) -> Call:
    """Note a call once; sent twice, the first counts. A talk is kept even if the lease is over.

    Raises NotYours and BadTime.
    """
    call = Call.objects.filter(claim=claim, user=user).first()
    if call is None:
        raise NotYours(_("This call is not yours."))
    found = claims.lock(call.callee_id) if call.callee_id else None
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.contact_id or call.end == Call.End.NOTED:
        return call
    now = now or clock.now()
    if result.outcome == Outcome.CALL_BACK:
        _check_time(call, result.call_back_at, now)
    contact = log_contact(
        person=call.person, method=Contact.Method.CALL, outcome=result.outcome, note=result.note, user=user,
    )  # fmt: skip
    if found:
        _settle(call, found, result, now)
    Call.objects.filter(pk=call.pk).update(
        ended_at=now, end=Call.End.NOTED, outcome=contact.outcome, contact=contact,
        rung_at=call.rung_at or call.began_at,
    )  # fmt: skip
    _follow(call, contact, result, user)
    call.refresh_from_db()
    log.info("call noted id=%s outcome=%s", call.pk, contact.outcome)
    return call


def _check_time(call: Call, at: dt.datetime | None, now: dt.datetime) -> None:
    if at is None:
        raise BadTime(_("Say when they want to be called back."))
    if not now < at < now + MOST_AHEAD:
        raise BadTime(_("Choose a time within the next 60 days."))
    answer = grounds.may_call(call.person.zone_id, at)
    if answer is not None and not answer.may:
        raise BadTime(_("No calls are allowed at that time. Choose another one."))


def _settle(call: Call, found: Callee, result: Result, now: dt.datetime) -> None:
    """Settle the place on the list, whether the lease still stands or not; others rest as well.

    Two callers' results both stand in the timeline; on the list the weightier one counts, and a no most.
    """
    changes = _changes(call, found, result, now)
    if _weight_of(changes, call) < _weight(found.end, found.call_back_at, call):
        changes = {}
    if found.claim == call.claim:
        claims.free(found, **changes)
    elif found.claimed_by_id and not found.rung_at:  # another was about to ring who has just been called
        claims.take_back(found, now, **changes)
    else:
        Callee.objects.filter(pk=found.pk).update(**changes)
    claims.rest_others(found, now)


def _changes(call: Call, found: Callee, result: Result, now: dt.datetime) -> dict[str, Any]:
    if result.wants_no_calls:
        return {"done_at": now, "end": Callee.End.NO, "call_back_at": None}
    if result.outcome in UNANSWERED:
        is_counted = call.end == Call.End.LAPSED and call.rung_at  # when the lease ended
        return {} if is_counted else claims.tried(found, now)
    n = {"n_tries": found.n_tries + 1}
    if result.outcome == Outcome.CALL_BACK:
        at = result.call_back_at
        return {"call_back_at": at, "due_at": at, "done_at": None, "end": "", **n}
    return {"done_at": now, "end": result.outcome, "call_back_at": None, **n}


def _weight_of(changes: Mapping[str, Any], call: Call) -> int:
    return _weight(changes.get("end", ""), changes.get("call_back_at"), call)


def _weight(end: str, call_back_at: dt.datetime | None, call: Call) -> int:
    """Weight of a place's state; a call back counts if it was promised since this call began."""
    if end in NOES:
        return 4 if end == Callee.End.NO else 3
    if call_back_at and call_back_at > call.began_at:
        return 2
    return int(end == Outcome.REACHED)


def _follow(call: Call, contact: Contact, result: Result, user: User) -> None:
    """Keep what they said beyond the outcome: answers, consents, marks; a wrong number is put aside."""
    person = call.person
    if result.version and result.outcome == Outcome.REACHED:
        scripts_actions.note_answers(
            version=result.version, number=call.claim, answers=result.answers, person=person
        )
    if result.wants_no_calls:
        set_mark(person=person, mark="no_calls_since", is_set=True, user=user)
    if result.outcome == Outcome.WRONG:
        number = call.callee.number if call.callee else ""
        for phone in person.phones.filter(number=number).exclude(status=Phone.Status.BOUNCING):
            set_status(way=phone, status=Phone.Status.BOUNCING, user=user)
    if result.outcome == Outcome.DECEASED:
        sure = [proposal.key for proposal in outcomes.of(contact) if proposal.is_sure]
        follow_through(contact=contact, chosen=sure, user=user)
    if result.outcome == Outcome.REACHED and not result.wants_no_calls:
        record_consents(  # as of the call: a no that came since, while this page had no network, wins
            person=person, wordings=result.consents, is_given=True, source=SOURCE, user=user,
            given_at=call.rung_at or call.began_at,
        )  # fmt: skip
