"""Opinions on verdicts: reviewed one by one, and what guards were taught by them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.foundation.lib.sql import keyset
from hustings.security.incidents import access_log, actions, sentences
from hustings.security.incidents.models import Look, Opinion, Sighting, Teaching
from hustings.security.incidents.views import hq

MOST = 10  # versions that are shown


@dataclass(frozen=True)
class Row:
    opinion: Opinion
    seen: Sighting | None

    @cached_property
    def told(self) -> sentences.Told | None:
        return (
            sentences.of_signals(self.seen.verdict, sentences.against(self.seen.signals)[:4])
            if self.seen
            else None
        )

    @property
    def percent(self) -> int | None:
        return round(self.seen.score * 100) if self.seen else None


@needs(GUARD_MAIL)
@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """Those that wait for review, or all; ``?file`` hands them out. The look is logged."""
    if "file" in request.GET:
        body = json.dumps(actions.proposal(**hq.by(request)), ensure_ascii=False, indent=1)
        answer = HttpResponse(body, content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="opinions.json"'
        return answer
    state = request.GET.get("state", "")
    worst = Sighting.objects.filter(incident=OuterRef("incident"), action=OuterRef("incident__action"))
    rows = Opinion.objects.select_related("incident", "user", "reviewed_by").annotate(
        worst=Subquery(worst.order_by("-at", "-pk").values("pk")[:1])
    )
    if state != "all":
        rows = rows.filter(decision="")
    found, more = keyset.page(rows, request.GET.get("after", ""), hq.SIZE, order=("-at", "-pk"))
    access_log.note_look(what=Look.What.OPINIONS, incident=None, **hq.by(request))
    context = {
        "rows": list(_with_messages(found)), "more": more, "state": state,
        "versions": list(Teaching.objects.all()[:MOST]),
    }  # fmt: skip
    return hq.page(request, "opinions", _("Feedback on verdicts"), context, hq.home())


def _with_messages(found: Sequence[Any]) -> Iterator[Row]:
    """With the newest message of each incident that was judged as the incident is; one question for all."""
    fields = ("incident", "subject", "sender", "action", "verdict", "score", "unreviewed", "signals")
    keys = [one.worst for one in found if one.worst]
    seen = {one.pk: one for one in Sighting.objects.filter(pk__in=keys).only(*fields)}
    return (Row(one, seen.get(one.worst)) for one in found)


@needs(GUARD_MAIL)
@require_POST
def opinion_deeds(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Opinion, pk=pk)
    do = request.POST.get("do", "")
    try:
        if do == "accept":
            actions.accept(opinion=one, **hq.by(request))
            messages.success(request, _("Accepted. The filter will learn from it within a minute."))
        elif do == "refuse":
            actions.refuse(opinion=one, **hq.by(request))
            messages.success(request, _("Rejected."))
        elif do == "undo":
            actions.undo(opinion=one, **hq.by(request))
            messages.success(request, _("Undone. The feedback is back to review."))
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("incidents:opinions")


@needs(GUARD_MAIL)
@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    n = actions.reset(**hq.by(request))
    says = ngettext(
        "%(n)s example removed. Its feedback is back to review.",
        "%(n)s examples removed. Their feedback is back to review.",
        n,
    )
    messages.success(request, says % {"n": n})
    return redirect("incidents:opinions")
