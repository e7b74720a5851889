"""Donation forms within pages of the site, by the block “Form”."""

from typing import Any

from django.http import HttpRequest

from hustings.money.donations.models import Fund
from hustings.money.giving import forms

_PREFIX = "fund-"  # before the slug: other apps name theirs by numbers


class PageForms:
    def choices(self) -> list[tuple[str, Any]]:
        return [(f"{_PREFIX}{fund.slug}", fund.name) for fund in Fund.objects.open().order_by("pk")]

    def beginning(self, request: HttpRequest, name: str) -> dict[str, Any]:
        """Words of the block; nothing for a fund whose page is not online."""
        if not name.startswith(_PREFIX):
            return {}
        rows = Fund.objects.shown().select_related("books__election")
        fund = rows.filter(slug=name.removeprefix(_PREFIX)).first()
        if fund is None:
            return {}
        form = forms.empty_form(fund, request.path, request)
        return {"fund": fund, "form": form, "form_template": "giving/block.html"}
