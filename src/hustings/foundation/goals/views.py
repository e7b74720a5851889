"""Goals in HQ: a list with what each comes to, and the form of one."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.goals import actions, progress
from hustings.foundation.goals.forms import GoalForm
from hustings.foundation.goals.models import Goal
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Day, Number, Title
from hustings.foundation.lib.web.frame import frame, status_of


def _if_read(name: str) -> Callable[[progress.Progress], Any]:
    """A figure of progress; nothing until the metric was read for the first time."""
    return lambda row: getattr(row, name) if row.points else None


def _percent(row: progress.Progress) -> str:
    return f"{row.percent} %" if row.points else ""


class Goals(Resource):
    """All of them, the next first."""

    guard = needs(CHANGE_SETTINGS)
    title, icon = gettext_lazy("Goals"), "pick"
    order = ("due_on", "pk")
    columns = (
        Title(
            "label", gettext_lazy("What is counted"), accessor="goal.label",
            url=lambda row: reverse("goals:goal", args=[row.goal.pk]),
        ),
        Number("target", gettext_lazy("Target"), accessor="goal.target"),
        Day("due_on", gettext_lazy("Deadline"), accessor="goal.due_on"),
        Number("value", gettext_lazy("So far"), accessor=_if_read("value")),
        Column("percent", gettext_lazy("Reached"), accessor=_percent),
        Number("foreseen", gettext_lazy("At this pace"), accessor=_if_read("foreseen")),
    )  # fmt: skip
    form_class = GoalForm
    form_title, form_submit = gettext_lazy("Add a goal"), gettext_lazy("Add")
    empty = gettext_lazy("No goal yet.")

    def rows(self) -> QuerySet[Goal]:
        return Goal.objects.all()

    def prepared(self, rows: list[Goal]) -> Sequence[progress.Progress]:
        return progress.of(rows)

    def add(self, said: dict[str, Any]) -> None:
        actions.save(**said, user=self.user)
        messages.success(self.request, _("Goal added. It is being counted in the background."))


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Goal, pk=pk)
    form = GoalForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.save(goal=get_object_or_404(Goal, pk=pk), **form.cleaned_data, user=me(request))
        messages.success(request, _("Saved."))
        return redirect("goals:goals")
    context = frame(found.label, (reverse("goals:goals"), _("Goals")), icon="pick")
    return render(request, "goals/goal.html", context | {"form": form, "goal": found}, status=status_of(form))


@needs(CHANGE_SETTINGS)
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove(goal=get_object_or_404(Goal, pk=pk))
    messages.success(request, _("The goal was deleted."))
    return redirect("goals:goals")
