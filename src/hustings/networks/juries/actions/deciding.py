"""Decisions: voted by a committee under the round's rule, told to everybody at once, and signed."""

import hashlib
import json
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.webhooks import outbox
from hustings.networks.initiatives import letters, webhook_events
from hustings.networks.initiatives.actions.course import locked, log, move
from hustings.networks.initiatives.models import Application, Round, State
from hustings.networks.initiatives.refusals import Barred, NotNow, NotReady
from hustings.networks.initiatives.tasks import send_round
from hustings.networks.juries.letter_words import DECISION
from hustings.networks.juries.models import Minutes, Result, Signature, Vote
from hustings.networks.projects import actions as projects

DECIDED = "initiatives.decided"
_OPEN = {State.ELIGIBLE, State.ACCEPTED, State.REFUSED, State.RESERVE}


@transaction.atomic
def seat(*, round_: Round, user: User, by: User | None = None) -> None:
    """Put a member of the team on the committee. Raises NotNow."""
    _demand_untold(round_)
    round_.members.get_or_create(user=user)
    log.info("initiatives.seat round=%s user=%s by=%s", round_.pk, user.pk, by and by.pk)


@transaction.atomic
def unseat(*, round_: Round, user: User, by: User | None = None) -> None:
    """Take somebody off the committee, with their votes. Raises NotNow."""
    _demand_untold(round_)
    round_.members.filter(user=user).delete()
    mine = Vote.objects.filter(application__round=round_, user=user)
    touched = list(mine.values_list("application", flat=True))
    mine.delete()
    for row in Application.objects.filter(pk__in=touched):
        _settle(locked(row), by)
    log.info("initiatives.unseat round=%s user=%s by=%s", round_.pk, user.pk, by and by.pk)


def _demand_untold(round_: Round) -> None:
    if round_.announced_at:
        raise NotNow(_("The letters have been sent: only an appeal changes this."))


@transaction.atomic
def vote(*, application: Application, user: User, is_yes: bool, note: str = "") -> Application:
    """Keep a member's vote in place of their last; the rule decides. Raises Barred, NotNow."""
    row = locked(application)
    if not row.round.members.filter(user=user).exists():
        raise Barred(_("Only members of this committee vote."))
    if row.state not in _OPEN or row.withdrawn_at:
        raise NotNow(_("Not possible: this application is in the state “%s”.") % row.get_state_display())
    if row.round.announced_at and row.state != State.ELIGIBLE:
        raise NotNow(_("The letters have been sent: only an appeal changes this."))
    if row.person_id and row.person and row.person.emails.filter(address__iexact=user.email).exists():
        raise Barred(_("This is your own application."))
    row.votes.update_or_create(
        user=user, defaults={"is_yes": is_yes, "note": note[:300], "at": timezone.now()}
    )
    _settle(row, user)
    return row


def _settle(row: Application, by: User | None) -> None:
    """Take the step that the votes decide: enough say yes, or no longer enough can."""
    said = list(row.votes.values_list("is_yes", flat=True))
    n_members, yes = row.round.members.count(), said.count(True)
    if yes >= row.round.n_needed:
        wanted = State.RESERVE if row.state == State.RESERVE else State.ACCEPTED
    elif n_members - said.count(False) < row.round.n_needed:
        wanted = State.REFUSED
    else:
        wanted = State.ELIGIBLE
    if row.state == wanted or (wanted == State.ELIGIBLE and row.round.announced_at):
        return
    if wanted == State.ELIGIBLE:
        Application.objects.filter(pk=row.pk).update(state=wanted)
        row.steps.create(state=wanted, by=by)
    else:
        move(row, wanted, by)
    if row.round.announced_at:
        _told(row, timezone.now().isoformat())


@transaction.atomic
def keep_waiting(*, application: Application, is_waiting: bool, by: User | None = None) -> None:
    """Put an accepted one on the waiting list where the money or the places end, or back. Raises NotNow."""
    row = locked(application)
    _demand_untold(row.round)
    if row.state not in {State.ACCEPTED, State.RESERVE}:
        raise NotNow(_("Only accepted applications go on the waiting list."))
    wanted = State.RESERVE if is_waiting else State.ACCEPTED
    if row.state != wanted:
        move(row, wanted, by)


@transaction.atomic
def promote(*, application: Application, by: User | None = None) -> None:
    """Take one from the waiting list once a place is free, and tell them. Raises NotNow."""
    row = locked(application)
    if row.state != State.RESERVE or not row.round.announced_at:
        raise NotNow(_("Only applications on the waiting list, once the letters have been sent."))
    move(row, State.ACCEPTED, by)
    _told(row, timezone.now().isoformat())


def missing(round_: Round) -> list[str]:
    """All that has to be done before the letters can leave, in words."""
    rows = Application.objects.sent().filter(round=round_)
    found = []
    if n := rows.filter(state__in=[State.SENT, State.ELIGIBLE]).count():
        found.append(_("Applications not decided yet: %d") % n)
    if not rows.exists():
        found.append(_("No application yet."))
    if n := len(_unreasoned(round_)):
        found.append(_("Refused without a reason for the letter: %d") % n)
    if round_.members.count() < round_.n_needed:
        found.append(_("Committee members: fewer than the votes needed."))
    taken = rows.filter(state=State.ACCEPTED)
    if round_.budget is not None and sum(row.asked or 0 for row in taken) > round_.budget:
        found.append(_("The accepted projects ask for more than the budget."))
    if taken.count() > round_.places:
        found.append(_("More accepted projects than places."))
    return found


def _unreasoned(round_: Round) -> list[int]:
    """Refused applications about which nobody wrote a word for the applicant."""
    rows = Application.objects.sent().filter(round=round_, state=State.REFUSED, feedback="")
    said = rows.exclude(reviews__done_at=None).exclude(reviews__for_applicant="").values("pk")
    return list(rows.exclude(pk__in=said).values_list("pk", flat=True))


@transaction.atomic
def announce(*, round_: Round, by: User | None = None) -> Minutes:
    """Close the decision: minutes, projects, and a letter with reasons to everybody. Raises NotReady."""
    row = Round.objects.select_for_update(of=("self",)).select_related("call").get(pk=round_.pk)
    _demand_untold(row)
    if left := missing(row):
        raise NotReady(" ".join(left))
    now = timezone.now()
    Round.objects.filter(pk=row.pk).update(announced_at=now)
    body = _body(row)
    made = Minutes.objects.create(round=row, body=body, sha256=digest(body), made_by=by)
    rows = Application.objects.sent().filter(round=row).select_related("round__call", "person")
    for each in rows:
        if each.state == State.ACCEPTED:
            projects.open_project(application=each)
        if each.person:
            each.person.log(
                DECIDED, round=row.pk, title=row.call.titles, project=each.title, state=each.state
            )
    keys = [each.pk for each in rows]
    letters.tell_all(keys, DECISION)
    outbox.tell(webhook_events.DECIDED, *keys)
    send_round.enqueue(row.pk)
    log.info("initiatives.announce round=%s applications=%s by=%s", row.pk, len(keys), by and by.pk)
    return made


def _told(row: Application, about: str) -> None:
    """One decided after the others: their own letter."""
    if row.state == State.ACCEPTED:
        projects.open_project(application=row)
    letters.tell(row, DECISION, about[:40])
    outbox.tell(webhook_events.DECIDED, row.pk)
    if row.person:
        row.person.log(
            DECIDED, round=row.round_id, title=row.round.call.titles, project=row.title, state=row.state
        )


def _body(round_: Round) -> dict[str, Any]:
    """The minutes: who decides, by which rule, and each application with its votes."""
    names = {each.user_id: str(each.user) for each in round_.members.select_related("user")}
    scores = {each.application_id: each.as_row() for each in Result.objects.filter(application__round=round_)}
    rows = (
        Application.objects.sent()
        .filter(round=round_)
        .order_by("number")
        .prefetch_related("votes", "reasons")
    )
    return {
        "round": str(round_), "rule": {"needed": round_.n_needed, "of": len(names)},
        "members": sorted(names.values()),
        "applications": [
            {
                "number": row.number, "title": row.title, "asked": row.asked, "state": row.state,
                "votes": [
                    {"by": names[each.user_id], "yes": each.is_yes, "reason": each.note}
                    for each in row.votes.all() if each.user_id in names
                ],
                "reasons": [str(each) for each in row.reasons.all()], **scores.get(row.pk, {}),
            }
            for row in rows
        ],
    }  # fmt: skip


def digest(body: Any) -> str:
    """SHA-256 of minutes, however their keys are ordered."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def sign(*, minutes: Minutes, user: User) -> Signature:
    """Say that the minutes are right. Raises Barred for others, and where they were changed."""
    if not minutes.round.members.filter(user=user).exists():
        raise Barred(_("Only members of this committee sign."))
    if digest(minutes.body) != minutes.sha256:
        raise Barred(_("These minutes were changed after they were made."))
    made, _is_new = minutes.signatures.get_or_create(user=user, defaults={"sha256": minutes.sha256})
    return made


@transaction.atomic
def give_feedback(*, application: Application, text: str, by: User | None = None) -> None:
    """Reasons of the committee, in the letter before the jurors' words. Raises NotNow."""
    row = locked(application)
    _demand_untold(row.round)
    row.feedback = text.strip()
    row.save(update_fields=["feedback"])


def vote_many(*, applications: Collection[Application], user: User, is_yes: bool) -> int:
    """The same vote on some; how many took it."""
    done = 0
    for row in applications:
        if row.state in _OPEN:
            vote(application=row, user=user, is_yes=is_yes)
            done += 1
    return done
