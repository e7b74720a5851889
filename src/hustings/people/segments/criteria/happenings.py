"""What the timeline says."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.people.models import Activity
from hustings.people.segments.criteria.contacts import at_least
from hustings.people.segments.criteria.days import ago
from hustings.people.segments.kinds import Choice
from hustings.people.segments.parts import Part, Parts, days, times
from hustings.people.segments.registry import Criterion, Operator, register
from hustings.people.timeline import happenings, register_happening

TIMELINE = _("Timeline")
for _kind, _words in {
    "person.added": _("record added by hand"),
    "person.changed": _("record changed"),
    "person.field": _("field filled in or changed"),
    "person.tagged": _("tag put on"),
    "person.untagged": _("tag taken off"),
    "note.added": _("note written"),
    "consent.yes": _("agreed to something"),
    "consent.no": _("said no to something"),
}.items():
    register_happening(_kind, _words)


def _happened(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Activity.objects.filter(kind=value["kind"])
    if "days" in value:
        rows = rows.filter(happened_at__gte=ago(value["days"]))
    return at_least(rows, value.get("times"))


_WHAT = Parts(kind=Part(Choice(happenings), _("What")), times=times(), days=days())
register(
    Criterion(
        "happened",
        _("Something that happened"),
        {
            "did": Operator(
                _("it did happen"), _("has on the timeline: “%(kind)s”%(more)s"), _happened, _WHAT),
            "did_not": Operator(
                _("it did not happen"), _("does not have on the timeline: “%(kind)s”%(more)s"),
                _happened, _WHAT, True),
        },
        TIMELINE,
    )
)  # fmt: skip
