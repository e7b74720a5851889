"""HQ: look-alikes, what is watched, lists. For those who guard the team's mailboxes."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.login.adapter import address_of
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.hq.resources import Button, Deed, Resource
from hustings.foundation.hq.tables import Choice, Column, Day, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.security.incidents.actions import lookalikes as shield
from hustings.security.lookalikes import actions, figures, forms, incidents, notices
from hustings.security.lookalikes.models import Find, Habit, List, Question, Watched

LISTS = 20
guards = needs(GUARD_MAIL)


page = Pages("lookalikes", "lookalikes:list", gettext_lazy("Look-alike domains"), "view")


def _shown_as(row: Find) -> str:
    return _("shown as %(name)s") % {"name": row.shown} if row.shown else ""


class Lookalikes(Resource):
    """Found names, newest first."""

    guard = guards
    title, icon = gettext_lazy("Look-alike domains"), "view"
    intro = gettext_lazy(
        "Domains that imitate yours or those of services you use. Never open one in your browser."
    )
    buttons = (
        Button(gettext_lazy("Search a list"), "lookalikes:lists"),
        Button(gettext_lazy("Protected names"), "lookalikes:watched"),
    )
    filters_class = forms.FilterForm
    order = ("-first_at", "-pk")
    columns = (
        Title("host", gettext_lazy("Name"), url="lookalikes:find", under=_shown_as),
        Column("name", gettext_lazy("Looks like"), under="trick"),
        Column("strength", gettext_lazy("Similarity"), accessor=lambda row: floatformat(row.strength, 2)),
        Column("standing", gettext_lazy("Online?")),
        Day("first_at", gettext_lazy("Found on")),
        Choice("get_judgement_display", gettext_lazy("Verdict")),
    )
    tick = "host"
    deeds = (
        Deed("harmless", gettext_lazy("Harmless")),
        Deed("hostile", gettext_lazy("Malicious"), is_serious=True),
        Deed("anew", gettext_lazy("To review")),
    )
    template_name = "lookalikes/list.html"

    def rows(self) -> QuerySet[Find]:
        return Find.objects.defer("note", "noticed_to")

    def do(self, deed: str, keys: list[int]) -> str:
        n = actions.judge(finds=keys, judgement="" if deed == "anew" else deed, user=self.user)
        said = ngettext("%(n)s domain reviewed.", "%(n)s domains reviewed.", n)
        return said % {"n": n}

    def about(self) -> dict[str, Any]:
        more = {"asks": Habit.current().asks, "has_lists": List.objects.exists()}
        return {"chart": figures.by_week()} | more


@guards
@require_safe
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is known, the notices, what somebody says of it."""
    row = get_object_or_404(Find.objects.select_related("judged_by", "incident__merged_into"), pk=pk)
    context = {
        "find": row, "form": forms.JudgeForm(initial={"note": row.note}), "notices": notices.texts(row),
        "incident": incidents.incident_of(row), "domain": shield.domain_of(row.host),
        "blocks": shield.blocks(row.host), "days": shield.BLOCKED_DAYS,
    }  # fmt: skip
    return page(request, "find", row.shown or row.host, context)


@guards
@require_POST
def judgement(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Find, pk=pk)
    form = forms.JudgeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        actions.judge(
            finds=[row.pk],
            judgement=said["judgement"],
            note=said["note"],
            user=request.user,  # type: ignore[arg-type]
        )
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose one of the options."))
    return redirect("lookalikes:find", pk)


@guards
@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Find.objects.select_related("incident__merged_into"), pk=pk)
    who: Any = {"user": request.user, "address": address_of(request)}
    if request.POST.get("do") == "end":
        actions.unblock(find=row, **who)
        messages.success(request, _("The rule is no longer active."))
    else:
        actions.block(find=row, **who)
        messages.success(request, _("Active within seconds."))
    return redirect("lookalikes:find", pk)


@guards
@require_POST
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Find, pk=pk)
    kind = request.POST.get("kind", "")
    if kind in {"registrar", "browsers", "cert"}:
        actions.note_notice(find=row, kind=kind, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Noted."))
    return redirect("lookalikes:find", pk)


@guards
def watched(request: HttpRequest) -> HttpResponse:
    form = forms.WatchedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.watch(**form.cleaned_data, user=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Name added."))
            return redirect("lookalikes:watched")
        except actions.Known as known:
            form.add_error("text", str(known))
    return _watched(request, form, forms.HabitForm(instance=Habit.current()))


def _watched(request: HttpRequest, form: Any, habit: Any) -> HttpResponse:
    from hustings.foundation.campaigns.own_domains import own_domains

    context = {
        "form": form, "habit": habit, "rows": Watched.objects.all()[:500], "own": own_domains(),
        "n_questions": Question.objects.count(),
        "n_asked": Question.objects.exclude(asked_at=None).count(),
    }  # fmt: skip
    status = max(status_of(form), status_of(habit))
    return page(request, "watched", _("Protected names"), context, status)


@guards
@require_POST
def habit(request: HttpRequest) -> HttpResponse:
    form = forms.HabitForm(request.POST)
    if form.is_valid():
        actions.set_habit(values=form.cleaned_data, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved."))
        return redirect("lookalikes:watched")
    return _watched(request, forms.WatchedForm(), form)


@guards
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch a name no more."""
    row = get_object_or_404(Watched, pk=pk)
    actions.unwatch(watched=row, user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(name)s” removed.") % {"name": row.text})
    return redirect("lookalikes:watched")


@guards
def lists(request: HttpRequest) -> HttpResponse:
    form = forms.ListForm(request.POST, request.FILES) if request.method == "POST" else forms.ListForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.bring(
                name=file.name,
                kind=form.cleaned_data["kind"],
                content=file.read(),
                user=request.user,  # type: ignore[arg-type]
            )
            return redirect("lookalikes:lists")
        except actions.Known as known:
            form.add_error("file", str(known))
    context = {"form": form, **_rows()}
    return page(request, "lists", _("Searched lists"), context, status_of(form))


@guards
@require_POST
def lists_again(request: HttpRequest, pk: int) -> HttpResponse:
    actions.search_again(listed=get_object_or_404(List.objects.defer("content"), pk=pk), user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The search resumes within a few minutes."))
    return redirect("lookalikes:lists")


def _rows() -> dict[str, Any]:
    rows = list(List.objects.defer("content").select_related("user")[:LISTS])
    return {"rows": rows, "is_busy": any(row.is_busy for row in rows)}


@guards
@require_safe
def lists_progress(request: HttpRequest) -> HttpResponse:
    """How far they are, asked again each second while one is busy."""
    return render(request, "lookalikes/_lists.html", _rows())
