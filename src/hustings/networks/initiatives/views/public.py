"""Calls on the site, the form that begins an application, and its own page behind a mailed link."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.lib.fields.uploaded_files import KINDS, NoFile
from hustings.foundation.lib.web import tongues
from hustings.foundation.lib.web.sent_files import sent
from hustings.networks.initiatives import actions, answers, hooks, page_links
from hustings.networks.initiatives.actions.applying import KIND
from hustings.networks.initiatives.forms import public as forms
from hustings.networks.initiatives.models import Application, Call, CoApplicant, Round, State
from hustings.networks.initiatives.refusals import NotDone
from hustings.people.signups.actions.submissions import TooMany
from hustings.people.signups.kinds import Closed
from hustings.people.signups.public_forms import responses
from hustings.people.signups.public_forms.course import FormCourse
from hustings.people.signups.public_forms.stamp import Stamp

_LISTED = 100


def shown(
    request: HttpRequest, template: str, words: dict[str, Any], here: str = "", status: int = 200
) -> HttpResponse:
    """A page in the site's look; ``here``: its own address, of those that are public."""
    context = {
        "tongues": tongues.others(here or request.path),
        "canonical": f"{settings.BASE_URL}{here}" if here else "",
        **words,
    }
    answer = render(request, template, context, status=status)
    if here and status == 200:
        answer.is_for_everybody = answer.is_counted = True  # type: ignore[attr-defined] # website.page_cache
    return answer


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Calls, those that are open first."""
    rows = list(Call.objects.shown().prefetch_related("rounds")[:_LISTED])
    found = [(row, current(row)) for row in rows]
    found.sort(key=lambda pair: pair[1] is None or not pair[1].is_open)
    return shown(request, "initiatives/public/list.html", {"calls": found}, reverse("initiatives:list"))


def current(call: Call) -> Round | None:
    """The round that is open, else the next one, else the last. ``rounds`` should be there."""
    rounds = [each for each in call.rounds.all() if each.opens_at and each.closes_at]
    for each in rounds:
        each.call = call
    is_open = [each for each in rounds if each.is_open]
    return next(iter(is_open or sorted(rounds, key=lambda one: str(one.opens_at), reverse=True)), None)


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Page of a call: its days, how it is decided, and the form that begins an application."""
    found = get_object_or_404(Call.objects.shown().prefetch_related("rounds__criteria"), slug=slug)
    here = reverse("initiatives:call", args=[slug])
    row = current(found)
    form = forms.begin_form(request, here) if row and row.is_open else None
    words = {"call": found, "round": row, "form": form, "here": here}
    return shown(request, "initiatives/public/call.html", words, here)


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Round.objects.filter(call__shown_at__isnull=False).select_related("call")
    return _Beginning(request, get_object_or_404(rows, pk=pk)).answer()


class _Beginning(FormCourse[forms.BeginForm, Round]):
    part, page = "initiatives/public/begin_form.html", "initiatives/public/begin.html"
    thanks, sent = "initiatives/public/sent_words.html", "initiatives:sent"
    called = "round"

    def empty(self, source: str, typed: Any) -> forms.BeginForm:
        return forms.begin_form(self.request, source, typed)

    def bound(self, stamp: Stamp) -> forms.BeginForm:
        return forms.BeginForm(stamp, self.request.POST)

    def take(self, form: forms.BeginForm) -> Application:
        said = responses.typed(self.request, form)
        typed = Application.typed(round=self.subject, title=form.cleaned_data["title"], **said)
        actions.begin(application=typed)
        return typed

    def refusal(self, form: forms.BeginForm) -> str | None:
        return None if self.subject.is_open else ""

    def closed(self, form: forms.BeginForm, why: str) -> HttpResponse:
        part, page = "initiatives/public/not_open_words.html", "initiatives/public/not_open.html"
        return self.give_back(form, part, page, call=self.subject.call)


def linked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of whoever has the link of an application: it gets the row. An unknown link leads to a page."""

    @never_cache
    @csrf_exempt  # the link itself is the key, and no cookie is read
    def found(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        try:
            row = KIND.rows().linked(token)
        except ObjectDoesNotExist:
            return render(request, "signups/links/link_unknown.html", {"kind": KIND}, status=404)
        if not row.is_confirmed:
            return redirect("initiatives:link", token)
        return view(request, row, **more)

    return found


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, row: Application) -> HttpResponse:
    """The page of an application: written, sent, decided, followed."""
    if request.method != "POST":
        return _page(request, row)
    is_sent = request.POST.get("go") == "send"
    is_final = is_sent or row.state == State.SENT  # what was sent stays whole
    form = forms.WriteForm(row, answers.questions_of(row.round), request.POST, is_final=is_final)
    if not form.is_valid():
        return _page(request, row, form=form)
    try:
        actions.write(application=row, values=form.values())
        if is_sent:
            actions.hand_in(application=row)
    except NotDone as refused:
        form.add_error(None, str(refused))
        return _page(request, row, form=form)
    return redirect(f"{page_links.application(row)}?done={'sent' if is_sent else 'saved'}")


def _page(request: HttpRequest, row: Application, **tried: Any) -> HttpResponse:
    questions = answers.questions_of(row.round)
    is_open = row.state in {State.DRAFT, State.SENT} and row.round.takes(row.asked_at)
    form = tried.get("form") or (forms.WriteForm(row, questions) if is_open else None)
    words = {
        "application": row, "round": row.round, "call": row.round.call, "token": row.link_token,
        "form": form, "is_open": is_open, "said": answers.said(row, questions),
        "file_form": tried.get("file_form") or forms.FileForm(),
        "invite_form": tried.get("invite_form") or forms.InviteForm(),
        "attachments": row.attachments.all(), "coapplicants": row.coapplicants.order_by("pk"),
        "parts": hooks.own(row, row.link_token), "done": request.GET.get("done", ""),
        "state": _state(row),
    }  # fmt: skip
    wrong = any(one.errors for one in tried.values())
    return shown(request, "initiatives/public/application.html", words, status=422 if wrong else 200)


def _state(row: Application) -> str:
    """The state that the applicant may know."""
    if row.state == State.DRAFT or row.is_told:
        return str(row.get_state_display())
    return ""


def _back(row: Application, done: str = "") -> HttpResponse:
    return redirect(f"{page_links.application(row)}{f'?done={done}' if done else ''}#files")


@linked
@require_POST
def files(request: HttpRequest, row: Application) -> HttpResponse:
    """Add a file."""
    form = forms.FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_file(application=row, file=form.cleaned_data["file"])
            return _back(row, "file")
        except (NotDone, NoFile) as refused:
            form.add_error("file", str(refused))
    return _page(request, row, file_form=form)


@linked
@require_safe
def file(request: HttpRequest, row: Application, pk: int) -> HttpResponseBase:
    """One of their own files, as jurors get it."""
    found = get_object_or_404(row.attachments.all(), pk=pk)
    answer = sent(found.file, KINDS[found.ending][1], name=found.name)
    answer["Cache-Control"] = "no-store"
    return answer


@linked
@require_POST
def file_removal(request: HttpRequest, row: Application, pk: int) -> HttpResponse:
    """Take a file away."""
    found = get_object_or_404(row.attachments.select_related("application"), pk=pk)
    try:
        actions.remove_file(attachment=found)
    except NotDone as refused:
        form = forms.FileForm(request.POST)
        form.add_error(None, str(refused))
        return _page(request, row, file_form=form)
    return _back(row)


@linked
@require_POST
def people(request: HttpRequest, row: Application) -> HttpResponse:
    """Invite a co-applicant."""
    form = forms.InviteForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        invited = CoApplicant.typed(
            address=said["email"], source=row.source, consents={}, application=row, language=row.language,
            given_name=said["given_name"], family_name=said["family_name"],
            visitor=responses.visitor(request),
        )  # fmt: skip
        try:
            actions.invite(coapplicant=invited)
            return _back(row, "invited")
        except (NotDone, Closed) as refused:
            form.add_error("email", str(refused))
        except TooMany:
            form.add_error(None, _("Too many invitations for now. Try again in an hour."))
    return _page(request, row, invite_form=form)
