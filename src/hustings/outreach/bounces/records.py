"""Entries of bounces and complaints on the timeline, and mailboxes that can't be read among what is to do."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import todos
from hustings.outreach.bounces import mailbox_settings
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery.records import GROUP
from hustings.people.persons import timeline
from hustings.people.persons.models import Person


def _returns(person: Person) -> QuerySet[Any]:
    rows = Bounce.objects.filter(delivery__person=person, taken_back_at=None).exclude(applied_at=None)
    return rows.exclude(kind=Bounce.Kind.LEAVE).select_related("delivery__mailing")


def _came_back(row: Bounce) -> timeline.Entry:
    words = {"name": row.delivery.mailing.name, "address": row.delivery.address, "why": row.words}
    if row.kind == Bounce.Kind.COMPLAINT:
        says = _("Reported the mailing “%(name)s” as spam (%(address)s)")
    elif row.source == Bounce.AT_THE_DOOR:
        says = _("The mailing “%(name)s” was refused for %(address)s: %(why)s")
    else:
        says = _("The mailing “%(name)s” bounced from %(address)s: %(why)s")
    return timeline.Entry(
        row.happened_at,
        f"mailing.{row.kind}",
        says % words,
        url=reverse("dispatch:mailing", args=[row.delivery.mailing_id]),
    )


def _unread(user: Any) -> Iterable[todos.Todo]:
    if access.may(user, CHANGE_SETTINGS):
        for box in mailbox_settings.troubled():
            words = _("The bounce mailbox %(mailbox)s can’t be read: %(problem)s")
            words = words % {"mailbox": box.name, "problem": box.problem_words}
            yield todos.Todo(words, reverse("bounces:bouncing"), is_urgent=True)


app = Contribution(
    timeline.sources(
        timeline.Source("return", _returns, _came_back, groups=frozenset({GROUP})),
    ),
    todos.sources(
        _unread,
    ),
)
