"""HQ: turf plans, scripts and walk lists, each with what came of its doors."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hustings.field.canvass_results import funnels, scopes
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Number, Title
from hustings.people.scripts.models import Script

RESULTS = gettext_lazy("Door results")
_TABS = (
    ("canvass_results:plans", gettext_lazy("Turfs")),
    ("canvass_results:scripts", gettext_lazy("Scripts")),
    ("canvass_results:lists", gettext_lazy("Walk lists")),
)


def _address(kind: str) -> Any:
    return lambda one: reverse("canvass_results:results", args=[kind, one.pk])


def columns(kind: str, label: Any) -> tuple[Column, ...]:
    """The name of a subject, and each step of its funnel."""
    steps = (Number(name, words, accessor=f"funnel.{name}") for name, words in funnels.STEPS.items())
    return (Title("name", label, accessor=str, url=_address(kind)), *steps)


class Subjects(Resource):
    """Subjects of one kind, the newest first."""

    guard = needs(ORGANISE_CANVASSING)
    title: Any = RESULTS
    icon = "home"
    template_name = "canvass_results/hq/subjects.html"
    kind = ""
    view = ""
    empty = gettext_lazy("Nothing to count yet. Hand a walk list to a team, and its results appear here.")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        field = scopes.FIELDS[self.kind]
        keys = [row.pk for row in rows]
        found = funnels.by(field, scopes.lists_of(self.user).filter(**{f"{field}__in": keys}))
        for row in rows:
            row.funnel = found.get(row.pk, funnels.Funnel())
        return rows

    def about(self) -> dict[str, Any]:
        return {"tabs": [(reverse(view), label, view == self.view) for view, label in _TABS]}


class Plans(Subjects):
    """Turf plans with a walk list."""

    kind, view = scopes.PLAN, "canvass_results:plans"
    columns = columns(scopes.PLAN, gettext_lazy("Turfs"))

    def rows(self) -> QuerySet[Any]:
        listed = scopes.lists_of(self.user).filter(plan__isnull=False).order_by().values("plan")
        return scopes.plans_of(self.user).filter(pk__in=listed)


class Scripts(Subjects):
    """Scripts with a walk list."""

    kind, view = scopes.SCRIPT, "canvass_results:scripts"
    columns = columns(scopes.SCRIPT, gettext_lazy("Script"))

    def rows(self) -> QuerySet[Any]:
        listed = scopes.lists_of(self.user).filter(version__isnull=False).order_by()
        return Script.objects.filter(pk__in=listed.values("version__script"))


class Lists(Subjects):
    """All walk lists."""

    kind, view = scopes.LIST, "canvass_results:lists"
    columns = columns(scopes.LIST, gettext_lazy("Walk list"))

    def rows(self) -> QuerySet[WalkList]:
        return scopes.lists_of(self.user)
