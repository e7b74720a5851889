"""The pages behind mailed links: take a role or not; say that one still hosts. A button does it, no link."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.groups import succession
from hustings.field.groups.membership import NotAllowed
from hustings.field.groups.models import Handover, Membership


def _state(offer: Handover) -> str:
    if offer.accepted_at and not offer.refused_at:
        return "accepted"
    if offer.declined_at:
        return "declined"
    return "gone" if offer.ended_at or offer.lapses_at < timezone.now() else "open"


@never_cache
@csrf_exempt  # the token lets whoever has the mail answer, and shows nobody's data
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """The offer with two buttons; after them, what comes next."""
    rows = Handover.objects.select_related("group__kind", "person")
    try:
        pk = Handover.number_in(token)
    except Handover.DoesNotExist:
        pk = 0
    found = get_object_or_404(rows, pk=pk)
    words = {"offer": found, "charter": found.group.rules.charter}
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "yes":
                succession.accept(offer=found)
            else:
                succession.decline(offer=found)
        except NotAllowed as why:
            gone = words | {"state": "gone", "problem": str(why)}
            return render(request, "groups/hosting/offer.html", gone, status=409)
        return redirect("hosting:offer", token)
    status = 410 if _state(found) == "gone" else 200
    return render(request, "groups/hosting/offer.html", words | {"state": _state(found)}, status=status)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """A sign of life of a host."""
    try:
        pk = int(Membership.signer().unsign(token))
    except (signing.BadSignature, ValueError):
        pk = 0
    found = Membership.objects.hosts().filter(pk=pk).select_related("group").first()
    if found is None:
        return render(request, "groups/hosting/sign.html", {}, status=410)
    if request.method == "POST":
        succession.sign_of_life(found)
    words = {"group": found.group, "is_done": request.method == "POST"}
    return render(request, "groups/hosting/sign.html", words)
