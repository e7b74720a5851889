"""Series of receipts: how they are numbered, numbers received, the signature, orders of a year."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Choice, Day, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.receipts import actions, law, waiting
from hustings.money.receipts import numbers as of_numbers
from hustings.money.receipts.forms import RangeForm, SeriesForm, SettingsForm, SignatureForm, YearForm
from hustings.money.receipts.models import Series
from hustings.money.receipts.views.frame import ICON, RECEIPTS, SERIES, may_run, series_of, show
from hustings.people.persons.refusals import Refused

_NEW = gettext_lazy("New series")
_ABOVE = ("receipts:all_series", SERIES)
_RUNS = 10


class AllSeries(Resource):
    """All that this user may see, the youngest first."""

    guard = needs(SEE_MONEY)
    title, icon = SERIES, ICON
    trail = (("receipts:receipts", RECEIPTS),)
    buttons = (Button(_NEW, "receipts:series_new", lambda user: access.may(user, RUN_MONEY)),)
    columns = (
        Title("books", gettext_lazy("Books"), url="receipts:series"),
        Choice("numbering", gettext_lazy("Numbers"), accessor="get_numbering_display"),
        Choice("span", gettext_lazy("One receipt"), accessor="get_span_display"),
        Day("since", gettext_lazy("For donations since")),
        Day("closed_at", gettext_lazy("Closed")),
    )
    empty = gettext_lazy("No series yet: open one for each set of books.")

    def rows(self) -> QuerySet[Series]:
        return Series.objects.of(self.user, SEE_MONEY).select_related("books")


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("receipts:all_series")
def new(request: HttpRequest) -> HttpResponse:
    """Open a series of some books."""
    form = SeriesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_series(by=me(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("receipts:series", made.pk)
    words = {"form": form, "submit": _("Open the series"), "is_once": True, "rules": law.rules()}
    return show(request, "form", _NEW, words, _ABOVE, status=status_of(form))


@needs(SEE_MONEY)
@require_safe
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of a series."""
    return _shown(request, series_of(request, pk))


def _shown(request: HttpRequest, row: Series, **forms: Any) -> HttpResponse:
    """With one form filled in and wrong, where there is one."""
    runs = may_run(request, row) and not row.closed_at
    words: dict[str, Any] = {
        "series": row,
        "may_run": runs,
        "rules": law.rules(row.books.kind),
        "file": law.file(row.books.kind),
        "n_receipts": row.receipts.count(),
        "n_gaps": of_numbers.gaps(row),
        "n_due": waiting.due(row).count(),
        "n_left": of_numbers.left(row),
        "ranges": row.ranges.all(),
        "has_signature": row.signatures.filter(withdrawn_at=None).exists(),
        "runs": list(row.runs.select_related("asked_by")[:_RUNS]),
        "is_own": row.numbering == Series.Numbering.OWN,
    }
    if runs:
        words |= {
            "settings_form": SettingsForm(instance=row), "range_form": RangeForm(),
            "signature": SignatureForm(), "year": YearForm(series=row),
        } | forms  # fmt: skip
    status = max(map(status_of, forms.values()), default=200)
    return show(request, "series", row.books, words, _ABOVE, status=status)


@needs(RUN_MONEY)
@require_POST
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what later receipts follow."""
    row = series_of(request, pk, RUN_MONEY)
    form = SettingsForm(request.POST, instance=series_of(request, pk, RUN_MONEY))
    if not form.is_valid():
        return _shown(request, row, settings_form=form)
    actions.change_series(series=row, values=form.cleaned_data, by=me(request))
    messages.success(request, _("Saved."))
    return redirect("receipts:series", pk)


@needs(RUN_MONEY)
@require_POST
def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the numbers that the authority gave."""
    row = series_of(request, pk, RUN_MONEY)
    form = RangeForm(request.POST)
    if form.is_valid():
        try:
            actions.add_range(series=row, by=me(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Numbers entered."))
            return redirect("receipts:series", pk)
    return _shown(request, row, range_form=form)


@needs(RUN_MONEY)
@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload the picture of the signature."""
    row = series_of(request, pk, RUN_MONEY)
    form = SignatureForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, row, signature=form)
    actions.sign(series=row, picture=form.cleaned_data["picture"], by=me(request))
    messages.success(request, _("Saved."))
    return redirect("receipts:series", pk)


@needs(RUN_MONEY)
@require_POST
def unsign(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the signature out from now on."""
    actions.unsign(series=series_of(request, pk, RUN_MONEY))
    messages.success(request, _("Saved."))
    return redirect("receipts:series", pk)


@needs(RUN_MONEY)
@require_POST
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the receipts of a year made out in the background."""
    row = series_of(request, pk, RUN_MONEY)
    form = YearForm(request.POST, series=row)
    if form.is_valid():
        try:
            actions.order_year(series=row, year=form.cleaned_data["year"], by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("The receipts are being issued: reload this page to see how far it is.")
            )
            return redirect("receipts:series", pk)
    return _shown(request, row, year=form)


@needs(RUN_MONEY)
@require_POST
@once("receipts:all_series")
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it."""
    actions.close_series(series=series_of(request, pk, RUN_MONEY), by=me(request))
    messages.success(request, _("The series is closed."))
    return redirect("receipts:series", pk)
