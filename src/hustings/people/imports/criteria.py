"""Criterion of segments: the import that somebody came in with."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.people.imports.models import Import
from hustings.people.persons import timeline
from hustings.people.persons.models import Activity
from hustings.people.segments import criteria
from hustings.people.segments.criteria.builtin.happenings import TIMELINE
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.rows import RowKind

IMPORT = RowKind(
    lambda user: Import.objects.exclude(n_done=0) if user is None else _offered(user),
    _("Choose an import."),
    _("This condition uses an import that no longer exists."),
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


part = Contribution(
    timeline.happened(
        timeline.Happening("import.created", _("was added by an import")),
        timeline.Happening("import.changed", _("was updated by an import")),
    ),
    criteria.catalogue(
        Criterion(
            "import",
            _("Import"),
            {
                "came": Operator(
                    _("was added by"),
                    _("was added by the import of “%(value)s”"),
                    _of_import(["import.created"]),
                    IMPORT,
                ),
                "touched": Operator(
                    _("was added or updated by"),
                    _("was added or updated by the import of “%(value)s”"),
                    _of_import(["import.created", "import.changed"]),
                    IMPORT,
                ),
                "not_touched": Operator(
                    _("was not in"),
                    _("was not in the import of “%(value)s”"),
                    _of_import(["import.created", "import.changed"]),
                    IMPORT,
                    True,
                ),
            },
            TIMELINE,
        ),
    ),
)
