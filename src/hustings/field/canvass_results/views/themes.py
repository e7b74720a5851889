"""HQ: what people said in their own words, by theme and answer by answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings.field.canvass_results import actions, forms, grouping, scopes, tallies
from hustings.field.canvass_results.models import Grouping, Placing
from hustings.field.canvass_results.views.subjects import RESULTS
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib import dates
from hustings.foundation.lib.display import charts
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import frame
from hustings.people.scripts.models import Answer, Script
from hustings.site.forms.results import shares_of
from hustings.site.forms.themes import likeness

PAGE, SAMPLES = 50, 3
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@needs(ORGANISE_CANVASSING)
@_GET_POST
def themes(request: HttpRequest, kind: str, pk: int, script: int, question: str) -> HttpResponse:
    """Groups of answers that are alike; a form has them made, another names one."""
    scope = scopes.found(request.user, kind, pk)
    if not scopes.may_read(request.user, scope):
        raise Http404
    asked: Script = get_object_or_404(scope.scripts(), pk=script)
    step = tallies.step_of(asked, question)
    if step.options:
        raise Http404
    of = {"kind": kind, "subject": pk, "script": asked, "question": question}
    found = Grouping.objects.filter(**of).first()
    if request.method == "POST":
        _do(request, scope, asked, question, found)
        return redirect("canvass_results:themes", kind, pk, script, question)
    results = (reverse("canvass_results:results", args=[kind, pk]), scope.title)
    words = frame(step.text, (reverse("canvass_results:plans"), str(RESULTS)), results, icon="home")
    words |= _shown(request, found or Grouping(**of))
    return render(request, "canvass_results/hq/themes.html", words)


def _do(
    request: HttpRequest, scope: scopes.Scope, script: Script, question: str, found: Grouping | None
) -> None:
    asked = forms.GroupForm(request.POST)
    if asked.is_valid():
        actions.ask_to_group(
            scope=scope, script=script, question=question, wanted=asked.cleaned_data["wanted"],
            user=me(request),
        )  # fmt: skip
        messages.success(request, _("Analysing the answers. Suggestions will appear here."))
    elif found:
        try:
            if said := _changed(request, found):
                messages.success(request, said)
        except actions.SameTheme:
            messages.error(request, _("A theme with this name already exists."))
        except actions.Changed:
            messages.error(request, _("The answers were grouped anew. Look again."))


_FORMS = {"refuse": forms.ThemeForm, "join": forms.JoinForm, "move": forms.MoveForm}


def _changed(request: HttpRequest, found: Grouping) -> str:
    """Words about what was done to a group or to answers; none where nothing was."""
    deed = request.POST.get("do", "")
    form = _FORMS.get(deed, forms.NameForm)(request.POST)
    if not form.is_valid():
        return ""
    said = form.cleaned_data | {"grouping": found, "user": me(request)}
    if isinstance(form, forms.MoveForm):
        n = actions.move_answers(answers=form.answers, **said)
        return ngettext("%(n)s answer moved.", "%(n)s answers moved.", n) % {"n": n} if n else ""
    if deed == "refuse":
        actions.dismiss_theme(**said)
        return _("Suggestion dismissed.")
    deeds = actions.join_themes if deed == "join" else actions.name_theme
    deeds(**said)
    return _("Saved.")


def _shown(request: HttpRequest, found: Grouping) -> dict[str, Any]:
    rows = grouping.answers_of(found)
    text, at = query_params.text(request), query_params.key(request.GET.get("theme", ""))
    shown = rows.filter(text__icontains=text) if text else rows
    if at and at <= len(found.groups):
        shown = shown.filter(pk__in=found.groups[at - 1]["answers"][: grouping.SHOWN])
    groups = _groups(found)
    points = [(one["title"], one["n"]) for one in groups]
    headings = [_("theme"), _("of the answers"), _("margin of error"), _("number")]
    page = Paginator(shown.order_by("-pk"), PAGE).get_page(request.GET.get("p"))
    return {
        "found": found, "groups": groups, "form": forms.GroupForm(), "few": likeness.WORTH,
        "n": rows.count(), "text": text, "theme": at,
        "chart": charts.shares(
            shares_of(points, found.n_answers, frozenset()), label=_("Themes"), headings=headings
        ) if points else "",
        "page": page, "lines": _lines(found, list(page.object_list)),
    }  # fmt: skip


def _groups(found: Grouping) -> list[dict[str, Any]]:
    """Each group with its title, its number and the answers that fit best."""
    best = [pk for one in found.groups for pk in one["answers"][:SAMPLES]]
    texts = dict(Answer.objects.filter(pk__in=best).values_list("pk", "text"))
    return [
        {
            "at": at, "title": grouping.title(one), "mark": grouping.mark(one), "n": len(one["answers"]),
            "samples": [texts[pk] for pk in one["answers"][:SAMPLES] if pk in texts],
        }
        for at, one in enumerate(found.groups)
    ]  # fmt: skip


def _lines(found: Grouping, shown: list[Answer]) -> list[dict[str, Any]]:
    """Answers of a page, each with its themes and who moved it."""
    of = {one.pk: list[str]() for one in shown}
    for group in found.groups:
        for pk in of.keys() & set(group["answers"]):
            of[pk].append(grouping.title(group))
    placings = found.placings.filter(answer__in=list(of)).select_related("user") if found.pk else ()
    moved = {one.answer_id: one for one in placings}
    return [{"answer": one, "themes": of[one.pk], "moved": _moved(moved.get(one.pk))} for one in shown]


def _moved(placing: Placing | None) -> str:
    if placing is None:
        return ""
    day = dates.date_format(timezone.localtime(placing.placed_at), "SHORT_DATE_FORMAT")
    who = placing.user
    return (
        _("moved on %(day)s by %(who)s") % {"day": day, "who": who}
        if who
        else _("moved on %(day)s") % {"day": day}
    )
