"""HQ's pages of an open question's themes: what people named, what the machine proposes, which answers."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web import query_params
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look
from hustings.people.persons.refusals import Refused
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.site.forms import actions
from hustings.site.forms.models import Coding, Group, Question, Theme
from hustings.site.forms.theme_forms import CodeForm, SortForm, TakeForm, ThemeForm
from hustings.site.forms.themes import theme_counts, theme_proposals
from hustings.site.forms.views.building import ICON, builds

PAGE, SAMPLES, SHOWN = 50, 3, 100


def _trail(question: Question, *, is_below: bool = False) -> list[tuple[str, str]]:
    form = question.questionnaire
    found = [(reverse("forms:list"), _("Forms")), (reverse("forms:results", args=[form.pk]), str(form))]
    return [*found, (reverse("forms:themes", args=[question.pk]), str(question))] if is_below else found


def _saw(request: HttpRequest, people: Any) -> None:
    access_log.saw(request.user, {pk for pk in people if pk}, Look.How.LIST)


@builds(Question)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def themes(request: HttpRequest, found: Question) -> HttpResponse:
    form = ThemeForm(frame.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_theme(question=found, name=form.cleaned_data["name"])
            messages.success(request, _("Theme added: assign answers to it."))
            return redirect("forms:themes", found.pk)
        except Refused as why:
            form.add_error("name", str(why))
    groups = list(
        theme_proposals.waiting(found).select_related("theme").annotate(n=Count("suggestions")).order_by("-n")
    )
    for group in groups:
        best = group.suggestions.select_related("answer__response").order_by("-fit", "pk")[:SAMPLES]
        group.samples = [one.answer for one in best]  # type: ignore[attr-defined]
        group.form = TakeForm(found, initial=TakeForm.proposed(group))  # type: ignore[attr-defined]
    _saw(request, {one.response.person_id for group in groups for one in group.samples})  # type: ignore[attr-defined]
    context = {
        "question": found, "form": form, "groups": groups, "counts": theme_counts.of(found),
        "last": found.sortings.first(), "sort_form": SortForm(), "is_open_ended": found.is_open_ended,
    }  # fmt: skip
    return frame.page(
        request, "forms/themes.html", context, title=_("Themes: %(question)s") % {"question": found},
        trail=_trail(found), icon=ICON, status=422 if form.errors else 200,
    )  # fmt: skip


@builds(Question)
@require_safe
def progress(request: HttpRequest, found: Question) -> HttpResponse:
    """How far the machine is; the page anew once it is done."""
    last = found.sortings.first()
    answer = render(request, "forms/sorting_progress.html", {"question": found, "last": last})
    if last is None or last.done_at:
        answer["HX-Refresh"] = "true"
    return answer


@builds(Question)
@require_POST
@once
def sort(request: HttpRequest, found: Question) -> HttpResponse:
    form = SortForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["wanted"]
        if actions.ask_to_sort(question=found, wanted=wanted, user=me(request)):
            messages.success(request, _("Analysing the answers. Suggestions will appear here."))
        else:
            messages.info(request, _("The analysis is already running."))
    return redirect("forms:themes", found.pk)


@builds(Theme)
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, found: Theme) -> HttpResponse:
    form = ThemeForm(frame.posted(request), initial={"name": found.name})
    others = found.question.themes.exclude(pk=found.pk)
    try:
        if request.POST.get("do") == "remove":
            actions.remove_theme(theme=found)
            messages.success(request, _("Theme deleted. The answers stay."))
            return redirect("forms:themes", found.question_id)
        if request.POST.get("do") == "join":
            into = get_object_or_404(others, pk=query_params.key(request.POST.get("into", "")) or 0)
            actions.join_themes(theme=found, into=into)
            messages.success(request, _("Themes merged."))
            return redirect("forms:themes", found.question_id)
        if request.method == "POST" and form.is_valid():
            actions.rename_theme(theme=found, name=form.cleaned_data["name"])
            messages.success(request, _("Saved."))
            return redirect("forms:themes", found.question_id)
    except Refused as why:
        form.add_error("name", str(why))
    context = {"theme": found, "form": form, "others": others, "n": found.codings.count()}
    return frame.page(
        request, "forms/theme.html", context, title=str(found), icon=ICON,
        trail=_trail(found.question, is_below=True), status=422 if form.errors else 200,
    )  # fmt: skip


@builds(Group)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def group(request: HttpRequest, found: Group) -> HttpResponse:
    """A proposal: its answers, and what becomes of it."""
    question = found.sorting.question
    back = redirect("forms:themes", question.pk)
    form = TakeForm(question, frame.posted(request), initial=TakeForm.proposed(found))
    try:
        if request.POST.get("do") == "refuse":
            actions.refuse_group(group=found)
            messages.success(request, _("Suggestion dismissed."))
            return back
        if request.method == "POST" and form.is_valid():
            kept, seen = (query_params.keys(request.POST.getlist(name)) for name in ("kept", "seen"))
            theme = actions.take_group(
                group=found, theme=form.theme, left_out=set(seen) - set(kept), user=me(request)
            )
            messages.success(request, _("Answers assigned to “%(theme)s”.") % {"theme": theme})
            return back
    except Refused as why:
        form.add_error(None, str(why))
    if found.decided_at:
        return back
    rows = found.suggestions.select_related("answer__response__person").order_by("-fit", "pk")
    shown = list(rows[:SHOWN])
    _saw(request, {row.answer.response.person_id for row in shown})
    n = rows.count()
    context = {"group": found, "form": form, "rows": shown, "n": n, "n_more": n - len(shown)}
    return frame.page(
        request, "forms/group.html", context, title=_("Suggestion: %(words)s") % {"words": found},
        trail=_trail(question, is_below=True), icon=ICON, status=422 if form.errors else 200,
    )  # fmt: skip


@builds(Question)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def answers(request: HttpRequest, found: Question) -> HttpResponse:
    """Answer by answer, to read and to give themes."""
    if request.method == "POST":
        return _coded(request, found)
    of, words = request.GET.get("theme", ""), query_params.text(request)
    rows = theme_proposals.answers_of(found)
    if of == "none":
        rows = rows.filter(~Exists(Coding.objects.filter(answer=OuterRef("pk"))))
    elif theme := query_params.key(of):
        rows = rows.filter(codings__theme=theme, codings__theme__question=found)
    if words:
        rows = rows.filter(Q(text__icontains=words))
    if before := query_params.key(request.GET.get("before", "")):
        rows = rows.filter(response__lt=before)
    named = Prefetch("codings", Coding.objects.select_related("theme").order_by("theme__name"))
    page = list(
        rows.select_related("response__person").prefetch_related(named).order_by("-response")[: PAGE + 1]
    )
    shown = page[:PAGE]
    _saw(request, {row.response.person_id for row in shown})
    context = {
        "question": found, "rows": shown, "of": of, "words": words, "themes": list(found.themes.all()),
        "more": shown[-1].response_id if len(page) > PAGE else "",
    }  # fmt: skip
    return frame.page(
        request, "forms/theme_answers.html", context, title=_("Answers: %(of)s") % {"of": found},
        trail=_trail(found, is_below=True), icon=ICON,
    )  # fmt: skip


def _coded(request: HttpRequest, question: Question) -> HttpResponse:
    form = CodeForm(question, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose answers and a theme."))
    elif request.POST.get("do") == "take_off":
        n = actions.uncode(theme=form.theme, answers=form.answers)
        said = ngettext("%(n)s answer removed from this theme.", "%(n)s answers removed from this theme.", n)
        messages.success(request, said % {"n": n})
    else:
        n = actions.code(theme=form.theme, answers=form.answers, user=me(request))
        said = ngettext("%(n)s answer assigned to “%(theme)s”.", "%(n)s answers assigned to “%(theme)s”.", n)
        messages.success(request, said % {"n": n, "theme": form.theme})
    query = request.GET.urlencode()
    return redirect(reverse("forms:theme_answers", args=[question.pk]) + (f"?{query}" if query else ""))
