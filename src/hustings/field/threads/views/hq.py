"""HQ: messages to moderate, one with what was said around it, and the log."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hustings.field.threads import actions, circles, waiting
from hustings.field.threads.actions import By
from hustings.field.threads.forms import ReasonForm
from hustings.field.threads.models import Deed, LogEntry, Message
from hustings.field.threads.rights import MODERATE
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq import filters
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Column, Moment, Title
from hustings.foundation.lib.web.frame import Pages
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

_AROUND = 5  # messages before and after
REPORTS = gettext_lazy("Moderation")
page = Pages("threads/hq", "threads_hq:reports", REPORTS, "comment")
_moderates = needs(MODERATE)


class FilterForm(filters.FilterForm):
    """Those that wait, or those that are hidden."""

    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[("", gettext_lazy("to review")), ("hidden", gettext_lazy("hidden"))],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        return rows.exclude(hidden_at=None) if said["state"] == "hidden" else waiting.to_review(rows)


def _why(one: Message) -> str:
    if one.hidden_at:
        return _("review requested") if one.appealed_at and not one.appeal_decided_at else _("hidden")
    return ", ".join(sorted({str(each.get_why_display()) for each in one.reports.all()}))


class Reports(Resource):
    """Messages of the user's territories that wait for a decision, the newest first."""

    guard = _moderates
    title, icon = REPORTS, "comment"
    buttons = (Button(gettext_lazy("Moderation log"), "threads_hq:log"),)
    filters_class = FilterForm
    order = ("-at", "-pk")
    columns = (
        Title(
            "text",
            gettext_lazy("Message"),
            url="threads_hq:message",
            accessor=lambda one: Truncator(one.text).chars(90),
            under="thread.title",
        ),
        Column("writer", gettext_lazy("Writer")),
        Choice("why", gettext_lazy("Reason"), accessor=_why),
        Moment("at", gettext_lazy("Written")),
    )
    empty = gettext_lazy("Nothing to moderate. Messages that members report appear here.")

    def rows(self) -> QuerySet[Message]:
        rows = Message.objects.visible_to(self.user).filter(erased_at=None)
        return rows.select_related("thread", "person").prefetch_related("reports")


class Log(Resource):
    """Deeds of moderators in the user's territories."""

    guard = _moderates
    title, icon = gettext_lazy("Moderation log"), "history"
    trail = (("threads_hq:reports", REPORTS),)
    order = ("-at", "-pk")
    columns = (
        Moment("at", gettext_lazy("When")),
        Choice("get_deed_display", gettext_lazy("Decision"), under=lambda one: one.words),
        Column("thread.title", gettext_lazy("Conversation")),
        Choice("get_why_display", gettext_lazy("Reason")),
        Column("who", gettext_lazy("By"), accessor=lambda one: str(one.user) if one.user else one.by),
    )
    empty = gettext_lazy("No decision yet.")

    def rows(self) -> QuerySet[LogEntry]:
        return LogEntry.objects.visible_to(self.user).select_related("thread", "person", "user")


def _seen(request: HttpRequest, pk: int) -> Message:
    rows = Message.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("thread", "person", "hidden_by_user"), pk=pk)


@_moderates
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with what was said around it, its reports and what was decided."""
    found = _seen(request, pk)
    return _message(request, found, ReasonForm())


def _message(request: HttpRequest, found: Message, form: ReasonForm, status: int = 200) -> HttpResponse:
    rows = found.thread.messages.select_related("person")
    before = list(rows.filter(at__lte=found.at).exclude(pk=found.pk).order_by("-at", "-pk")[:_AROUND])[::-1]
    after = list(rows.filter(at__gt=found.at).order_by("at", "pk")[:_AROUND])
    seen = Person.objects.visible_to(request.user)
    visible = seen.filter(pk=found.person_id).first() if found.person_id else None
    context: dict[str, Any] = {
        "message": found, "thread": found.thread, "around": [*before, found, *after], "form": form,
        "circle": circles.find(found.thread.kind, found.thread.subject), "person": visible,
        "reports": list(found.reports.all()), "log": list(found.log.select_related("person", "user")),
    }  # fmt: skip
    return page(request, "message", found.thread.title, context, status)


@_moderates
@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide, keep, restore, or answer a request for a review."""
    found, deed = _seen(request, pk), request.POST.get("deed", "")
    by = By(user=me(request))
    try:
        if deed == Deed.HIDDEN:
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return _message(request, found, form, 422)
            actions.hide(message=found, by=by, **form.cleaned_data)
        elif deed in _DECISIONS:
            _DECISIONS[deed](found, by)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("threads_hq:message", pk)
    messages.success(request, _("Saved."))
    return redirect("threads_hq:message", pk)


def _answer(found: Message, by: By, *, is_restored: bool) -> None:
    assert by.user
    if found.appealed_at and not found.appeal_decided_at:
        actions.decide_appeal(message=found, is_restored=is_restored, user=by.user)
    elif is_restored:
        actions.restore(message=found, by=by)


_DECISIONS = {
    Deed.KEPT.value: lambda found, by: actions.keep(message=found, by=by),
    Deed.RESTORED.value: lambda found, by: _answer(found, by, is_restored=True),
    Deed.UPHELD.value: lambda found, by: _answer(found, by, is_restored=False),
}
