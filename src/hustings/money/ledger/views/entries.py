"""The journal, an entry with its attachments, a new one, a reversal."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.filters import FilterForm
from hustings.foundation.hq.tables import Column, Day, Number, Title
from hustings.foundation.lib.fields.uploaded_files import KINDS
from hustings.foundation.lib.web.idempotency import once
from hustings.foundation.lib.web.sent_files import sent
from hustings.money.ledger import actions, hooks, lines
from hustings.money.ledger.forms import EntryForm, FileForm, LineForms, ReversalForm, forms
from hustings.money.ledger.models import Attachment, Entry, Transfer
from hustings.money.ledger.refusals import NotPosted
from hustings.money.ledger.rights import RUN_MONEY, SEE_MONEY
from hustings.money.ledger.views.frame import BooksList, Money, entry_of, found, show

MORE = 4  # lines that a button adds


class EntryFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Label, reference or number"), required=False, max_length=100)

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if not (text := said["q"].strip()):
            return rows
        wanted = Q(label__icontains=text) | Q(reference__icontains=text)
        if text.isdecimal() and len(text) < 18:
            wanted |= Q(position=int(text))
        return rows.filter(wanted)


def _of_entry(entry: Any) -> str:
    return reverse("ledger:entry", args=[entry.books_id, entry.position])


class Journal(BooksList):
    """Entries of books, the youngest first."""

    tab = "journal"
    order = ("-position",)
    filters_class = EntryFilter
    columns = (
        Number("number", gettext_lazy("No."), accessor="position"),
        Day("on", gettext_lazy("Date")),
        Title("label", gettext_lazy("Label"), url=_of_entry, under="reference"),
        Column("journal", gettext_lazy("Journal")),
        Money("amount", gettext_lazy("Amount")),
    )
    empty = pgettext_lazy("books", "No entry yet.")
    nothing_found = gettext_lazy("No entry has these words.")

    def rows(self) -> QuerySet[Entry]:
        return self.books.entries.all()

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        sums = Transfer.objects.filter(entry__in=rows).order_by().values_list("entry").annotate(Sum("amount"))
        held = dict(sums)
        for row in rows:
            row.books, row.amount = self.books, int(held.get(row.pk, 0))
        return rows


@needs(SEE_MONEY)
@require_safe
def entry(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Its lines, its files, what it reverses."""
    books = found(request, pk)
    return _shown(request, entry_of(request, books, number))


def _shown(
    request: HttpRequest, one: Entry, file: FileForm | None = None, reversal: ReversalForm | None = None
) -> HttpResponse:
    twin = Entry.objects.filter(reverses=one).first()
    words = {
        "entry": one, "lines": lines.of(one), "twin": twin, "by": one.made_by,
        "attachments": one.attachments.select_related("made_by"), "file": file or FileForm(),
        "reversal": reversal or ReversalForm(initial={"on": timezone.localdate()}),
        "may_reverse": twin is None and one.reverses_id is None,
        "origin": hooks.page(one.source), "media": (file or FileForm()).media,
    }  # fmt: skip
    title = _("Entry %(n)d") % {"n": one.position}
    status = 422 if (file and file.errors) or (reversal and reversal.errors) else 200
    return show(request, "entry", one.books, words, tab="journal", title=title, status=status)


@needs(RUN_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
@once("ledger:books")
def entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A manual entry: posted once debits and credits are equal."""
    books = found(request, pk, RUN_MONEY)
    is_more = "more" in request.POST
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and is_more:
        data["lines-TOTAL_FORMS"] = str(_count(data) + MORE)
    form, rows = EntryForm(data, books=books), LineForms(data, books=books)
    if data is not None and not is_more and form.is_valid() and rows.is_valid():
        try:
            made = actions.post(books=books, transfers=rows.moves, by=me(request), **form.cleaned_data)
        except NotPosted as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entry %(n)d posted.") % {"n": made.position})
            return redirect("ledger:entry", pk, made.position)
    is_wrong = data is not None and not is_more
    words = {"form": form, "rows": rows, "is_wrong": is_wrong}
    status = 422 if is_wrong else 200
    return show(request, "entry_new", books, words, tab="journal", title=_("New entry"), status=status)


def _count(data: Any) -> int:
    text = str(data.get("lines-TOTAL_FORMS", ""))
    return min(int(text), 1_000) if text.isdecimal() and len(text) < 5 else MORE


@needs(RUN_MONEY)
@require_POST
@once("ledger:books")
def reversal(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Post the counter-entry."""
    one = entry_of(request, found(request, pk, RUN_MONEY), number)
    form = ReversalForm(request.POST)
    if form.is_valid():
        try:
            made = actions.reverse(entry=one, by=me(request), **form.cleaned_data)
        except NotPosted as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entry %(n)d posted.") % {"n": made.position})
            return redirect("ledger:entry", pk, made.position)
    return _shown(request, one, reversal=form)


@needs(RUN_MONEY)
@require_POST
def attachments(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Add a file."""
    one = entry_of(request, found(request, pk, RUN_MONEY), number)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.attach(entry=one, file=form.cleaned_data["file"], by=me(request))
        except NotPosted as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("File added."))
            return redirect("ledger:entry", pk, number)
    return _shown(request, one, file=form)


def _attachment(request: HttpRequest, pk: int, number: int, right: Any) -> Attachment:
    rows = found(request, pk, right).attachments.live().select_related("entry")
    return get_object_or_404(rows, position=number)


@needs(SEE_MONEY)
@require_safe
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The file, to be saved and never shown within the site."""
    one = _attachment(request, pk, number, SEE_MONEY)
    answer = sent(one.file, KINDS[one.kind][1], name=one.name)
    answer["Cache-Control"] = "no-store"
    return answer


@needs(RUN_MONEY)
@require_POST
def withdrawal(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Delete the content of a file."""
    one = _attachment(request, pk, number, RUN_MONEY)
    actions.withdraw(attachment=one, by=me(request))
    messages.success(request, _("The file was deleted. Its name and hash stay."))
    return redirect("ledger:entry", pk, one.entry.position)
