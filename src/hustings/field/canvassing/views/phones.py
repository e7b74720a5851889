"""HQ: phones of a walk list, handed out and withdrawn; the list closed and opened."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hustings.field.canvassing import actions, forms, streams
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.field.canvassing.views.lists import page, seen, shown
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web import qr
from hustings.foundation.sync import actions as sync


@needs(ORGANISE_CANVASSING)
@require_POST
@never_cache
def hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """One more phone: its link is shown this once."""
    found, form = seen(request, pk), forms.PhoneForm(request.POST)
    if not form.is_valid():
        return shown(request, found, form)
    ends_at = timezone.now() + timedelta(days=form.cleaned_data["days"])
    team = form.cleaned_data["team"]
    _handset, link = actions.hand_out(walk_list=found, team=team, ends_at=ends_at, user=me(request))
    context = {"walk_list": found, "link": link, "code": qr.in_page(link), "ends_at": ends_at}
    return page(request, "phone", team, context)


@needs(ORGANISE_CANVASSING)
@require_POST
def revocation(request: HttpRequest, pk: int, handset: UUID) -> HttpResponse:
    stream = streams.stream_of(seen(request, pk))
    found = get_object_or_404(stream.handsets.phones(), pk=handset)
    sync.revoke(handset=found, user=me(request))
    messages.success(request, _("“%(phone)s” no longer has access.") % {"phone": found.name})
    return redirect("canvassing:list", pk)


@needs(ORGANISE_CANVASSING)
@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    sync.close(stream=streams.stream_of(seen(request, pk)))
    messages.success(request, _("The list is closed. What was noted before still counts when it arrives."))
    return redirect("canvassing:list", pk)


@needs(ORGANISE_CANVASSING)
@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    sync.reopen(stream=streams.stream_of(seen(request, pk)))
    messages.success(request, _("The list is open again."))
    return redirect("canvassing:list", pk)
