"""Criteria about the timeline."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Activity
from hustings.people.persons.timeline import Happening, happenings
from hustings.people.segments.criteria.builtin.contacts import at_least
from hustings.people.segments.criteria.builtin.days import ago
from hustings.people.segments.criteria.kinds import Choice
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.parts import Part, Parts, days, times

TIMELINE = _("Activity")
HAPPENINGS = (
    Happening("person.added", _("record added manually")),
    Happening("person.changed", _("record changed")),
    Happening("person.field", _("field filled in or changed")),
    Happening("person.tagged", _("tag added")),
    Happening("person.untagged", _("tag removed")),
    Happening("note.added", _("note added")),
    Happening("consent.yes", _("gave consent")),
    Happening("consent.no", _("refused consent")),
)


def _happened(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Activity.objects.filter(kind=value["kind"])
    if "days" in value:
        rows = rows.filter(happened_at__gte=ago(value["days"]))
    return at_least(rows, value.get("times"))


_WHAT = Parts(kind=Part(Choice(happenings), _("Activity")), times=times(), days=days())
CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "happened",
        _("Activity"),
        {
            "did": Operator(_("happened"), _("has the activity “%(kind)s”%(more)s"), _happened, _WHAT),
            "did_not": Operator(
                _("did not happen"),
                _("does not have the activity “%(kind)s”%(more)s"),
                _happened,
                _WHAT,
                True,
            ),
        },
        TIMELINE,
    ),
)
