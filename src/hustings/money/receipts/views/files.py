"""Receipts as files to take along."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.text import csvs
from hustings.money.ledger.rights import SEE_MONEY
from hustings.money.receipts import exports, law
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.views.frame import series_of


@needs(SEE_MONEY)
@require_safe
def listed(request: HttpRequest) -> StreamingHttpResponse:
    """All receipts that this user may see, as CSV."""
    rows = exports.rows(Receipt.objects.of(request.user, SEE_MONEY))
    return csvs.download(csvs.lines(rows, bom=True), f"receipts-{timezone.localdate():%Y%m%d}.csv")


@needs(SEE_MONEY)
@require_safe
def official(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """The file that the authority wants of a year, in the columns of the rule."""
    row = series_of(request, pk)
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else timezone.localdate().year - 1
    found = law.file(row.books.kind)
    if found is None:
        raise Http404
    pieces = exports.official(row.books, year, found[1].columns, get_language() or "en")
    answer = StreamingHttpResponse(pieces, content_type="text/tab-separated-values; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="receipts-{year}.tsv"'
    answer["Cache-Control"] = "no-store"
    return answer
