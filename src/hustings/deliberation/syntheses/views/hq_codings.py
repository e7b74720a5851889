"""HQ: themes, codings by two, the coder's page, what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.syntheses import actions, agreements, rights
from hustings.deliberation.syntheses.forms import codings as forms
from hustings.deliberation.syntheses.models import Code, CodingRound
from hustings.deliberation.syntheses.rights import WRITE, consultations_of
from hustings.deliberation.syntheses.views import hq
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of
from hustings.foundation.lib.web.idempotency import once

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 100


@needs(WRITE)
@_GET_POST
@once("syntheses_hq:list")
def coding(request: HttpRequest, pk: int) -> HttpResponse:
    """Themes and codings of a consultation; add a theme."""
    consultation = hq.seen(request, pk)
    form = forms.CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_code(consultation=consultation, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("syntheses_hq:coding", pk)
    return _coding(request, consultation, code_form=form)


def _coding(request: HttpRequest, consultation: Consultation, **sent: Any) -> HttpResponse:
    rows = CodingRound.objects.filter(consultation=consultation).select_related("first", "second", "question")
    words = {
        "consultation": consultation, "codes": consultation.codes.filter(archived_at=None),
        "rounds": rows.order_by("-pk")[:SHOWN], "runs": rights.runs(request.user, consultation),
        "code_form": forms.CodeForm(),
        "round_form": forms.RoundForm(consultation=consultation, auto_id="round-%s"), **sent,
    }  # fmt: skip
    status = max(status_of(form) for form in sent.values())
    return hq.page(request, "coding", _("Coding"), words, consultation=consultation, status=status)


@needs(WRITE)
@require_POST
def code_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a theme no more."""
    found = get_object_or_404(Code, pk=pk, consultation__in=consultations_of(request.user))
    actions.archive_code(code=found)
    messages.success(request, _("The theme is archived."))
    return redirect("syntheses_hq:coding", found.consultation_id)


@needs(RUN)
@require_POST
@once("syntheses_hq:list")
def round_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Have two people code a sample."""
    consultation = hq.run(request, pk)
    form = forms.RoundForm(request.POST, consultation=consultation, auto_id="round-%s")
    if form.is_valid():
        try:
            actions.begin_round(consultation=consultation, **form.cleaned_data)
            messages.success(request, _("The two coders find it on this page."))
            return redirect("syntheses_hq:coding", pk)
        except actions.NoThemes:
            form.add_error(None, _("Add two themes first; and there must be contributions."))
    return _coding(request, consultation, round_form=form)


def _round(request: HttpRequest, pk: int, rows: Any = None) -> CodingRound:
    mine = consultations_of(request.user) if rows is None else rows
    found = CodingRound.objects.select_related("consultation", "first", "second", "question")
    return get_object_or_404(found, pk=pk, consultation__in=mine)


@needs(WRITE)
@_GET_POST
def coding_round(request: HttpRequest, pk: int) -> HttpResponse:
    """The next contribution for its coders; once closed, what they agree and differ on."""
    found = _round(request, pk)
    user, consultation = me(request), found.consultation
    form = forms.ThemeChoice(request.POST or None, consultation=consultation)
    if form.is_valid():
        item = Item.objects.filter(pk=form.cleaned_data["item"], consultation=consultation).first()
        try:
            if item is None:
                raise actions.Closed
            actions.code(coding_round=found, item=item, user=user, code=form.cleaned_data["code"])
        except actions.Closed:
            messages.error(request, _("This coding is closed, or isn’t yours."))
        return redirect("syntheses_hq:round", pk)
    words: dict[str, Any] = {"round": found, "n": len(found.items)}
    words["runs"] = rights.runs(user, consultation)
    if found.closed_at:
        words["differences"] = agreements.differences(found)
    else:
        coders = (found.first, found.second)
        words["left"] = [(coder, len(agreements.left(found, coder.pk))) for coder in coders]
        if user.pk in (found.first_id, found.second_id):
            words |= _next(found, user.pk)
    return hq.page(request, "round", _("Coding"), words, consultation=consultation, status=status_of(form))


def _next(found: CodingRound, user: int) -> dict[str, Any]:
    left = agreements.left(found, user)
    item = Item.objects.for_lists().get(pk=left[0]) if left else None
    initial = {"item": item.pk} if item else {}
    form = forms.ThemeChoice(consultation=found.consultation, initial=initial)
    return {"item": item, "form": form, "done": len(found.items) - len(left), "is_coder": True}


@needs(RUN)
@require_POST
def round_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it and compare, or delete it; once closed, publish it."""
    found = _round(request, pk, Consultation.objects.visible_to(request.user))
    if request.POST.get("do") == "delete":
        return _dropped(request, found)
    if found.closed_at:
        actions.publish_round(coding_round=found)
        messages.success(request, _("Agreement and themes are published."))
    else:
        try:
            actions.close_round(coding_round=found)
            messages.success(request, _("Closed: here is what the two said."))
        except actions.Unfinished:
            messages.error(request, _("Both have to code everything first."))
    return redirect("syntheses_hq:round", pk)


def _dropped(request: HttpRequest, found: CodingRound) -> HttpResponse:
    try:
        actions.drop_round(coding_round=found)
    except actions.Closed:
        messages.error(request, _("It is closed: it can’t be deleted any more."))
        return redirect("syntheses_hq:round", found.pk)
    messages.success(request, _("The coding is deleted."))
    return redirect("syntheses_hq:coding", found.consultation_id)
