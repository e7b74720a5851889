"""One question in a scope, as an address asks for it: what was answered where."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings.field.canvass_results import scopes, tallies
from hustings.field.stations.models import Station
from hustings.field.turfs.models import Plan
from hustings.people.scripts.models import Script


class Asked:
    """One question in a scope: what was answered where."""

    def __init__(self, request: HttpRequest, kind: str, pk: int, script: int, question: str) -> None:
        self.scope = scopes.found(request.user, kind, pk)
        self.script: Script = get_object_or_404(self.scope.scripts(), pk=script)
        self.step = tallies.step_of(self.script, question)
        self.places = tallies.places_of(self.scope)
        self.by = request.GET.get("by", self.places[0])
        if self.by not in self.places or not self.step.options:
            raise Http404
        named = {one.key for one in self.step.options}
        answer = request.GET.get("answer", "")
        self.answer = answer if answer in named else self.step.options[0].key  # on the map
        self.counts = tallies.grouped(self.scope, self.script, question, self.by)

    @property
    def args(self) -> list[Any]:
        """Arguments of the addresses of its pages."""
        return [*self.scope.args, self.script.pk, self.step.key]

    @property
    def keys(self) -> list[Any]:
        """Places with the most answers first; those that are of no place last."""
        return sorted(self.counts, key=lambda key: (key is None, -self.counts[key].n, key or 0))

    def rows(self, keys: Sequence[Any]) -> list[tallies.Row]:
        """Their names and shares."""
        rows: dict[str, Any] = {
            tallies.LISTS: self.scope.lists, tallies.PLANS: Plan.objects.defer("barriers"),
            tallies.STATIONS: Station.objects.all(),
        }  # fmt: skip
        names = rows[self.by].in_bulk([key for key in keys if key is not None])
        return [
            tallies.row(str(names[key]) if key in names else _("Elsewhere"), self.counts[key], self.step)
            for key in keys
        ]
