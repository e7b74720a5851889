"""When people last did something themselves: what rules of retention count from."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Registry
from hustings.people.contacts.models import Contact
from hustings.people.persons.models import Activity
from hustings.people.segments.criteria.builtin.days import midnight
from hustings.people.segments.criteria.builtin.happenings import TIMELINE
from hustings.people.segments.criteria.kinds import Day
from hustings.people.segments.criteria.model import Criterion, Group, Operator

# Kinds of activities that are the person's own doing where no user is named.
SIGNS = ["sign_up.confirmed", "consent.yes", "consent.no", "topic.in", "topic.out", "own_page.opened"]


Rows = Callable[[dt.datetime], QuerySet[Any]]
# Rows of another table since a moment, each with its ``person``, count the same.
rows = Registry[Rows]("segments.criteria.builtin.signs.rows")


def _any_since(day: dt.date) -> Group:
    since = midnight(day)
    own = Activity.objects.filter(kind__in=SIGNS, user=None, happened_at__gte=since)
    talks = Contact.objects.filter(outcome=Contact.Outcome.REACHED, contacted_at__gte=since)
    return Group("any", (own, talks, *(read(since) for read in rows.all())))


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "sign_of_life",
        _("Own activity"),
        {
            "since": Operator(
                _("exists since"),
                _("has done something since %(value)s"),
                _any_since,
                Day(),
            ),
            "none_since": Operator(
                _("does not exist since"),
                _("has done nothing since %(value)s"),
                _any_since,
                Day(),
                True,
            ),
        },
        TIMELINE,
    ),
)
