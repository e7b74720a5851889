"""The donor’s receipt, by the link of a mail or on their own page; each document by POST: it is counted."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hustings.money.receipts import links
from hustings.money.receipts.documents import printing
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.views.receipts import document
from hustings.people.selfservice import onward
from hustings.people.selfservice.views.own_page import shown
from hustings.people.selfservice.views.recognised import renew
from hustings.people.signups import recognition


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of one receipt, and the document itself."""
    row = links.read(token)
    if row is None or not row.facts:
        return shown(request, "receipts/public/no_link.html", {}, 410)
    if request.method == "POST" and row.voided_at is None:
        return document(row, printing.hand_out(receipt=row))
    other = Receipt.objects.filter(replaces=row).first() if row.voided_at else None
    return shown(request, "receipts/public/receipt.html", {"receipt": row, "replaced_by": other})


@never_cache
@require_POST
def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document, for whoever opened their own page."""
    known = recognition.of(request)
    if known is None or not known.is_open:
        return onward.ask(request)
    row = Receipt.objects.valid().filter(pk=pk, person=known.person).exclude(facts={}).first()
    if row is None:
        raise Http404
    return renew(request, document(row, printing.hand_out(receipt=row)))
