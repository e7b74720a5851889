"""HQ: scripts, their words, how they read on a phone, and what people answered."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Moment, Number, State, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.scripts import actions, forms, results, talk
from hustings.people.scripts.models import Answer, Script
from hustings.people.scripts.rights import WRITE_SCRIPTS

page = Pages("scripts/hq", "scripts:scripts", gettext_lazy("Scripts"), "doc-full", top="scripts")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _state(one: Any) -> tuple[str, Any]:
    return ("closed", _("archived")) if one.archived_at else ("open", _("in use"))


class Scripts(Resource):
    """All scripts, by name."""

    guard = needs(WRITE_SCRIPTS)
    title, icon = gettext_lazy("Scripts"), "doc-full"
    order = ("name", "pk")
    buttons = (Button(gettext_lazy("New script"), "scripts:script_new"),)
    columns = (
        Title("name", gettext_lazy("Script"), url="scripts:script"),
        Number("n_versions", gettext_lazy("Versions")),
        Moment("changed_at", gettext_lazy("Last change")),
        State("state", gettext_lazy("Status"), accessor=_state),
    )
    empty = gettext_lazy("No script yet. Write one: the words callers say, and the questions they ask.")

    def rows(self) -> QuerySet[Script]:
        return Script.objects.annotate(n_versions=Count("versions"), changed_at=Max("versions__made_at"))


@needs(WRITE_SCRIPTS)
@require_safe
def script(request: HttpRequest, pk: int) -> HttpResponse:
    """One script as callers see it, and its answers from the people whom the user may see."""
    found = get_object_or_404(Script, pk=pk)
    version = found.current
    answers = Answer.objects.filter(version__script=found)
    if not access.everywhere(request.user, VIEW_PEOPLE):
        answers = answers.filter(person__in=Person.objects.visible_to(request.user).values("pk"))
    words = answers.exclude(text="").select_related("version").order_by("-pk")[:20]
    context: dict[str, Any] = {
        "script": found, "version": version, "talk": forms.TalkFields(version.walked() if version else []),
        "results": results.of(found, answers), "words": [(one.step(), one.text) for one in words],
        "may_change": Script.objects.of(me(request)).filter(pk=pk).exists(),
    }  # fmt: skip
    return page(request, "script", found.name, context)


@needs(WRITE_SCRIPTS)
@_GET_POST
@once("scripts:scripts")
def script_new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(WRITE_SCRIPTS)
@_GET_POST
def script_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(Script.objects.of(me(request)), pk=pk))


def _form(request: HttpRequest, found: Script | None) -> HttpResponse:
    form = forms.ScriptForm(request.POST if request.method == "POST" else None, script=found)
    if form.is_valid():
        try:
            kept = actions.save_script(
                script=found, name=form.cleaned_data["name"], texts=form.texts, user=me(request)
            )
        except talk.BadScript as bad:
            form.add_error(None, forms.said(bad))
        else:
            messages.success(request, _("Saved."))
            return redirect("scripts:script", kept.pk)
    title = found.name if found else _("New script")
    context = {"form": form, "script": found, "example": forms.EXAMPLE}
    return page(request, "script_edit", title, context, status_of(form))


@needs(WRITE_SCRIPTS)
@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no more, or again."""
    found = get_object_or_404(Script.objects.of(me(request)), pk=pk)
    if "back" in request.POST:
        actions.bring_back(script=found)
    else:
        actions.archive(script=found)
    messages.success(request, _("Saved."))
    return redirect("scripts:script", pk)
