"""Why did I get this? For anybody who holds the link in a letter, without log-in or cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.unsubscriptions import why as reasons
from hustings.outreach.unsubscriptions.views.unsubscription import masked, named, quiet


@never_cache
@require_safe
def why(request: HttpRequest, token: str) -> HttpResponse:
    """Says it, and changes nothing: what is to be done goes by the buttons of the page that unsubscribes."""
    delivery, state = named(token)
    if delivery is None:
        return _page(request, {"state": state}, 400 if state == "unknown" else 200)
    with translation.override(delivery.person.language):
        told = {"delivery": delivery, "address": masked(delivery.address), "token": token}
        same = Delivery.objects.filter(person=delivery.person_id, address=delivery.address)
        if same.filter(disowned_at__isnull=False).exists():
            return _page(request, {"state": "disowned", **told}, 200)
        return _page(request, {"state": "known", "why": reasons.of(delivery), **told}, 200)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return quiet(render(request, "unsubscriptions/why.html", context, status=status))
