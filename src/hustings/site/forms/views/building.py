"""HQ's pages to build a form."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once
from hustings.site.forms import actions, forms
from hustings.site.forms.models import Question, Questionnaire
from hustings.site.forms.models.responses import live
from hustings.site.forms.views import seeing
from hustings.site.website.hq import published

ICON = "form"


def trail(of: Questionnaire | None = None) -> list[tuple[str, str]]:
    found = [(reverse("forms:list"), _("Forms"))]
    return [*found, (reverse("forms:form", args=[of.pk]), str(of))] if of else found


def builds(model: Any) -> Any:
    """For those who may change people everywhere: a form is everybody's."""

    def decorate(view: Callable[..., HttpResponse]) -> Any:
        @needs(CHANGE_PEOPLE)
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            if not access.everywhere(request.user, CHANGE_PEOPLE):
                return access.denied(request)
            return view(request, get_object_or_404(model, pk=pk))

        return guarded

    return decorate


@seeing.sums
@require_http_methods(["GET", "HEAD", "POST"])
@once
def listed(request: HttpRequest) -> HttpResponse:
    may_change = access.everywhere(request.user, CHANGE_PEOPLE)
    if request.method == "POST" and not may_change:
        return access.denied(request)
    form = forms.NewForm(frame.posted(request))
    if request.method == "POST" and form.is_valid():
        made = form.save()
        messages.success(request, _("Form created: add its questions."))
        return redirect("forms:form", made.pk)
    counts = live("responses__")
    rows = Questionnaire.objects.annotate(
        n=Count("responses", filter=counts), last_at=Max("responses__confirmed_at", filter=counts)
    )
    context = {"rows": rows, "form": form, "may_change": may_change}
    status = 422 if form.errors else 200
    return frame.page(request, "forms/list.html", context, title=_("Forms"), icon=ICON, status=status)


@builds(Questionnaire)
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    """A form: its questions, and all else about it."""
    title = str(found)
    form = forms.QuestionnaireForm(frame.posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("forms:form", found.pk)
    questions = found.questions.select_related("asks_if", "field").annotate(
        n=Count("answers__response", distinct=True)
    )
    rows = list(questions.order_by("step", "position", "pk"))  # a count forgets the order of the model
    context = {
        "form": form, "questionnaire": found, "questions": [one for one in rows if not one.retired_at],
        "left_out": [one for one in rows if one.retired_at], "languages": _languages(),
        "may_embed": found.opens_at and access.may(request.user, EDIT_SITE),
        "published": _published(found, request.user),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return frame.page(
        request, "forms/build.html", context, title=title, trail=trail(), icon=ICON, status=status
    )


def _published(found: Questionnaire, user: Any) -> list[published.Published]:
    """Its address in each language that it is written in, once it has opened."""
    rows = []
    for code, _name in settings.LANGUAGES:
        if found.opens_at and found.texts.get(code, {}).get("title"):
            with override(code):
                url = settings.BASE_URL + found.path
            rows.append(published.at(code, url, f"form-{found.pk}-{code}", user))
    return rows


def _languages() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@builds(Questionnaire)
@require_POST
def opening(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    if "close" in request.POST:
        actions.close(questionnaire=found)
        messages.success(request, _("Form closed."))
    elif "open" in request.POST:
        actions.open_now(questionnaire=found)
        messages.success(request, _("Form published."))
    return redirect("forms:form", found.pk)


@builds(Questionnaire)
@require_POST
def removal(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    try:
        actions.remove_questionnaire(questionnaire=found)
    except Refused as why:
        messages.error(request, str(why))
        return redirect("forms:form", found.pk)
    messages.success(request, _("Form deleted."))
    return redirect("forms:list")


@builds(Questionnaire)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def question_add(request: HttpRequest, found: Questionnaire) -> HttpResponse:
    last = found.questions.aggregate(last=Max("step"))["last"] or 1
    return _question(request, Question(questionnaire=found, step=last), _("Add a question"))


@builds(Question)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, found: Question) -> HttpResponse:
    return _question(request, found, str(found))


def _question(request: HttpRequest, found: Question, title: str) -> HttpResponse:
    form = forms.QuestionForm(frame.posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_question(question=form.filled(), options=form.options)
            messages.success(request, _("Saved."))
            return redirect("forms:form", found.questionnaire_id)
        except Refused as why:
            form.add_error(None, str(why))
    context = {"form": form, "question": found, "n": found.answers.count() if found.pk else 0}
    return frame.page(
        request, "forms/build_question.html", context, title=title, trail=trail(found.questionnaire),
        icon=ICON, status=422 if form.errors else 200,
    )  # fmt: skip


@builds(Question)
@require_POST
@once
def move(request: HttpRequest, found: Question) -> HttpResponse:
    form = forms.MoveForm(request.POST)
    if form.is_valid() and not found.retired_at:
        actions.move_question(question=found, **form.cleaned_data)
        messages.success(request, _("%(what)s was moved.") % {"what": found})
    return redirect("forms:form", found.questionnaire_id)


@builds(Question)
@require_POST
def retire(request: HttpRequest, found: Question) -> HttpResponse:
    """Ask it no more, or again."""
    try:
        actions.retire_question(question=found)
        messages.success(request, _("Saved."))
    except Refused as why:
        messages.error(request, str(why))
    return redirect("forms:form", found.questionnaire_id)


@builds(Question)
@require_POST
@once
def version(request: HttpRequest, found: Question) -> HttpResponse:
    if found.retired_at:
        return redirect("forms:form", found.questionnaire_id)
    made = actions.copy_question(question=found)
    messages.success(request, _("New version created. The old one keeps its answers."))
    return redirect("forms:question", made.pk)
