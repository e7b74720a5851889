"""HQ: sales, baskets, corrections, sheets."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import qr
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.rights import SEE_MONEY
from hustings.networks.hives import actions, forms, paid
from hustings.networks.hives.lists import filling, producer_lists, sheets
from hustings.networks.hives.models import Basket, Delivery, Line, Offer, Sale
from hustings.networks.hives.phones import pickup
from hustings.networks.hives.rights import RUN_HIVES
from hustings.networks.hives.views.frame import basket_of, do, hive_of, page, sale_of
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_BUSY = "hives:hives"
_SHOWN = 500
_OUTLIVES = timedelta(hours=12)  # that a phone may note after the pick-up
STATES = {
    "ahead": gettext_lazy("planned"), "taking": gettext_lazy("taking orders"),
    "waiting": gettext_lazy("closes now"), "closed": pgettext_lazy("sale", "closed"),
    "fallen": gettext_lazy("minimum missed"),
}  # fmt: skip


def state(sale: Sale) -> tuple[str, Any]:
    if sale.closed_at:
        found = "fallen" if sale.is_fallen else "closed"
    elif sale.is_taking:
        found = "taking"
    else:
        found = "ahead" if sale.is_ahead else "waiting"
    return found, STATES[found]


@needs(RUN_HIVES)
@_GET_POST
@once(_BUSY)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a sale; what producers offer now is in it."""
    hive = hive_of(request, pk)
    form = forms.SaleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan(hive=hive, by=me(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Planned. Members are told when it opens."))
            return redirect("hives:sale", made.pk)
    words = {"form": form, "submit": _("Plan the sale"), "is_once": True}
    return page(request, "form", _("New sale"), words, status_of(form))


@needs(RUN_HIVES)
@require_safe
def sale(request: HttpRequest, pk: int) -> HttpResponse:
    """The record of a sale: how far it is, who brings what, the baskets."""
    found = sale_of(request, pk)
    baskets = found.baskets.live().select_related("person")
    sums = baskets.aggregate(goods=Sum("goods"), deposits=Sum("deposits"), fees=Sum("fees"), paid=Sum("paid"))
    words = {
        "sale": found, "hive": found.hive, "state": state(found), "n_baskets": baskets.count(),
        "deliveries": filling.deliveries(found), "baskets": named(request, baskets[:_SHOWN]),
        "total": sum(sums[name] or 0 for name in ("goods", "deposits", "fees")), "paid": sums["paid"] or 0,
        "offers": found.offers.live().select_related("producer")[:_SHOWN] if not found.closed_at else [],
        "n_missing": len(producer_lists.missing(found)) if found.closed_at else 0,
    }  # fmt: skip
    return page(request, "sale", str(found), words)


def named(request: HttpRequest, baskets: QuerySet[Basket]) -> list[Basket]:
    """Baskets with ``who``, of people whom this user may see; of others the number alone."""
    rows = list(baskets)
    keys = [row.person_id for row in rows if row.person_id]
    seen = set(Person.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    for row in rows:
        row.who = row.person if row.person_id in seen else None  # type: ignore[attr-defined]
    return rows


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it now."""
    found = sale_of(request, pk)
    words = _("Closed. Members and producers are told.")
    return do(request, lambda: actions.close_now(sale=found, by=me(request)), words, "hives:sale", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def offer_withdrawal(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a good out of an open sale."""
    row = get_object_or_404(Offer, pk=key, sale=sale_of(request, pk))
    words = _("Taken out of the sale and of all baskets.")
    return do(request, lambda: actions.withdraw_offer(offer=row, by=me(request)), words, "hives:sale", pk)


@needs(RUN_HIVES)
@require_safe
def sheet(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Slips, lists of producers, or missing goods, as a PDF."""
    if name not in sheets.SHEETS:
        raise Http404
    found = sale_of(request, pk)
    return sheets.sent(sheets.SHEETS[name](found), f"{name}-{pk}.pdf")


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def delivery_payment(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Write down that a producer was paid."""
    row = get_object_or_404(Delivery, pk=key, sale=sale_of(request, pk))
    today = timezone.localdate()
    return do(
        request, lambda: actions.pay_producer(delivery=row, on=today, by=me(request)),
        _("Recorded in the books."), "hives:sale", pk,
    )  # fmt: skip


@needs(RUN_HIVES)
@require_safe
def basket(request: HttpRequest, pk: int) -> HttpResponse:
    """One basket: lines to correct, money, pick-up."""
    return _basket(request, basket_of(request, pk))


def _basket(request: HttpRequest, found: Basket, tried: Any = None) -> HttpResponse:
    lines = list(found.lines.select_related("offer__producer").prefetch_related("adjustments"))
    for line in lines:
        is_sent = tried and tried.prefix == f"l{line.pk}"
        line.form = tried if is_sent else _correction(line)  # type: ignore[attr-defined]
    may_see = access.may(request.user, SEE_MONEY)
    words = {
        "basket": named(request, Basket.objects.filter(pk=found.pk).select_related("person"))[0],
        "sale": found.sale, "hive": found.sale.hive,
        "lines": lines, "by_hand": forms.ByHandForm(), "payment": paid.payment_of(found) if may_see else None,
    }  # fmt: skip
    return page(request, "basket", _("Basket no. %s") % found.number, words, 422 if tried else 200)


def _correction(line: Line, sent: Any = None) -> forms.CorrectionForm:
    offer = line.offer
    return forms.CorrectionForm(sent, is_weighed=offer.is_weighed, prefix=f"l{line.pk}")


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def correction(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Correct one line: weighed, missing, spoilt."""
    found = basket_of(request, pk)
    line = get_object_or_404(found.lines.select_related("offer"), pk=key)
    form = _correction(line, request.POST)
    if not form.is_valid():
        return _basket(request, found, form)
    return do(
        request, lambda: actions.correct(line=line, by=me(request), **form.cleaned_data),
        _("Corrected; the member is told."), "hives:basket", pk,
    )  # fmt: skip


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def basket_payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take cash or a cheque."""
    found, form = basket_of(request, pk), forms.ByHandForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter how and when it was paid."))
        return redirect("hives:basket", pk)
    return do(
        request, lambda: actions.take_by_hand(basket=found, by=me(request), **form.cleaned_data),
        _("Recorded in the books."), "hives:basket", pk,
    )  # fmt: skip


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def picked(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it was picked up, or not."""
    found = basket_of(request, pk)
    pickup.note(basket=found, is_picked="undo" not in request.POST, user=me(request))
    return redirect("hives:basket", pk)


@needs(RUN_HIVES)
@require_POST
@never_cache
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one more phone note who picked up: its link is shown this once."""
    found = sale_of(request, pk)
    name = request.POST.get("name", "")[:60].strip() or _("Pick-up")
    ends_at = max(found.pickup_until, timezone.now()) + _OUTLIVES
    _handset, link = pickup.hand_out(sale=found, name=name, ends_at=ends_at, user=me(request))
    context = {"link": link, "code": qr.in_page(link), "ends_at": ends_at, "sale": found}
    return page(request, "phone", _("Pick-up on a phone"), context)
