"""Signatures that may be one too many: set aside with one click, and back with another."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.sql import keyset
from hustings.people.persons.access import access_gate, masking
from hustings.people.persons.models import Look
from hustings.people.persons.rights import CHANGE_PEOPLE
from hustings.site.petitions import actions, doubts, meter
from hustings.site.petitions.models import Petition, Signature
from hustings.site.petitions.views import hq

STATES = {
    "waiting": gettext_lazy("to review"),
    "aside": gettext_lazy("excluded"),
    "kept": gettext_lazy("kept"),
}
DEEDS = {"aside": True, "keep": False, "undo": None}
MOST_OF_NETWORK = 2_000


@needs(CHANGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    found = hq.found(pk)
    mine = Signature.objects.filter(petition=found).confirmed().visible_to(request.user, CHANGE_PEOPLE)
    if request.method == "POST":
        return _decide(request, found, mine)
    asked = request.GET.get("state", "")
    state = asked if asked in STATES else "waiting"
    after = request.GET.get("after", "")[:60]
    page, more = keyset.page(_in(mine, state).select_related("zone", "person"), after)
    likely = doubts.likely(page)
    others = [other for each in likely.values() for other in each]
    visible = set(mine.filter(pk__in=[each.pk for each in others]).values_list("pk", flat=True))
    people = {each.person_id for each in [*page, *others] if each.person_id}
    seen = access_gate.contact_data(request.user, people, Look.How.LIST)
    rows = [_row(request.user, each, [o for o in likely[each.pk] if o.pk in visible]) for each in page]
    context = {
        "rows": rows, "state": state, "next": more, "is_later": bool(after),
        "tabs": [(name, label, name == state) for name, label in STATES.items()],
        "meter": meter.read(found.pk, found.goal), **seen,
    }  # fmt: skip
    return hq.show(request, "review", found, context, _("Signatures to review"))


def _in(rows: QuerySet[Signature], state: str) -> Any:
    if state == "aside":
        return rows.exclude(set_aside_at=None)
    return rows.filter(set_aside_at=None, judged_at__isnull=state == "waiting").exclude(doubts="")


def _row(user: Any, signature: Signature, others: list[Signature]) -> dict[str, Any]:
    return {
        "signature": signature, "address": masking.for_user(user, signature.address),
        "others": [(other, masking.for_user(user, other.address)) for other in others],
        "of_network": "network" in signature.doubts.split(","),
    }  # fmt: skip


def _decide(request: HttpRequest, petition: Petition, mine: QuerySet[Signature]) -> HttpResponse:
    deed, ticked = request.POST.get("do", ""), hq.numbers(request.POST.getlist("who"))
    where = reverse("petitions_hq:review", args=[petition.pk])
    if deed == "network" and ticked:
        networks = mine.filter(pk__in=ticked).exclude(visitor="").values("visitor")
        keys = list(mine.filter(visitor__in=networks).values_list("pk", flat=True)[:MOST_OF_NETWORK])
        choice: bool | None = True
    elif deed in DEEDS:
        keys, choice = list(mine.filter(pk__in=ticked).values_list("pk", flat=True)), DEEDS[deed]
    else:
        keys, choice = [], None
    if not keys:
        messages.error(request, _("Select at least one signature first."))
        return redirect(where)
    n = actions.judge(petition=petition, signatures=keys, is_set_aside=choice, user=me(request))
    words = {
        True: ngettext("%(n)d signature excluded.", "%(n)d signatures excluded.", n),
        False: ngettext("%(n)d signature kept.", "%(n)d signatures kept.", n),
        None: ngettext("%(n)d signature restored.", "%(n)d signatures restored.", n),
    }[choice]
    messages.success(request, words % {"n": n})
    return redirect(where)
