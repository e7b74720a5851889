"""Projects on the site; and for those who carry one: the agreement and the reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.networks.initiatives import page_links
from hustings.networks.initiatives.hooks import Part
from hustings.networks.initiatives.models import Application, State
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.views.public import linked, shown
from hustings.networks.projects import actions
from hustings.networks.projects.forms import AgreeForm, NeedForm, ReportForm
from hustings.networks.projects.models import Project
from hustings.people.persons.refusals import Refused

_LISTED = 200


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Projects that have a page, the newest first."""
    rows = Project.objects.shown().select_related("application__round__call")[:_LISTED]
    return shown(request, "projects/public/list.html", {"projects": rows}, reverse("projects:list"))


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Page of one: its words, how far it is, and what became of it."""
    rows = Project.objects.shown().select_related("application__round__call", "mentor")
    found = get_object_or_404(rows, pk=pk)
    words = {"project": found, "call": found.application.round.call, "milestones": found.milestones.all()}
    return shown(request, "projects/public/project.html", words, reverse("projects:project", args=[pk]))


def own_part(row: Application, token: str) -> Part | None:
    """The project on the page of its application, once the decision is told."""
    found = Project.objects.filter(application=row).select_related("mentor").first()
    if found is None or row.state != State.ACCEPTED or not row.is_told:
        return None
    words = {
        "project": found, "token": token, "agree_form": AgreeForm(initial={"name": row.name}),
        "milestones": found.milestones.all(), "reports": found.reports.all(),
        "instalments": found.instalments.select_related("books"), "needs": found.needs.told(),
        "need_form": NeedForm() if found.agreed_at and not found.ended_at else None,
    }  # fmt: skip
    return Part("projects/public/own.html", words)


def _of(row: Application) -> Project:
    found: Project = get_object_or_404(Project, application=row)
    return found


@linked
@require_POST
def agreement(request: HttpRequest, row: Application) -> HttpResponse:
    """Accept the agreement."""
    form = AgreeForm(request.POST)
    if form.is_valid():
        try:
            actions.agree(project=_of(row), name=form.cleaned_data["name"])
        except NotDone as refused:
            form.add_error(None, str(refused))
    if form.errors:
        words = {"application": row, "project": _of(row), "form": form, "token": row.link_token}
        return shown(request, "projects/public/agreement.html", words, status=422)
    return redirect(page_links.application(row))


@linked
@require_POST
def need(request: HttpRequest, row: Application) -> HttpResponse:
    """Look for a mentor or a desk in the exchange."""
    form = NeedForm(request.POST)
    if form.is_valid():
        try:
            actions.seek(project=_of(row), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
    if form.errors:
        words = {"application": row, "project": _of(row), "form": form, "token": row.link_token}
        return shown(request, "projects/public/need.html", words, status=422)
    return redirect(page_links.application(row) + "#project")


@linked
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, row: Application, pk: int) -> HttpResponse:
    """Write a report; until it is accepted it can be changed."""
    found = get_object_or_404(_of(row).reports.select_related("project"), pk=pk)
    is_sent = request.method == "POST"
    form = ReportForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, initial={"text": found.text}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.send_report(report=found, **form.cleaned_data)
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(page_links.application(row))
    words = {"application": row, "report": found, "form": form, "token": row.link_token}
    return shown(request, "projects/public/report.html", words, status=422 if form.errors else 200)
