"""Founding a group by its form: confirmed, it has a founder as host; the zone approves it, or none has to."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups import actions, membership
from hustings.field.groups.membership import Cause, TooManyGroups
from hustings.field.groups.models import (
    Approval,
    Founding,
    GroupRole,
    GroupsPage,
    LocalGroup,
    Membership,
    Why,
)
from hustings.field.groups.tasks import send_decision
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Arrival
from hustings.people.persons.refusals import Refused
from hustings.people.signups import actions as people
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind
from hustings.site.website import listings
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
NAME = "foundings"


class Decided(Refused):
    """Somebody was quicker."""


class NoReason(Refused):
    """The founder is owed one."""


def ask(*, founding: Founding) -> Founding | None:
    """Keep it and queue the mail; None: too many mails, or sent before. Raises Closed, NameTaken, TooMany."""
    if not founding.kind.may_be_founded or founding.kind.archived_at:
        raise Closed
    if actions.is_taken(founding.where_id, founding.title):
        raise actions.NameTaken(actions.TAKEN)
    if refuse_many(founding) >= MAILS_PER_ADDRESS:
        return None
    return founding if keep(founding) else None


def _confirm(founding: Founding) -> Founding:
    """Make the group with its host; it is shown where its kind asks for no approval. Raises Closed."""
    came_before = people.agreed_before(founding.key)
    founding.person, _is_new = people.take_in(
        typed=founding, kind="group.founding", title=founding.title, founding=founding.pk
    )
    is_shown = founding.kind.approval == Approval.AT_ONCE
    try:
        founding.group = actions.found(values=_values(founding), user=None, show=is_shown)
        cause = Cause(Why.FOUNDED)
        membership.set_role(group=founding.group, person=founding.person, role=GroupRole.HOST, cause=cause)
    except (actions.NameTaken, TooManyGroups) as why:
        raise Closed(str(why)) from why
    now = founding.confirmed_at = timezone.now()
    if founding.is_named:
        Membership.objects.hosts().filter(group=founding.group).update(named_at=now)
    if is_shown:
        founding.decided_at, founding.is_approved = now, True
    founding.save(update_fields=["person", "group", "confirmed_at", "decided_at", "is_approved"])
    people.note_arrival(
        person=founding.person, act=Arrival.Act.SIGN_UP, came=founding.came, came_before=came_before
    )
    if is_shown:
        send_decision.enqueue(founding.pk)
    return founding


def _values(founding: Founding) -> dict[str, Any]:
    zone = founding.where
    return {
        "name": founding.title, "zone": zone, "kind": founding.kind, "place": founding.place,
        "address": founding.meets_at, "latitude": zone.latitude, "longitude": zone.longitude,
        "descriptions": {founding.language: founding.purpose},
    }  # fmt: skip


@transaction.atomic
def approve(*, founding: Founding, user: User) -> None:
    """Show the group, and tell its founder. Raises Decided."""
    founding = _open(founding)
    assert founding.group
    LocalGroup.objects.filter(pk=founding.group.pk, shown_at=None).update(shown_at=timezone.now())
    listings.begin(GroupsPage, user)
    site_version.renew()
    _decide(founding, user, is_approved=True)


@transaction.atomic
def refuse(*, founding: Founding, user: User, words: str) -> None:
    """Close the group, and tell its founder why. Raises Decided, NoReason."""
    if not words.strip():
        raise NoReason(_("Give a reason: the founder reads it."))
    founding = _open(founding)
    assert founding.group
    actions.close(group=founding.group)
    _decide(founding, user, is_approved=False, words=words.strip()[:500])


def _open(founding: Founding) -> Founding:
    found = Founding.objects.waiting().select_for_update(of=("self",)).filter(pk=founding.pk).first()
    if found is None or found.group is None:
        raise Decided(_("This group was already decided on."))
    return found


def _decide(founding: Founding, user: User, *, is_approved: bool, words: str = "") -> None:
    founding.decided_at, founding.decided_by = timezone.now(), user
    founding.is_approved, founding.words = is_approved, words
    founding.save(update_fields=["decided_at", "decided_by", "is_approved", "words"])
    send_decision.enqueue(founding.pk)
    log.info("groups.decide founding=%s approved=%s user=%s", founding.pk, is_approved, user.pk)


def _withdraw(founding: Founding) -> None:
    """The founder takes it back: a group that nobody else has joined goes with it. Online it stays."""
    if not _may_disown(founding):
        return
    founding.withdrawn_at = timezone.now()
    founding.save(update_fields=["withdrawn_at"])
    if founding.group and founding.person:
        if not founding.group.memberships.live().exclude(person=founding.person).exists():
            actions.close(group=founding.group)
        membership.leave(group=founding.group, person=founding.person)


def _disown(founding: Founding) -> None:
    if founding.confirmed_at and founding.person:
        people.take_back(typed=founding)
        _withdraw(founding)
    founding.delete()


def _may_disown(founding: Founding) -> bool:
    """Until the group is online: from then on its members count on it, and mails are passed on."""
    return not (founding.confirmed_at and founding.is_approved)


def _closed(request: HttpRequest, founding: Founding) -> HttpResponse:
    is_taken = actions.is_taken(founding.where_id, founding.title)
    words = {"founding": founding, "is_taken": is_taken}
    return render(request, "groups/foundings/closed.html", words, status=410)


def remove(rows: QuerySet[Any]) -> object:
    """Delete what people who are erased sent; their group goes on without them."""
    return rows.delete()


KIND = SubmissionKind(
    name=NAME, model=Founding, related=("kind", "where", "zone", "person", "group"),
    templates="groups/foundings", mail="groups/mails/founding",
    subject=lambda row: _("Confirm your new group: %(group)s") % {"group": row.title},
    words=lambda row: {"founding": row},
    confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown, remove=remove,
    may_disown=_may_disown,
    is_barred_after=False, withdrawn=gettext_lazy("Your group was withdrawn."),
)  # fmt: skip
