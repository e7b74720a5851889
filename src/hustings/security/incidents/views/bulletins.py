"""Bulletins: the draft of each week, changed, approved or dropped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import GUARD_MAIL, VIEW_MAILINGS
from hustings.foundation.lib.web import query_params
from hustings.security.incidents import access_log, actions
from hustings.security.incidents.actions import bulletins as deeds
from hustings.security.incidents.bulletin import bulletins as telling
from hustings.security.incidents.models import Bulletin, Look, ShieldSettings, Story
from hustings.security.incidents.views import hq

MOST = 60
_FOREWORD = 2_000  # characters


@needs(GUARD_MAIL)
@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    context = {
        "rows": list(Bulletin.objects.select_related("mailing")[:MOST]),
        "is_on": ShieldSettings.current().has_bulletin,
    }
    return hq.page(request, "bulletins", _("Security bulletins"), context, hq.home())


@needs(GUARD_MAIL)
@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest, pk: int) -> HttpResponse:
    """As it will be read; whoever approves it makes it a mailing."""
    one = get_object_or_404(Bulletin.objects.select_related("mailing", "approved_by"), pk=pk)
    if request.method == "POST":
        try:
            _do(request, one)
        except actions.Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("incidents:bulletin", pk)
    _note(request, one)
    context = {
        "one": one, "stories": telling.told(one), "waits": not one.mailing_id and not one.dropped_at,
        "may_open": access.may(hq.who(request), VIEW_MAILINGS),
    }  # fmt: skip
    trail = [hq.home(), (reverse("incidents:bulletins"), _("Security bulletins"))]
    return hq.page(request, "bulletin", _("Attacks on our mailboxes this week"), context, *trail)


def _do(request: HttpRequest, one: Bulletin) -> None:
    do = request.POST.get("do")
    if do == "drop":
        deeds.drop(bulletin=one)
        messages.success(request, _("No bulletin for this week."))
    elif do in {"save", "send"}:
        kept = query_params.keys(request.POST.getlist("story"))
        deeds.change(bulletin=one, foreword=_foreword(request), kept=kept)
        if do == "send":
            deeds.approve(bulletin=one, user=hq.who(request))
            messages.success(request, _("Approved: a draft mailing to the team is ready to send."))
        else:
            messages.success(request, _("Saved."))


def _foreword(request: HttpRequest) -> str:
    """A few words; too many are refused rather than cut."""
    said = query_params.posted(request, "foreword", 100_000).replace("\r\n", "\n").strip()
    if len(said) > _FOREWORD:
        says = _("The introduction has %(n)s characters; the maximum is %(most)s. Nothing was changed.")
        raise actions.Refused(says % {"n": len(said), "most": _FOREWORD})
    return said


def _note(request: HttpRequest, one: Bulletin) -> None:
    access_log.note_look(what=Look.What.BULLETIN, incident=None, about=str(one), **hq.by(request))


@needs(GUARD_MAIL)
@require_safe
def picture(request: HttpRequest, pk: int, story: int) -> HttpResponse:
    one = get_object_or_404(Story.objects.select_related("bulletin"), pk=story, bulletin=pk)
    _note(request, one.bulletin)
    return HttpResponse(telling.drawn(one), content_type="image/png")
