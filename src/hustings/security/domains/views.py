"""HQ pages of domain security, for those who guard the team's mailboxes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Choice, Column, Day, Number, Title
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.security.domains import (
    accounts,
    actions,
    dns_records,
    forms,
    mta_sts,
    passkeys,
    report_reader,
    senders,
    steps,
)
from hustings.security.domains.models import Account, Domain, Reading, Report

MOST_ACCOUNTS = 1_000
guards = needs(GUARD_MAIL)


page = Pages("domains", "domains:house", gettext_lazy("Our domains"), "home", top="house")


@guards
def house(request: HttpRequest) -> HttpResponse:
    """Domains and how they stand, and one more; accounts and passkeys in numbers."""
    form = forms.DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.save_domain(values=form.cleaned_data, user=request.user)  # type: ignore[arg-type]
            return redirect("domains:domain", made.pk)
        except actions.Taken as taken:
            form.add_error("name", str(taken))
    own = accounts.own()
    rows = list(Account.objects.filter(ended_at=None)[:MOST_ACCOUNTS])
    context = {
        "form": form, "domains": Domain.objects.annotate(n_reports=Count("reports")).defer("findings"),
        "lacking": passkeys.lacking(), "n_team": passkeys.n_team(), "n_accounts": len(rows),
        "n_worries": sum(bool(accounts.worries(row, own)) for row in rows),
        "n_outside": sum(bool(accounts.outside(row, own)) for row in rows),
        "mailboxes": Reading.objects.all(), "has_mailbox": bool(settings.REPORT_MAILBOXES),
    }  # fmt: skip
    return page(request, "house", _("Our domains"), context, status_of(form))


@guards
def domain(request: HttpRequest, pk: int) -> HttpResponse:
    """One domain: what was found, the records to set, who sends in its name."""
    row = get_object_or_404(Domain, pk=pk)
    form = forms.DomainFactsForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.save_domain(domain=row, values=form.cleaned_data, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved. The check starts in a moment."))
        return redirect("domains:domain", pk)
    return _domain(request, row, form)


@guards
@require_POST
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Domain, pk=pk)
    form = forms.PolicyForm(request.POST, instance=row)
    if form.is_valid():
        actions.set_policy(domain=row, values=form.cleaned_data, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Saved. Now update the record _mta-sts as shown."))
        return redirect("domains:domain", pk)
    return _domain(request, Domain.objects.get(pk=pk), forms.DomainFactsForm(instance=row), form)


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in map(str, senders.SPANS) else senders.DAYS


def _domain(request: HttpRequest, row: Domain, form: Any, policy_form: Any = None) -> HttpResponse:
    stands = senders.of(row)
    step = steps.next_step(row, stands, dns_records.report_address(row.name))
    days = _days(request)
    context = {
        "domain": row, "form": form, "stands": stands, "step": step,
        "records": list(dns_records.wanted(row, step)),
        "chart": senders.chart(row, days), "days": days, "spans": senders.SPANS,
        "failures": senders.failures(row, days),
        "policy_form": policy_form or forms.PolicyForm(instance=row),
        "policy": mta_sts.policy(row) if row.sts_mode else "",
    }  # fmt: skip
    return page(request, "domain", row.name, context, max(status_of(form), status_of(context["policy_form"])))


@guards
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    actions.look_again(domain=get_object_or_404(Domain, pk=pk))
    messages.success(request, _("Check in progress: reload the page in a moment."))
    return redirect("domains:domain", pk)


@guards
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Domain, pk=pk)
    actions.remove_domain(domain=row, user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("“%(name)s” and its reports have been removed.") % {"name": row.name})
    return redirect("domains:house")


@guards
@require_POST
def source(request: HttpRequest, pk: int) -> HttpResponse:
    form = forms.SourceForm(request.POST)
    if form.is_valid():
        answers = {"ours": True, "foreign": False}
        actions.name_source(
            source=form.cleaned_data["source"], is_ours=answers.get(form.cleaned_data["answer"]),
            user=request.user,  # type: ignore[arg-type]
        )  # fmt: skip
        messages.success(request, _("Noted."))
    return redirect("domains:domain", pk)


class Reports(Resource):
    """Reports of receivers, the newest first; others are taken from files."""

    guard = guards
    title, icon = gettext_lazy("Provider reports"), "home"
    trail = (("domains:house", gettext_lazy("Our domains")),)
    order = ("-ends_at", "-pk")
    columns = (
        Title("reporter", gettext_lazy("Reporter")),
        Choice("get_kind_display", gettext_lazy("Protection")),
        Column("domain.name", gettext_lazy("Domain")),
        Day("begins_at", gettext_lazy("From")),
        Number("n_good", gettext_lazy("Passed")),
        Number("n_bad", gettext_lazy("Failures")),
    )
    empty = gettext_lazy("No report yet.")
    form_class, form_submit = forms.ReportForm, gettext_lazy("Upload report")

    def rows(self) -> QuerySet[Report]:
        return Report.objects.select_related("domain")

    def add(self, said: dict[str, Any]) -> None:
        try:
            _n, n_new = report_reader.take_in(said["file"].read())
        except (report_reader.NotYet, report_reader.NoReport, report_reader.NotOurs) as refused:
            raise ValidationError({"file": _why_not(refused)}) from refused
        messages.success(self.request, _("Report saved.") if n_new else _("This report was already here."))


def _why_not(refused: Exception) -> str:
    if isinstance(refused, report_reader.NotYet):
        return _("The report is about future dates. Ask its sender for a corrected one.")
    if isinstance(refused, report_reader.NotOurs):
        words = _("The report is about %(name)s, which isn’t on your list: add the domain first.")
        return words % {"name": refused.domain}
    return _("This isn’t a DMARC or TLS report: choose the e-mail or its attachment.")


@guards
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    return _team(request, forms.AccountsForm())


def _team(request: HttpRequest, form: Any, problems: list[tuple[int, str]] | None = None) -> HttpResponse:
    own = accounts.own()
    rows = [
        (row, accounts.worries(row, own)) for row in Account.objects.filter(ended_at=None)[:MOST_ACCOUNTS]
    ]
    rows.sort(key=lambda each: -len(each[1]))
    context = {"rows": rows, "form": form, "problems": problems or []}
    status = 422 if problems else status_of(form)
    return page(request, "team", _("Team accounts"), context, status)


@guards
@require_POST
def team_file(request: HttpRequest) -> HttpResponse:
    """Many accounts from a file: all of it, or nothing and why."""
    form = forms.AccountsForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            user: Any = request.user
            plan = actions.bring_accounts(content=form.cleaned_data["file"].read(), user=user)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            if plan.problems:
                return _team(request, form, plan.problems[:100])
            n = len(plan.rows)
            said = ngettext("%(n)s account listed.", "%(n)s accounts listed.", n)
            messages.success(request, said % {"n": n})
            return redirect("domains:team")
    return _team(request, form)


@guards
def account(request: HttpRequest, pk: int = 0) -> HttpResponse:
    row = get_object_or_404(Account, pk=pk, ended_at=None) if pk else None
    form = forms.AccountForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_account(account=row, values=form.cleaned_data, user=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Saved."))
            return redirect("domains:team")
        except actions.Taken as taken:
            form.add_error("address", str(taken))
    title = row.address if row else _("New account")
    return page(request, "account", title, {"form": form, "account": row}, status_of(form))


@guards
@require_POST
def account_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Account, pk=pk, ended_at=None)
    actions.end_account(account=row, user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Account removed. Adding it again restores its details."))
    return redirect("domains:team")
