"""Scopes of results: the walk lists of a turf plan, those with one script, or one list alone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.turfs.models import Plan
from hustings.foundation.accounts import access
from hustings.people.scripts.models import Script

PLAN, SCRIPT, LIST = "plan", "script", "list"
FIELDS = {PLAN: "plan", SCRIPT: "version__script", LIST: "pk"}  # of walk lists


@dataclass(frozen=True, slots=True)
class Scope:
    """Walk lists of one subject that a user may see."""

    kind: str
    subject: Any
    lists: QuerySet[WalkList]

    @property
    def title(self) -> str:
        return str(self.subject)

    @property
    def args(self) -> list[Any]:
        """Arguments of the addresses of its pages."""
        return [self.kind, self.subject.pk]

    def scripts(self) -> QuerySet[Script]:
        """Those that were talked by."""
        return Script.objects.filter(pk__in=self.lists.order_by().values("version__script"))


def lists_of(user: Any) -> QuerySet[WalkList]:
    """All walk lists that this user may see, without their doors."""
    return WalkList.objects.visible_to(user).defer("stops", "sealed", "public")


def plans_of(user: Any) -> QuerySet[Plan]:
    """Plans where this user organises canvassing."""
    found = access.within(Plan.objects.all(), user, ORGANISE_CANVASSING)
    return found.select_related("zone").defer("zone__shape", "barriers")


def found(user: Any, kind: str, pk: int) -> Scope:
    """The scope of an address; Http404 where the user sees nothing of it."""
    if kind not in FIELDS:
        raise Http404
    lists = lists_of(user)
    own = lists.filter(**{FIELDS[kind]: pk})
    rows: dict[str, QuerySet[Any]] = {
        PLAN: plans_of(user), LIST: lists, SCRIPT: Script.objects.filter(pk__in=own.values("version__script"))
    }  # fmt: skip
    return Scope(kind, get_object_or_404(rows[kind], pk=pk), own)


def may_read(user: Any, scope: Scope) -> bool:
    """Whether open answers of the scope may be read: those of a script are of all territories."""
    return scope.kind != SCRIPT or access.everywhere(user, ORGANISE_CANVASSING)
