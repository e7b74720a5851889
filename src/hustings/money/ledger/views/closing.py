"""Closed periods, the proof, files."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.tables import Column, Day, Moment
from hustings.foundation.lib.web.frame import status_of
from hustings.money.ledger import actions, chains, exports, proofs, tasks
from hustings.money.ledger.forms import PeriodForm, SpanForm
from hustings.money.ledger.models import Books, Period
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import BooksList, found, show

LONGEST = 64  # of a hash
AT_ONCE = 5_000  # entries that are read while one waits


class Periods(BooksList):
    """Closings, the last first; more by those who keep the books."""

    tab = "periods"
    order = ("-position",)
    columns = (
        Day("through", gettext_lazy("Closed up to")),
        Moment("at", gettext_lazy("Closed on")),
        Column("who", gettext_lazy("Closed by"), accessor="made_by"),
    )
    form_class = PeriodForm
    form_title, form_submit = gettext_lazy("Close a period"), pgettext_lazy("period", "Close")
    refusals = {NotPosted: "through"}
    empty = gettext_lazy("Nothing is closed yet.")
    hint = gettext_lazy("No entry can be dated in a closed period.")

    def rows(self) -> QuerySet[Period]:
        return self.books.periods.select_related("made_by")

    def about(self) -> dict[str, Any]:
        about = super().about()
        return about if about["keeps"] else about | {"form": None}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found(request, self.kwargs["pk"], RUN_MONEY)
        return super().post(request, *args, **kwargs)

    def add(self, said: dict[str, Any]) -> None:
        actions.close_period(books=self.books, through=said["through"], by=self.user)
        messages.success(self.request, _("Period closed."))


@needs(SEE_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Findings, and a proof on demand; that of long books goes on in the background."""
    books = found(request, pk)
    head = request.POST.get("head", "").strip().lower()[:LONGEST]
    told = None
    last = chains.of_entries(books).links().reverse().values_list("position", "digest").first()
    if request.method == "POST":
        if last and last[0] > AT_ONCE and not head:
            tasks.prove.enqueue(books.pk)
            messages.success(request, _("Being verified: the result will be here in a few minutes."))
            return redirect("ledger:proof", pk)
        told = proofs.prove(books, head) if head else proofs.run(books)
    words = {
        "told": told, "written_down": head, "head": last[1] if last else "", "runs": books.proofs.all()[:20],
    }  # fmt: skip
    return show(request, "proof", books, words, tab="proof")


@needs(SEE_MONEY)
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Kinds of files, for a span of days: this year unless told."""
    books = found(request, pk)
    since, through = _year(books)
    return _exports(request, books, SpanForm(request.GET or {"since": since, "through": through}))


def _exports(request: HttpRequest, books: Books, span: SpanForm) -> HttpResponse:
    days = {name: day.isoformat() for name, day in zip(("since", "through"), span.days, strict=True) if day}
    words = {
        "span": span,
        "query": urlencode(days),
        "formats": exports.FORMATS.items(),
        "has_number": bool(books.registration),
    }
    return show(request, "exports", books, words, tab="exports", status=status_of(span))


def _year(books: Books) -> tuple[date, date]:
    """The year of these books that today is in."""
    today = timezone.localdate()
    begins = date(today.year, books.year_starts, 1)
    if begins > today:
        begins = begins.replace(year=today.year - 1)
    after = begins.replace(year=begins.year + 1)
    return begins, date.fromordinal(after.toordinal() - 1)


@needs(SEE_MONEY)
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """One file, written while it is sent; none for days that are amiss."""
    books, span = found(request, pk), SpanForm(request.GET)
    since, through = span.days
    if kind == "chain":
        pieces, name = chains.of_entries(books).register(), f"books-{books.pk}-chain.jsonl"
    elif kind in exports.FORMATS:
        if span.errors:
            return _exports(request, books, span)
        shape = exports.FORMATS[kind]
        pieces, name = shape.pieces(books, since, through), shape.name(books, through or timezone.localdate())
    else:
        raise Http404
    answer = StreamingHttpResponse(pieces, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
