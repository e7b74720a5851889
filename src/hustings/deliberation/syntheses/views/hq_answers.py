"""HQ: contributions to answer, an answer, milestones."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.syntheses import actions, hq_cards, outcomes
from hustings.deliberation.syntheses.forms import answers as forms
from hustings.deliberation.syntheses.models import Answer, Milestone
from hustings.deliberation.syntheses.views import hq
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class Items(Resource):
    """Contributions of a consultation with their answers, the newest first."""

    guard = needs(RUN)
    title, icon, trail = gettext_lazy("Contributions and answers"), hq.ICON, hq.TRAIL
    order = ("-posted_at", "-pk")
    filters_class = forms.ItemFilter
    columns = (
        Title("words", gettext_lazy("Contribution"), url="syntheses_hq:answer"),
        Column("get_kind_display", gettext_lazy("Kind")),
        Number("n_agree", gettext_lazy("Agree")),
        State("state", gettext_lazy("Answer"), accessor=lambda row: row.state),
    )
    empty = gettext_lazy("No contribution yet.")

    @cached_property
    def consultation(self) -> Consultation:
        return hq.run(self.request, self.kwargs["pk"])

    def rows(self) -> QuerySet[Item]:
        rows = Item.objects.live().by_date(hq_cards.ANSWERED).filter(consultation=self.consultation)
        return rows.select_related("version")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        answers = outcomes.answers_to([row.pk for row in rows])
        for row in rows:
            answer = answers.get(row.pk)
            row.words, row.n_agree = str(row), row.version.n_agree if row.version else 0
            row.state = ("done", answer.get_outcome_display()) if answer else ("", _("not answered"))
        return rows


def _item(request: HttpRequest, pk: int) -> Item:
    mine = Consultation.objects.visible_to(request.user)
    rows = Item.objects.live().filter(consultation__in=mine)
    return get_object_or_404(rows.select_related("version", "participant", "consultation"), pk=pk)


@needs(RUN)
@_GET_POST
@once("syntheses_hq:list")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a contribution, and answer it."""
    item = _item(request, pk)
    last = Answer.objects.standing().filter(item=item).first()
    form = forms.AnswerForm(
        request.POST if request.method == "POST" else None, answer=last, author=Campaign.current().name
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer(
                item=item, outcome=said["outcome"], reasons=form.said("reason"), author=said["author"],
                user=me(request),
            )  # fmt: skip
            messages.success(request, _("The answer is published."))
            return redirect("syntheses_hq:items", item.consultation_id)
        except refusals.Gone:
            form.add_error(None, _("This contribution isn’t shown any more."))
    words = {
        "form": form, "item": item, "last": last, "said": outcomes.of_item(item),
        "arguments": item.children.live().for_lists().order_by("-version__n_agree", "pk")[:20],
    }  # fmt: skip
    title = _("Answer: %(item)s") % {"item": str(item)}
    return hq.page(request, "answer", title, words, consultation=item.consultation, status=status_of(form))


@needs(RUN)
@_GET_POST
@once("syntheses_hq:list")
def milestone_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _milestone(request, hq.run(request, pk), None)


@needs(RUN)
@_GET_POST
def milestone(request: HttpRequest, pk: int) -> HttpResponse:
    mine = Consultation.objects.visible_to(request.user)
    found = get_object_or_404(Milestone.objects.select_related("consultation"), pk=pk, consultation__in=mine)
    return _milestone(request, found.consultation, found)


def _milestone(request: HttpRequest, consultation: Consultation, found: Milestone | None) -> HttpResponse:
    initial = {} if found else {"item": request.GET.get("item", "")[:20]}
    form = forms.MilestoneForm(
        request.POST if request.method == "POST" else None, consultation=consultation, milestone=found,
        initial=initial,
    )  # fmt: skip
    if form.is_valid():
        actions.save_milestone(
            consultation=consultation, values=form.values, user=me(request), milestone=found
        )
        messages.success(request, _("Saved."))
        return redirect("syntheses_hq:consultation", consultation.pk)
    title = found.title if found else _("New milestone")
    return hq.page(request, "edit", title, {"form": form}, consultation=consultation, status=status_of(form))
