"""HQ: the sheets of a turf plan: what came back, what is missing, what was answered."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.turfs.models import Plan
from hustings.field.walk_sheets import totals
from hustings.field.walk_sheets.models import Sheet
from hustings.field.walk_sheets.views.sheets import page
from hustings.foundation.accounts.access import needs
from hustings.foundation.lib.text import csvs

PAGE = 50


def _sheets(request: HttpRequest, plan: int) -> QuerySet[Sheet]:
    rows = Sheet.objects.visible_to(request.user).filter(turf__plan=plan).select_related("turf__plan")
    if not rows.exists():
        raise Http404
    return rows.order_by("turf__number", "pk")


def _labels() -> dict[str, str]:
    return {
        "n_pages": _("Pages printed"), "n_read": _("Pages read"), "n_open": _("Pages to check"),
        "n_missing": _("Missing pages"), "n_doors": _("Doors with an answer"), "n_answers": _("Answers"),
    }  # fmt: skip


@needs(CHANGE_ADDRESSES)
@require_safe
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """All sheets of one plan together, then each."""
    sheets = _sheets(request, plan)
    rows = totals.returns(sheets)
    told = totals.summed(rows)
    context: dict[str, Any] = {
        "plan": plan, "facts": [(label, told[name]) for name, label in _labels().items()],
        "n_sheets": len(rows), "page": Paginator(rows, PAGE).get_page(request.GET.get("p")),
        "totals": totals.by_question(sheets),
    }  # fmt: skip
    name = Plan.objects.values_list("name", flat=True).get(pk=plan)
    return page(request, "plan", _("Walk sheets: %(plan)s") % {"plan": name}, context)


@needs(CHANGE_ADDRESSES)
@require_safe
def plan_csv(request: HttpRequest, plan: int) -> HttpResponseBase:
    """The same as a file, with a column for each answer."""
    sheets = _sheets(request, plan)
    asked = totals.by_question(sheets)
    heads = [_("Sheet"), _("Turf"), *_labels().values(), *(f"{one.question}: {one.choice}" for one in asked)]
    lines = csvs.lines([heads, *totals.cells(totals.returns(sheets), asked)], delimiter=";", bom=True)
    return csvs.download(lines, f"walk-sheets-{plan}.csv")
