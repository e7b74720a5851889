"""Projects in HQ: the list, the record of one and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Day, Number, State, Title
from hustings.foundation.lib.web.buttons import done
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.foundation.lib.web.sent_files import sent
from hustings.money.ledger.rights import RUN_MONEY
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.refusals import NotDone
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.initiatives.views.frame import ICON, calls_of, sees
from hustings.networks.projects import actions, forms
from hustings.networks.projects.models import Instalment, Milestone, Project, Report
from hustings.people.persons.refusals import Refused
from hustings.site.website.serving import site_version

PROJECTS = pgettext_lazy("menu", "Supported projects")
_LIST, _RECORD = "projects_hq:projects", "projects_hq:project"


def _state(row: Project) -> tuple[str, Any]:
    if row.ended_at:
        return "done", pgettext_lazy("project", "ended")
    if row.agreed_at:
        return "running", pgettext_lazy("project", "under way")
    return "waiting", pgettext_lazy("project", "agreement to accept")


def _rows(user: Any) -> QuerySet[Project]:
    rows = Project.objects.filter(application__round__call__in=calls_of(user))
    return rows.select_related("application__round__call", "application__person", "mentor")


class Projects(Resource):
    """All that this user sees, the newest first."""

    guard = access.guard(sees)
    title, icon = PROJECTS, ICON
    columns = (
        Title("name", gettext_lazy("Project"), url=_RECORD, under=lambda row: str(row.application.round)),
        State("state", gettext_lazy("State"), accessor=_state),
        Day("ends_on", gettext_lazy("Ends on")),
        Number("n_late", gettext_lazy("Reports overdue")),
    )
    empty = gettext_lazy("No project yet: they come from calls whose letters have been sent.")

    def rows(self) -> QuerySet[Project]:
        late = Q(reports__sent_at=None, reports__due_on__lt=timezone.localdate())
        return _rows(self.user).annotate(n_late=Count("reports", filter=late))


def _of(request: HttpRequest, pk: int, *, runs: bool = False) -> Project:
    rows = _rows(request.user)
    if runs:
        rows = rows.filter(application__in=_run_by(request.user))
    return get_object_or_404(rows, pk=pk)


def _run_by(user: Any) -> Any:
    return Application.objects.of(user, RUN_CALLS)


@access.guard(sees)
@require_http_methods(["GET", "HEAD"])
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of one."""
    return _shown(request, _of(request, pk))


def _shown(request: HttpRequest, row: Project, **tried: Any) -> HttpResponse:
    may_run = (
        access.may(request.user, RUN_CALLS) and _run_by(request.user).filter(pk=row.application_id).exists()
    )
    may_pay = access.may(request.user, RUN_MONEY)
    made: dict[str, Any] = {}
    if may_run:
        made = {"milestone": forms.MilestoneForm(prefix="milestone"), "due": forms.DueForm(row, prefix="due")}
    if may_run and may_pay:
        made["instalment"] = forms.InstalmentForm(row, user=request.user, prefix="instalment")
        made["paid"] = forms.PaidForm(initial={"on": timezone.localdate()}, prefix="paid")
    words = {
        "project": row, "call": row.application.round.call, "state": _state(row), "may_run": may_run,
        "may_pay": may_run and may_pay, "forms": made | tried, "milestones": row.milestones.all(),
        "reports": row.reports.all(), "instalments": row.instalments.select_related("books", "milestone"),
        "needs": row.needs.told(),
    }  # fmt: skip
    context = frame(row.name, (_url(), str(PROJECTS)), icon=ICON)
    status = 422 if any(form.errors for form in tried.values()) else 200
    return render(request, "projects/hq/project.html", context | words, status=status)


def _url() -> str:
    return reverse(_LIST)


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its days, agreement, mentor and public words."""
    row = _of(request, pk, runs=True)
    form = forms.ProjectForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(project=row, values=form.values(), by=me(request))
        except NotDone as refused:
            form.add_error(None, str(refused))
        else:
            site_version.renew()
            messages.success(request, _("Saved."))
            return redirect(_RECORD, pk)
    context = frame(_("Edit"), (_url(), str(PROJECTS)), icon=ICON) | {"form": form, "submit": _("Save")}
    return render(request, "initiatives/hq/form.html", context, status=status_of(form))


def _done(request: HttpRequest, pk: int, deed: Callable[[], Any], words: Any) -> HttpResponse:
    """Do what a button asks for, and renew the public pages."""

    def renewing() -> None:
        deed()
        site_version.renew()

    return done(request, renewing, words, _RECORD, pk, refused=Refused)


@needs(RUN_CALLS)
@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it a public page, or take it off; end it."""
    row = _of(request, pk, runs=True)
    if request.POST.get("go") == "end":
        return _done(request, pk, lambda: actions.end(project=row, by=me(request)), _("Ended."))
    at = timezone.now() if request.POST.get("go") == "show" else None
    deed = lambda: actions.change_project(project=row, values={"shown_at": at}, by=me(request))  # noqa: E731
    return _done(request, pk, deed, _("Saved."))


@needs(RUN_CALLS)
@require_POST
@once(_LIST)
def additions(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a milestone, a day of a report, or an instalment."""
    row = _of(request, pk, runs=True)
    form: Any = None
    if kind == "milestone":
        form = forms.MilestoneForm(request.POST, prefix=kind)
    elif kind == "due":
        form = forms.DueForm(row, request.POST, prefix=kind)
    elif kind == "instalment" and access.may(request.user, RUN_MONEY):
        form = forms.InstalmentForm(row, request.POST, user=request.user, prefix=kind)
    if form is None:
        raise Http404
    if not form.is_valid():
        return _shown(request, row, **{kind: form})
    said = form.cleaned_data
    if kind == "milestone":
        row.milestones.create(**said)
    elif kind == "due":
        row.reports.create(due_on=said["due_on"])
    else:
        row.instalments.create(books=said["account"].books, **said)
    messages.success(request, _("Added."))
    return redirect(_RECORD, pk)


def _milestone(row: Project, key: int) -> Any:
    found = get_object_or_404(Milestone, project=row, pk=key)
    return lambda: Milestone.objects.filter(pk=found.pk).update(done_on=timezone.localdate())


@needs(RUN_CALLS)
@require_POST
def milestone(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Note that a milestone is done."""
    return _done(request, pk, _milestone(_of(request, pk, runs=True), key), _("Saved."))


@needs(RUN_CALLS)
@require_POST
def acceptance(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Accept a report."""
    report = get_object_or_404(Report, project=_of(request, pk, runs=True), pk=key)
    return _done(
        request, pk, lambda: actions.accept_report(report=report, by=me(request)), _("Report accepted.")
    )


@needs(RUN_CALLS, RUN_MONEY)
@require_POST
@once(_LIST)
def payment(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Note the payment of an instalment: it is written into the books."""
    row = _of(request, pk, runs=True)
    found = get_object_or_404(Instalment.objects.select_related("project", "books"), project=row, pk=key)
    form = forms.PaidForm(request.POST, prefix="paid")
    if not form.is_valid():
        return _shown(request, row, paid=form)
    deed = lambda: actions.pay(instalment=found, on=form.cleaned_data["on"], by=me(request))  # noqa: E731
    return _done(request, pk, deed, _("Payment recorded in the books."))


@access.guard(sees)
@require_safe
def file(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """The file of a report."""
    found = get_object_or_404(Report, project=_of(request, pk), pk=key)
    return sent(found.file, name=found.file_name)
