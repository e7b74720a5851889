"""Comments: read, let through, refused; each decision can be taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import EDIT_SITE
from hustings.foundation.lib.sql import keyset
from hustings.site.petitions import actions
from hustings.site.petitions.models import CommentState, Petition, Signature
from hustings.site.petitions.views import hq

STATES = [CommentState.WAITING, CommentState.SHOWN, CommentState.REFUSED]
DEEDS = {
    "show": actions.show_comments, "refuse": actions.refuse_comments, "wait": actions.wait_comments,
}  # fmt: skip


@needs(EDIT_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of one state, fifty a page; a deed on those that are ticked."""
    found = hq.found(pk)
    if request.method == "POST":
        return _decide(request, found)
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else CommentState.WAITING
    rows = Signature.objects.filter(petition=found).saying(state)
    after = request.GET.get("after", "")[:60]
    page, more = keyset.page(rows, after)
    tabs = [(each.value, each.label, each == state) for each in STATES]
    context = {
        "rows": page, "tabs": tabs, "state": state, "next": more, "is_later": bool(after),
        "undo": hq.numbers(request.GET.get("done", "").split("-")),
    }  # fmt: skip
    return hq.show(request, "comments", found, context, _("Comments"))


def _decide(request: HttpRequest, petition: Petition) -> HttpResponse:
    deed, ticked = request.POST.get("do", ""), hq.numbers(request.POST.getlist("who"))
    where = reverse("petitions_hq:comments", args=[petition.pk])
    if deed not in DEEDS or not ticked:
        messages.error(request, _("Select at least one comment first."))
        return redirect(where)
    n = DEEDS[deed](petition=petition, signatures=ticked, user=me(request))
    words = {
        "show": ngettext("%(n)d comment published.", "%(n)d comments published.", n),
        "refuse": ngettext("%(n)d comment rejected.", "%(n)d comments rejected.", n),
        "wait": ngettext("%(n)d comment moved back to pending.", "%(n)d comments moved back to pending.", n),
    }[deed]
    messages.success(request, words % {"n": n})
    state = request.POST.get("state", "")
    query = {"state": state if state in STATES else CommentState.WAITING.value}
    if deed != "wait":
        query["done"] = "-".join(map(str, ticked[:100]))
    return redirect(f"{where}?{urlencode(query)}")
