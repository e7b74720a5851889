"""HQ: what the campaign wants of the archive, and whether a mailing is in it."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, VIEW_MAILINGS
from hustings.foundation.lib.web.frame import frame
from hustings.outreach.archive import actions
from hustings.outreach.archive.forms import ArchiveForm
from hustings.outreach.archive.models import Archive
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.pages import find
from hustings.outreach.mailings.rights import may_archive

log = logging.getLogger(__name__)


@needs(VIEW_MAILINGS)
@require_POST
def archiving(request: HttpRequest, pk: int) -> HttpResponse:
    mailing, user = find(pk), me(request)
    if not may_archive(user, mailing):
        return access.denied(request)
    try:
        if request.POST.get("deed") == "out":
            actions.take_out(mailing=mailing, user=user)
            messages.success(request, _("Unpublished."))
        elif actions.put_in(mailing=mailing, user=user, version=request.POST.get("version", "")[:1]):
            messages.success(request, _("Published."))
        else:
            messages.success(request, _("It will be published as soon as possible."))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
    return redirect("dispatch:mailing", pk)


@needs(CHANGE_SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def archive_settings(request: HttpRequest) -> HttpResponse:
    form = ArchiveForm(request.POST if request.method == "POST" else None, instance=Archive.current())
    if form.is_bound and form.is_valid():
        kept = form.save()
        log.warning("archive changed user=%s to=%s", request.user.pk, kept)
        messages.success(request, _("Saved."))
        return redirect("archive:archive")
    about = frame(_("Mailing archive"), icon="mail")
    context = about | {"form": form, "is_on": Archive.current().is_on}
    return render(request, "archive/archive.html", context, status=422 if form.errors else 200)
