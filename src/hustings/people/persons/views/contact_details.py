"""Deeds on e-mails, phones and postal addresses of a record, and on the marks beside them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.persons import actions, forms
from hustings.people.persons.access import masking
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Person
from hustings.people.persons.views.record_actions import deed


def _way(person: Person, ways: str, pk: int) -> Any:
    return get_object_or_404(getattr(person, ways), pk=pk)


@deed("reach", forms.StatusForm)
def status(person: Person, user: User, ways: str, pk: int, status: str) -> str:
    way = _way(person, ways, pk)
    actions.set_status(way=way, status=status, user=user)
    return _("%(what)s: %(status)s.") % {
        "what": masking.for_user(user, way),
        "status": way.get_status_display(),
    }


@deed("reach", forms.MoveForm)
def move(person: Person, user: User, ways: str, pk: int, is_up: bool) -> str:
    way = _way(person, ways, pk)
    actions.move(way=way, is_up=is_up, user=user)
    return _("%(what)s was moved.") % {"what": masking.for_user(user, way)}


@deed("marks", forms.MarkForm)
def mark(person: Person, user: User, mark: str, is_set: bool) -> str:
    """Do not call, do not visit, send no mail."""
    actions.set_mark(person=person, mark=mark, is_set=is_set, user=user)
    words = {"mark": MARKS[mark]}
    return _("“%(mark)s” set.") % words if is_set else _("“%(mark)s” removed.") % words
