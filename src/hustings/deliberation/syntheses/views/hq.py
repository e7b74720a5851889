"""HQ: consultations with what became of them, and the page of one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.syntheses import hq_cards, rights
from hustings.deliberation.syntheses.models import Answer
from hustings.deliberation.syntheses.rights import WRITE, consultations_of
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Number, Title
from hustings.foundation.lib.web.frame import frame

ICON, LABEL = "clipboard-list", gettext_lazy("Answers and syntheses")
TRAIL = (("syntheses_hq:list", LABEL),)


class Consultations(Resource):
    """Consultations of the user's territories."""

    guard = needs(WRITE)
    title, icon = LABEL, ICON
    columns = (
        Title("title", gettext_lazy("Consultation"), url="syntheses_hq:consultation"),
        Number("n_answers", gettext_lazy("Answers")),
        Number("n_milestones", gettext_lazy("Milestones")),
    )
    empty = gettext_lazy("No consultation yet.")

    def rows(self) -> QuerySet[Consultation]:
        return consultations_of(self.user)

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        keys = [row.pk for row in rows]
        standing = Answer.objects.standing().filter(item__consultation__in=keys).order_by()
        answers = dict(standing.values_list("item__consultation").annotate(Count("pk")))
        counted = Consultation.objects.filter(pk__in=keys).annotate(n=Count("milestones"))
        milestones = dict(counted.order_by().values_list("pk", "n"))
        for row in rows:
            row.n_answers, row.n_milestones = answers.get(row.pk, 0), milestones.get(row.pk, 0)
        return rows


def seen(request: HttpRequest, pk: int) -> Consultation:
    """The consultation, for whoever writes of it."""
    return get_object_or_404(consultations_of(request.user), pk=pk)


def run(request: HttpRequest, pk: int) -> Consultation:
    """The consultation, for whoever runs it."""
    return get_object_or_404(Consultation.objects.visible_to(request.user), pk=pk)


def page(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], *,
    consultation: Consultation | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page of this app in HQ, below the list and, where told, a consultation."""
    words = frame(title, *hq_cards.trail(consultation), icon=ICON)
    return render(request, f"syntheses/hq/{name}.html", words | context, status=status)


@needs(WRITE)
@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers, milestones, mails, syntheses and coding of one consultation."""
    found = seen(request, pk)
    runs = rights.runs(request.user, found)
    return page(request, "consultation", found.title, hq_cards.of(found) | {"runs": runs})
