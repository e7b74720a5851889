"""HQ: what came of the doors of a plan, of a script or of one list."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.field.canvass_results import follow_ups, funnels, scopes, tallies
from hustings.field.canvass_results.views import maps, subjects
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.text import csvs
from hustings.people.scripts.results import Result
from hustings.site.forms.results import chart

_AT_ONCE = 500  # lists of one question


class Results(subjects.Subjects):
    """Funnel and answers of a scope, and the funnel of each of its lists."""

    kind = scopes.LIST
    template_name = "canvass_results/hq/results.html"
    trail = (("canvass_results:plans", subjects.RESULTS),)
    columns = subjects.columns(scopes.LIST, gettext_lazy("Walk list"))
    order = ("pk",)

    @cached_property
    def scope(self) -> scopes.Scope:
        return scopes.found(self.user, self.kwargs["kind"], self.kwargs["pk"])

    @property
    def title(self) -> str:
        return self.scope.title

    def rows(self) -> QuerySet[WalkList]:
        return self.scope.lists

    def about(self) -> dict[str, Any]:
        found = funnels.by(scopes.FIELDS[self.scope.kind], self.scope.lists)
        funnel = found.get(self.scope.subject.pk, funnels.Funnel())
        return {
            "scope": self.scope, "funnel": funnel, "chart": funnels.chart(funnel),
            "rates": funnels.rates(funnel), "map": maps.of_results(self.scope),
            "n_due": follow_ups.of(self.scope.lists).filter(follow_ups.in_state(follow_ups.DUE)).count(),
            "answers": [
                (script, [self._shown(one, script.pk) for one in asked])
                for script, asked in tallies.results_of(self.scope)
            ],
        }  # fmt: skip

    def _shown(self, result: Result, script: int) -> dict[str, Any]:
        """A question with the chart of its answers; open answers have a page of their own."""
        points = [(choice.label, choice.n) for choice in result.choices]
        view = "answers" if points else "themes" if scopes.may_read(self.user, self.scope) else ""
        args = [*self.scope.args, script, result.key]
        return {
            "result": result, "chart": chart(points, result.n) if points else "",
            "address": reverse(f"canvass_results:{view}", args=args) if view else "",
        }  # fmt: skip


@needs(ORGANISE_CANVASSING)
@require_safe
def results_csv(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """The funnel of each list."""
    found = scopes.found(request.user, kind, pk)
    return csvs.download(csvs.lines(_lines(found), delimiter=";", bom=True), f"doors-{kind}-{pk}.csv")


def _lines(scope: scopes.Scope) -> Iterator[list[Any]]:
    yield [str(gettext_lazy("Walk list")), *map(str, funnels.STEPS.values())]
    last = 0
    while part := list(scope.lists.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        counted = funnels.by("pk", scope.lists.filter(pk__in=[one.pk for one in part]))
        yield from ([one.name, *counted[one.pk]] for one in part)
        last = part[-1].pk
