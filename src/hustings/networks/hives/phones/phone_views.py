"""The pick-up list on a phone, the same page for all sales: what it shows comes from the phone's store."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

FILES = ("hustings/hives/pickup.css", "hustings/hives/pickup.js")
WORDS = {
    "counter": _("{picked} of {all} picked up"), "slip": _("Slip {n}"), "due": _("{amount} to pay"),
    "pick": _("Picked up"), "undo": _("Undo"),
    "stored_not": _("This phone couldn’t keep it. Use another one."),
}  # fmt: skip


@require_safe
def pickup(request: HttpRequest) -> HttpResponse:
    """Find a slip by its number, see its goods, note that it was picked up."""
    return render(request, "hives/pickup.html", {"words": {name: str(word) for name, word in WORDS.items()}})
