"""What the timeline says, and which file somebody came in with."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.people.models import Activity, Import
from hustings.people.segments.criteria.contacts import at_least
from hustings.people.segments.criteria.days import ago
from hustings.people.segments.kinds import Choice
from hustings.people.segments.parts import Part, Parts, days, times
from hustings.people.segments.registry import Criterion, Operator, happenings
from hustings.people.segments.rows import RowKind

TIMELINE = _("Timeline")
HAPPENINGS = {
    "sign_up.confirmed": _("sign-up with a confirmed address"),
    "person.added": _("record added by hand"),
    "person.changed": _("record changed"),
    "person.field": _("field filled in or changed"),
    "person.tagged": _("tag put on"),
    "person.untagged": _("tag taken off"),
    "note.added": _("note written"),
    "consent.yes": _("agreed to something"),
    "consent.no": _("said no to something"),
    "import.created": _("came in with a file"),
    "import.changed": _("changed by a file"),
}


def _happened(value: dict[str, Any]) -> QuerySet[Any]:
    rows = Activity.objects.filter(kind=value["kind"])
    if "days" in value:
        rows = rows.filter(happened_at__gte=ago(value["days"]))
    return at_least(rows, value.get("times"))


_WHAT = Parts(kind=Part(Choice(happenings), _("What")), times=times(), days=days())
IMPORT = RowKind(
    lambda user: Import.objects.exclude(n_done=0) if user is None else _offered(user),
    _("An import is missing."),
    _("It asks for an import that no longer exists."),
)


def _offered(user: Any) -> QuerySet[Import]:
    return Import.objects.visible_to(user).exclude(n_done=0)


def _of_import(kinds: list[str]) -> Any:
    def rows(of: Import) -> QuerySet[Activity]:
        """By the journal of its run, else by its number within the time that it took."""
        if of.operation_id:
            return Activity.objects.filter(operation=of.operation_id, kind__in=kinds)
        found = Activity.objects.filter(
            kind__in=kinds, happened_at__gte=of.created_at, **{"data__import": of.pk}
        )
        return found.filter(happened_at__lte=of.finished_at) if of.finished_at else found

    return rows


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "happened",
        _("Something that happened"),
        {
            "did": Operator(
                _("it did happen"), _("has on the timeline: “%(kind)s”%(more)s"), _happened, _WHAT
            ),
            "did_not": Operator(
                _("it did not happen"),
                _("does not have on the timeline: “%(kind)s”%(more)s"),
                _happened,
                _WHAT,
                True,
            ),
        },
        TIMELINE,
    ),
    Criterion(
        "import",
        _("Import of a list"),
        {
            "came": Operator(
                _("they came in with"),
                _("came in with the file “%(value)s”"),
                _of_import(["import.created"]),
                IMPORT,
            ),
            "touched": Operator(
                _("they came in or were changed with"),
                _("came in or was changed with the file “%(value)s”"),
                _of_import(["import.created", "import.changed"]),
                IMPORT,
            ),
            "not_touched": Operator(
                _("they were not touched by"),
                _("neither came in nor was changed with the file “%(value)s”"),
                _of_import(["import.created", "import.changed"]),
                IMPORT,
                True,
            ),
        },
        TIMELINE,
    ),
)
