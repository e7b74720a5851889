"""Phones in HQ: rescue files, and what was held back of phones that may no longer write."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.lib.web.frame import frame, status_of
from hustings.foundation.sync import actions, kinds
from hustings.foundation.sync.forms import RescueForm, TakingForm
from hustings.foundation.sync.models import Handset
from hustings.foundation.sync.rescue_files import RescueFile

_SHOWN = 20  # entries of a file


@access.guard(access.is_of_team)
@require_http_methods(["GET", "HEAD", "POST"])
def rescue(request: HttpRequest) -> HttpResponse:
    """A file is shown before it is imported."""
    user = access.me(request)
    if "lines" in request.POST:
        return _take(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RescueForm(*sent, user=user)
    if form.is_bound and form.is_valid():
        return _show(request, form.cleaned_data["file"], TakingForm(initial={"lines": form.lines}))
    now = timezone.now()
    rows = [
        (handset, kinds.of(handset.stream).title(handset.stream), Handset.State(handset.state_at(now)).label)
        for handset in kinds.held_for(user)
    ]
    context = frame(_("Notes from phones"), icon="download") | {"form": form, "held": rows}
    return render(request, "sync/rescue.html", context, status=status_of(form))


def _show(request: HttpRequest, found: RescueFile, form: TakingForm) -> HttpResponse:
    stream = found.handset.stream
    above = (reverse("sync:rescue"), _("Notes from phones"))
    context = frame(_("Rescue file"), above, icon="download") | {
        "found": found, "form": form, "title": kinds.of(stream).title(stream),
        "first": [(entry, json.dumps(entry.body, ensure_ascii=False)) for entry in found.entries[:_SHOWN]],
        "n_more": max(0, len(found.entries) - _SHOWN),
    }  # fmt: skip
    return render(request, "sync/rescue_file.html", context)


def _take(request: HttpRequest) -> HttpResponse:
    user = access.me(request)
    form = TakingForm(request.POST, user=user)
    if not form.is_valid():
        messages.error(request, str(form.errors["lines"][0]))
        return redirect("sync:rescue")
    found: RescueFile = form.cleaned_data["lines"]
    receipt = actions.rescue(
        handset=found.handset, entries=list(found.entries), clock_offset=found.clock_offset, user=user
    )
    said = ngettext("%(n)s note imported.", "%(n)s notes imported.", receipt.n_new) % {"n": receipt.n_new}
    messages.success(request, said)
    if receipt.problems:
        n = len(receipt.problems)
        said = ngettext("%(n)s of them has a problem.", "%(n)s of them have a problem.", n) % {"n": n}
        messages.warning(request, said)
    return redirect("sync:rescue")


@access.guard(access.is_of_team)
@require_POST
def admission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Count what was held back of one phone."""
    user = access.me(request)
    handset = get_object_or_404(Handset.objects.select_related("stream"), pk=pk)
    if not kinds.may_vouch(user, handset.stream):
        return access.denied(request)
    n = actions.admit(handset=handset, user=user)
    messages.success(request, ngettext("%(n)s note now counts.", "%(n)s notes now count.", n) % {"n": n})
    return redirect("sync:rescue")
