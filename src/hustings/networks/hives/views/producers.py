"""HQ: producers, their goods and visits; what is to be paid to them."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Day, Title
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.money.ledger.views.frame import Money
from hustings.networks.hives import actions, forms
from hustings.networks.hives.models import Delivery, Producer, Product
from hustings.networks.hives.rights import RUN_HIVES
from hustings.networks.hives.views.frame import HIVES, ICON, do, page, producer_of

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
_BUSY = "hives:producers"
_SHOWN = 500


class Producers(Resource):
    """All that this user may see."""

    guard = needs(RUN_HIVES)
    title, icon = gettext_lazy("Producers"), ICON
    trail = (("hives:hives", HIVES),)
    buttons = (Button(gettext_lazy("New producer"), "hives:producer_new"),)
    columns = (
        Title("name", gettext_lazy("Name"), url="hives:producer", under="place"),
        Column("kind", gettext_lazy("Kind"), accessor="get_kind_display"),
        Day("papers_until", gettext_lazy("Papers until")),
        Day("visited_on", gettext_lazy("Last visit")),
    )
    order = ("name", "pk")
    empty = gettext_lazy("No producer yet.")

    def rows(self) -> QuerySet[Producer]:
        return Producer.objects.of(self.user, RUN_HIVES).annotate(visited_on=Max("visits__on"))


class Unpaid(Resource):
    """Deliveries of closed sales that are to be paid."""

    guard = needs(RUN_HIVES)
    title, icon = gettext_lazy("Producers to pay"), ICON
    trail = (("hives:hives", HIVES),)
    columns = (
        Title(
            "producer", gettext_lazy("Producer"), url=lambda row: reverse("hives:sale", args=[row.sale_id])
        ),
        Column("sale", gettext_lazy("Buying group"), accessor="sale.hive"),
        Money("due", gettext_lazy("Amount"), currency="sale.hive.currency"),
        Day("pickup", gettext_lazy("Pick-up"), accessor="sale.pickup_from"),
    )
    empty = gettext_lazy("All producers are paid.")

    def rows(self) -> QuerySet[Delivery]:
        rows = Delivery.objects.of(self.user, RUN_HIVES).coming().filter(paid_on=None, goods__gt=0)
        return rows.exclude(sale__closed_at=None).select_related("producer", "sale__hive__books")


@needs(RUN_HIVES)
@_GET_POST
@once(_BUSY)
def producer_new(request: HttpRequest) -> HttpResponse:
    """Take a producer in."""
    return _form(request, None)


@needs(RUN_HIVES)
@_GET_POST
def producer_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, producer_of(request, pk))


def _form(request: HttpRequest, found: Producer | None) -> HttpResponse:
    form = forms.ProducerForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        messages.success(request, _("Saved."))
        return redirect("hives:producer", kept.pk)
    words = {"form": form, "submit": _("Save"), "is_once": found is None}
    return page(request, "form", str(found or _("New producer")), words, status_of(form))


@needs(RUN_HIVES)
@require_safe
def producer(request: HttpRequest, pk: int) -> HttpResponse:
    """The record: goods, visits, the groups that they supply."""
    return _shown(request, producer_of(request, pk))


def _shown(request: HttpRequest, found: Producer, **tried: Any) -> HttpResponse:
    words = {
        "producer": found, "products": found.products.live()[:_SHOWN], "visits": found.visits.all()[:20],
        "product_form": forms.ProductForm(prefix="product"), "visit_form": forms.VisitForm(prefix="visit"),
        "is_late": bool(found.papers_until and found.papers_until < timezone.localdate()),
        "currency": "EUR",
    }  # fmt: skip
    wrong = next((status_of(form) for form in tried.values()), 200)
    return page(request, "producer", str(found), words | tried, wrong)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def products(request: HttpRequest, pk: int) -> HttpResponse:
    """One more good in the catalogue."""
    found = producer_of(request, pk)
    form = forms.ProductForm(request.POST, prefix="product")
    if not form.is_valid():
        return _shown(request, found, product_form=form)
    actions.add_product(producer=found, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("hives:producer", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def withdrawal(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a good off the catalogue."""
    row = get_object_or_404(Product, pk=key, producer=producer_of(request, pk))
    return do(request, lambda: actions.withdraw_product(product=row), _("Taken off."), "hives:producer", pk)


@needs(RUN_HIVES)
@require_POST
@once(_BUSY)
def visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a visit."""
    found = producer_of(request, pk)
    form = forms.VisitForm(request.POST, prefix="visit")
    if not form.is_valid():
        return _shown(request, found, visit_form=form)
    actions.note_visit(producer=found, by=me(request), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("hives:producer", pk)
