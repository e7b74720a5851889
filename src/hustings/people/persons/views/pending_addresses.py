"""HQ's page about what waits for a look: typed by those who don't see everybody, decided by those who do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.idempotency import Refusal
from hustings.people.persons import pending_addresses
from hustings.people.persons.access import access_gate
from hustings.people.persons.actions import pending_addresses as actions
from hustings.people.persons.models import Activity, Look
from hustings.people.persons.refusals import Refused
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from hustings.people.persons.views import frame
from hustings.people.persons.views.once import once

View = Callable[..., HttpResponseBase]
MOST = 500  # lines in one click


def _of_the_whole(view: View) -> View:
    @needs(VIEW_PEOPLE, CHANGE_PEOPLE)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **keys: Any) -> HttpResponseBase:
        return (
            view(request, *args, **keys)
            if pending_addresses.may_look(request.user)
            else access.denied(request)
        )

    return guarded


@_of_the_whole
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What waits, the newest first."""
    found = list(
        pending_addresses.lines().select_related("person__zone", "user")[: pending_addresses.SHOWN + 1]
    )
    rows = pending_addresses.looked_up(found[: pending_addresses.SHOWN])
    seen = {row.line.person_id for row in rows} | {row.owner.pk for row in rows if row.owner}
    context = access_gate.contact_data(request.user, sorted(seen), Look.How.LIST) | {
        "rows": rows,
        "free": [row.line.pk for row in rows if row.is_free],
        "is_more": len(found) > pending_addresses.SHOWN,
    }
    trail = [(reverse("duplicates:duplicates"), _("Duplicates"))]
    return frame.page(
        request, "persons/waiting.html", context, title=_("Needs review"), trail=trail, icon="time"
    )


@_of_the_whole
@require_POST
def email(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(Activity, pk=pk, kind=pending_addresses.WAITS)
    address, is_own_wish = line.data["address"], bool(request.POST.get("is_own_wish"))
    try:
        if request.POST.get("do") == "out":
            actions.leave_out(line=line, user=me(request))
            return _back(request, _("%(address)s was rejected.") % {"address": address})
        actions.take_in(line=line, user=me(request), is_own_wish=is_own_wish)
        return _back(request, _("%(address)s was added.") % {"address": address})
    except Refused as why:
        messages.error(request, str(why))
        return Refusal(reverse("persons:waiting"))


@_of_the_whole
@require_POST
@once
def free(request: HttpRequest) -> HttpResponse:
    lines = query_params.keys(request.POST.getlist("line")[:MOST])
    n = actions.take_in_free(lines=lines, user=me(request))
    return _back(request, ngettext("%(n)s address was added.", "%(n)s addresses were added.", n) % {"n": n})


@_of_the_whole
@require_POST
def person(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(Activity, pk=pk, kind=pending_addresses.DOUBT)
    try:
        actions.let_stay(line=line, user=me(request))
    except Refused as why:
        messages.error(request, str(why))
        return Refusal(reverse("persons:waiting"))
    return _back(request, _("%(name)s was kept.") % {"name": line.person})


def _back(request: HttpRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect("persons:waiting")
