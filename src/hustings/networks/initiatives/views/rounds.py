"""A round in HQ: its settings, criteria, reasons and letters; its applications."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.resources import Deed
from hustings.foundation.hq.tables import Column, Moment, Number, State, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.money.ledger.views.frame import Money
from hustings.networks.initiatives import actions
from hustings.networks.initiatives.forms import hq as forms
from hustings.networks.initiatives.models import Application, Round
from hustings.networks.initiatives.models import State as Course
from hustings.networks.initiatives.rights import RUN_CALLS
from hustings.networks.initiatives.views.frame import (
    RoundTab,
    round_of,
    runs,
    sees,
    show,
    show_tab,
    to_call,
    to_round,
)
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.site.website.serving import site_version

HERE = "initiatives_hq:round"


@access.guard(sees)
@require_http_methods(["GET", "HEAD", "POST"])
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """Settings of a round, and what is still missing of it."""
    if request.method == "POST" and not runs(request.user):
        return access.denied(request)
    found = round_of(request, pk, RUN_CALLS if runs(request.user) else None)
    form = forms.RoundForm(request.POST or None, instance=found) if runs(request.user) else None
    if request.method == "POST" and form and form.is_valid():
        form.save()
        site_version.renew()
        messages.success(request, _("Saved."))
        return redirect(HERE, pk)
    found = round_of(request, pk) if form and form.errors else found
    words = {
        "form": form, "criteria": found.criteria.all(), "reasons": found.reasons.all(),
        "may_build": access.everywhere(request.user, CHANGE_PEOPLE),
        "n_questions": found.questionnaire.questions.filter(retired_at=None).count(),
    }  # fmt: skip
    return show_tab(request, HERE, "initiatives/hq/round", found, words, status_of(form) if form else 200)


def _edit(request: HttpRequest, found: Round, form: Any, title: Any, save: Any) -> HttpResponse:
    """A form below a round, saved and led back."""
    if request.method == "POST" and form.is_valid():
        save()
        site_version.renew()
        messages.success(request, _("Saved."))
        return redirect(HERE, found.pk)
    words = {"form": form, "submit": _("Save")}
    trail = (to_call(found.call), to_round(found))
    return show(request, "initiatives/hq/form", title, words, *trail, status=status_of(form))


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, pk: int, key: int = 0) -> HttpResponse:
    """One thing to mark: new, or changed as long as nobody has marked."""
    found = round_of(request, pk, RUN_CALLS)
    row = get_object_or_404(found.criteria.all(), pk=key) if key else None
    form = forms.CriterionForm(request.POST or None, criterion=row)

    def save() -> None:
        if row:
            found.criteria.filter(pk=row.pk).update(**form.values())
        else:
            found.criteria.create(**form.values())

    return _edit(request, found, form, row or _("Add a criterion"), save)


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: HttpRequest, pk: int, key: int = 0) -> HttpResponse:
    """A ground on which an application is not eligible."""
    found = round_of(request, pk, RUN_CALLS)
    row = get_object_or_404(found.reasons.all(), pk=key) if key else None
    form = forms.ReasonForm(request.POST or None, reason=row)

    def save() -> None:
        labels = form.said("label")
        if row:
            found.reasons.filter(pk=row.pk).update(labels=labels)
        else:
            found.reasons.create(labels=labels)

    return _edit(request, found, form, row or _("Add a reason"), save)


@needs(RUN_CALLS)
@require_POST
def removal(request: HttpRequest, pk: int, kind: str, key: int) -> HttpResponse:
    """Take away a criterion or a reason that nothing hangs on yet."""
    found = round_of(request, pk, RUN_CALLS)
    rows: Any = {"criteria": found.criteria, "reasons": found.reasons}.get(kind)
    if rows is None:
        raise Http404
    if found.assigned_at:
        messages.error(request, _("The jury has begun: this stays."))
    else:
        rows.filter(pk=key).delete()
        site_version.renew()
        messages.success(request, _("Removed."))
    return redirect(HERE, pk)


@needs(RUN_CALLS)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's own words in the letters."""
    found = round_of(request, pk, RUN_CALLS)
    form = forms.LettersForm(request.POST or None, round_=found)

    def save() -> None:
        Round.objects.filter(pk=pk).update(words=form.words())

    return _edit(request, found, form, _("Words of the letters"), save)


class ApplicationFilter(FilterForm):
    q = django_forms.CharField(label=gettext_lazy("Project or number"), required=False, max_length=100)
    state = django_forms.ChoiceField(
        label=gettext_lazy("State"), required=False,
        choices=[("", pgettext_lazy("applications", "all")), *Course.choices[1:]],
    )  # fmt: skip

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["state"]:
            rows = rows.filter(state=said["state"])
        if text := said["q"].strip():
            is_number = text.isdecimal() and len(text) < 9
            rows = rows.filter(number=int(text)) if is_number else rows.filter(title__icontains=text)
        return rows


CODES = {
    Course.SENT: "waiting", Course.ELIGIBLE: "running", Course.ACCEPTED: "done", Course.RESERVE: "pending",
    Course.REFUSED: "off", Course.INELIGIBLE: "off",
}  # fmt: skip


def label(row: Application) -> tuple[str, str]:
    """Code and words of its state."""
    return CODES.get(Course(row.state), row.state), row.get_state_display()


class Applications(RoundTab):
    """All that were sent."""

    here = "initiatives_hq:applications"
    filters_class = ApplicationFilter
    order = ("number", "pk")
    deeds = (Deed("eligible", gettext_lazy("Eligible")),)
    tick = "title"
    columns = (
        Title("title", gettext_lazy("Project"), url="initiatives_hq:application", under="organisation"),
        Number("number", gettext_lazy("Number")),
        Money("asked", gettext_lazy("Amount requested"), currency="round.call.currency"),
        State("state", gettext_lazy("State"), accessor=label),
        Moment("sent_at", gettext_lazy("Sent")),
        Column("n_conflicts", gettext_lazy("Files with names"), empty=""),
    )
    empty = gettext_lazy("No application yet.")
    nothing_found = gettext_lazy("No application matches.")

    def rows(self) -> QuerySet[Application]:
        found: QuerySet[Application] = Application.objects.sent().filter(round=self.round)
        return found.select_related("round__call")

    def prepared(self, rows: list[Any]) -> list[Any]:
        named = set(
            Application.objects.filter(pk__in=[row.pk for row in rows]).exclude(attachments__names=[])
            .exclude(attachments=None).values_list("pk", flat=True)
        )  # fmt: skip
        for row in rows:
            row.n_conflicts = _("yes") if row.pk in named else ""
        return rows

    def do(self, deed: str, keys: list[int]) -> str:
        if not runs(self.user):
            return _("Nothing was changed: you may not run this call.")
        found = round_of(self.request, self.round.pk, RUN_CALLS)
        rows = Application.objects.sent().filter(round=found, pk__in=keys)
        n = actions.screen_many(applications=list(rows), by=me(self.request))
        return ngettext("%(n)d application is eligible.", "%(n)d applications are eligible.", n) % {"n": n}


@access.guard(sees)
@require_safe
def export(request: HttpRequest, pk: int) -> Any:
    """All applications with their answers, as a table."""
    from hustings.networks.initiatives import exports

    return exports.download(round_of(request, pk))
