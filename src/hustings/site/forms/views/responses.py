"""Responses in HQ: counted, and one by one; and those that wait for a look."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import query_params
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, EXPORT_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.people.privacy.actions import exports
from hustings.site.forms import actions, export_rows
from hustings.site.forms import results as counted
from hustings.site.forms.answering import quotas
from hustings.site.forms.models import Answer, Questionnaire, Response, ResponseQuerySet, Theme
from hustings.site.forms.themes import theme_counts
from hustings.site.forms.views import seeing
from hustings.site.forms.views.building import ICON, trail

PAGE = 50
_ANSWERS = Prefetch("answers", Answer.objects.select_related("question", "option").order_by("pk"))


def _trail(found: Questionnaire, request: HttpRequest) -> list[tuple[str, str]]:
    return trail(found if access.everywhere(request.user, CHANGE_PEOPLE) else None)


@seeing.sums
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Each question's chart; to whom the answers aren't open, of all who answered, and no small numbers."""
    found = get_object_or_404(Questionnaire, pk=pk)
    is_open = access.may(request.user, VIEW_PEOPLE)
    seen = (seeing.of(request) if is_open else Response.objects.all()).filter(questionnaire=found)
    live = seen.live()
    rows = _with_themes(counted.of(found, live, is_open=is_open), live, is_open)
    context = {
        "questionnaire": found, "results": rows,
        "n": live.count(), "may_code": access.everywhere(request.user, CHANGE_PEOPLE),
        "n_aside": seen.exclude(aside_at=None).count() if is_open else 0, "is_open": is_open,
        "fills": quotas.fills(found) if is_open else [],
        "may_export": access.may(request.user, EXPORT_PEOPLE),
        "n_waiting": found.responses.filter(confirmed_at=None, aside_at=None).count(),
    }  # fmt: skip
    title = _("Results: %(form)s") % {"form": found}
    return frame.page(
        request, "forms/results.html", context, title=title, trail=_trail(found, request), icon=ICON
    )


def _with_themes(found: list[counted.Result], live: ResponseQuerySet, is_open: bool) -> list[counted.Result]:
    named = set(
        Theme.objects.filter(question__in=[one.question for one in found]).values_list("question", flat=True)
    )
    made = []
    for one in found:
        if one.question.pk in named:
            rows = Answer.objects.filter(question=one.question, response__in=live.values("pk")).exclude(
                text=""
            )
            counts = theme_counts.of(one.question, rows)
            one = replace(one, themes=counts.chart(is_open=is_open), n_without_theme=counts.n_left)
        made.append(one)
    return made


@needs(VIEW_PEOPLE)
@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Response by response, the newest first; or those put aside."""
    found = get_object_or_404(Questionnaire, pk=pk)
    rows = seeing.of(request).filter(questionnaire=found)
    is_aside = "aside" in request.GET
    rows = rows.exclude(aside_at=None) if is_aside else rows.live()
    if (before := query_params.key(request.GET.get("before", ""))) is not None:
        rows = rows.filter(pk__lt=before)
    rows = rows.select_related("person").prefetch_related(_ANSWERS)
    page = list(rows.order_by("-pk")[: PAGE + 1])
    shown = page[:PAGE]
    access_log.saw(request.user, {row.person_id for row in shown if row.person_id}, Look.How.LIST)
    context = {
        "questionnaire": found, "rows": shown, "is_aside": is_aside,
        "may_change": access.may(request.user, CHANGE_PEOPLE),
        "may_rule": access.everywhere(request.user, CHANGE_PEOPLE),
        "more": shown[-1].pk if len(page) > PAGE else "",
    }  # fmt: skip
    title = (_("Flagged as spam: %(form)s") if is_aside else _("Responses: %(form)s")) % {"form": found}
    return frame.page(
        request, "forms/responses.html", context, title=title, trail=_trail(found, request), icon=ICON
    )


@needs(CHANGE_PEOPLE)
@require_POST
@once
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(seeing.of(request, CHANGE_PEOPLE), pk=pk)
    back = reverse("forms:responses", args=[found.questionnaire_id])
    deed: Any = request.POST.get("do")
    try:
        if deed == "remove":
            actions.remove(response=found)
            messages.success(request, _("Response deleted."))
        elif deed == "back":
            actions.take_back(response=found)
            messages.success(request, _("Response restored. It counts once its address is confirmed."))
        elif deed == "aside":
            actions.put_aside(response=found)
            messages.success(request, _("Response flagged as spam. You can restore it."))
            return redirect(back)
    except Refused as why:
        messages.error(request, str(why))
    return redirect(f"{back}?aside")


DEEDS: dict[str, Callable[..., None]] = {
    "aside": actions.put_aside, "back": actions.take_back, "remove": actions.remove,
}  # fmt: skip


@needs(CHANGE_PEOPLE)
@require_POST
@once
def decided(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of many at once: those ticked, or all of the page."""
    found = get_object_or_404(Questionnaire, pk=pk)
    ticked = query_params.keys(request.POST.getlist("page" if "all" in request.POST else "who"))[:PAGE]
    deed = DEEDS.get(request.POST.get("do", ""))
    back = reverse("forms:responses", args=[pk]) + ("" if request.POST.get("do") == "aside" else "?aside")
    if deed is None or not ticked:
        messages.error(request, _("Select at least one response first."))
        return redirect(back)
    n = 0
    mine = seeing.of(request, CHANGE_PEOPLE).filter(questionnaire=found, pk__in=ticked)
    for one in mine.order_by("pk"):
        try:
            deed(response=one)
            n += 1
        except Refused as why:
            messages.error(request, f"{one.who.get('email', '')} {why}".strip())
    if n:
        messages.success(request, _said(request.POST["do"], n))
    return redirect(back)


def _said(deed: str, n: int) -> str:
    words = {
        "aside": ngettext("%(n)d response flagged as spam.", "%(n)d responses flagged as spam.", n),
        "back": ngettext("%(n)d response restored.", "%(n)d responses restored.", n),
        "remove": ngettext("%(n)d response deleted.", "%(n)d responses deleted.", n),
    }
    return words[deed] % {"n": n}


@needs(EXPORT_PEOPLE)
@require_POST
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = get_object_or_404(Questionnaire, pk=pk)
    kind = "xlsx" if request.POST.get("format") == "xlsx" else "csv"
    _exported, pieces = export_rows.export(questionnaire=found, user=me(request), format=kind)
    answer = StreamingHttpResponse(pieces, content_type=exports.FORMATS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer
