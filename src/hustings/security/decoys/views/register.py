"""HQ: the register, its proof, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings.foundation.accounts.access import needs
from hustings.security.decoys import register
from hustings.security.decoys.models import Entry, Look
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, some

LONGEST = 64


@needs(KEEP_DECOYS)
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Its lines from the newest, and where asked for, whether the chain is whole."""
    is_asked = "prove" in request.GET
    head = request.GET.get("head", "").strip().lower()[:LONGEST]
    proof = register.prove(head=head) if is_asked else None
    newest = Entry.objects.order_by("-position")
    about = {
        "page": some(request, newest), "proof": proof, "written_down": head, "last": newest.first(),
        "looks": Look.objects.select_related("user")[:20],
    }  # fmt: skip
    return page(request, "register", _("Register"), about, tab="register")
