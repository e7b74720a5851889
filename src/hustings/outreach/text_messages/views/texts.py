"""HQ: texts written, tried out, approved, sent, and what became of them."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Column, Moment, Number, State, Title
from hustings.foundation.lib.formats.money import shown
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.text_messages import actions, progress, recipients, wording
from hustings.outreach.text_messages import approval as approvals
from hustings.outreach.text_messages.forms import NumberForm, SendForm, TextForm
from hustings.outreach.text_messages.models import Gateway, TextBlast
from hustings.outreach.text_messages.rights import SEND_TEXTS

TEXTS = gettext_lazy("Text messages")
page = Pages("text_messages/hq", "text_messages:texts", TEXTS, "mobile-alt", top="texts")
_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
STATES = {
    "draft": pgettext_lazy("text messages", "draft"),
    "scheduled": pgettext_lazy("text messages", "scheduled"),
    "sending": pgettext_lazy("text messages", "sending"),
    "paused": pgettext_lazy("text messages", "paused"),
    "sent": pgettext_lazy("text messages", "sent"),
    "cancelled": pgettext_lazy("text messages", "cancelled"),
}


def _state(one: TextBlast) -> tuple[str, Any]:
    return one.state, STATES[one.state]


def _runs(user: Any) -> bool:
    return access.may(user, CHANGE_SETTINGS)


class Texts(Resource):
    """All texts, the newest first."""

    guard = needs(SEND_TEXTS)
    title, icon = TEXTS, "mobile-alt"
    buttons = (
        Button(gettext_lazy("New text message"), "text_messages:text_new"),
        Button(gettext_lazy("Replies by text"), "text_messages:replies"),
        Button(gettext_lazy("Text gateways"), "text_messages:gateways", _runs),
    )
    columns = (
        Title("name", gettext_lazy("Text message"), url="text_messages:text"),
        Column("segment", gettext_lazy("Recipients")),
        Number("n_left", pgettext_lazy("text messages", "Sent")),
        State("state", gettext_lazy("Status"), accessor=_state),
        Moment("started_at", gettext_lazy("When")),
    )
    empty = gettext_lazy("No text message yet. Write one to people who agreed to text messages.")

    def rows(self) -> QuerySet[TextBlast]:
        left = Count("messages", filter=Q(messages__sent_at__isnull=False))
        return TextBlast.objects.select_related("segment").annotate(n_left=left)


def _seen(pk: int) -> TextBlast:
    return get_object_or_404(TextBlast.objects.select_related("segment", "gateway", "user", "sent_by"), pk=pk)


def _may_change(user: Any, text: TextBlast) -> bool:
    """One's own; those of others only without a limit of territory."""
    return text.user_id in {None, user.pk} or access.everywhere(user, SEND_TEXTS)


def _may_steer(user: Any, text: TextBlast) -> bool:
    return text.sent_by_id == user.pk or access.everywhere(user, SEND_TEXTS)


@needs(SEND_TEXTS)
@_GET_POST
@once("text_messages:texts")
def text_new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@needs(SEND_TEXTS)
@_GET_POST
def text_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(pk)
    if not found.is_draft or not _may_change(request.user, found):
        return access.denied(request)
    return _form(request, found)


def _form(request: HttpRequest, found: TextBlast | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = TextForm(sent, instance=found, user=me(request))
    if form.is_valid():
        try:
            kept = actions.save_text(text=found, values=form.values, user=me(request))
        except actions.NotReady as why:
            form.add_error(None, str(why))
        else:
            return redirect("text_messages:text", kept.pk)
    title = found.name if found else _("New text message")
    words = {"form": form, "submit": _("Save"), "is_once": found is None}
    return page(request, "form", title, words, status_of(form))


@needs(SEND_TEXTS)
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text: as a phone shows it, whom it reaches, what it costs; once sent, what became of it."""
    return _shown(request, _seen(pk), NumberForm(), SendForm())


def _shown(request: HttpRequest, found: TextBlast, number: NumberForm, when: SendForm) -> HttpResponse:
    gateway = found.gateway or Gateway.objects.on().first()
    language = get_language() or ""
    context: dict[str, Any] = {
        "text": found, "state": _state(found), "gateway": gateway, "runs": _runs(request.user),
        "preview": wording.whole(
            found.body, gateway, language=language, first_name=me(request).first_name or _("Charlie")
        ),
        "size": wording.longest(found.body, gateway, language),
        "may_change": _may_change(request.user, found), "may_steer": _may_steer(request.user, found),
    }  # fmt: skip
    if found.is_draft:
        context |= _before(request, found, context) | {"number": number, "when": when}
    else:
        told = progress.of(found)
        context |= {"told": told, "cost": _cost(gateway, told.n_parts)}
        context["is_undone"] = bool(found.leaves_at and found.leaves_at > timezone.now() and not told.total)
    return page(request, "text", found.name, context, 422 if number.errors or when.errors else 200)


def _before(request: HttpRequest, found: TextBlast, context: dict[str, Any]) -> dict[str, Any]:
    """Figures worth knowing before it is sent."""
    told = recipients.reach(found, me(request))
    n_parts = told.readers * context["size"].n_parts
    is_approved = approvals.stands(found, me(request))
    return {
        "reach": told, "n_parts": n_parts, "cost": _cost(context["gateway"], n_parts),
        "is_approved": is_approved,
        "lacks_yes": not is_approved and approvals.is_needed(found, me(request), told.readers),
        "may_approve": approvals.may_approve(found, me(request)),
    }  # fmt: skip


def _cost(gateway: Gateway | None, n_parts: int) -> str:
    """An estimate, rounded up; empty where no price is known."""
    if gateway is None or gateway.price is None:
        return ""
    return shown(-(-gateway.price * n_parts // 1_000), gateway.currency)


@needs(SEND_TEXTS)
@require_POST
@once("text_messages:texts")
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to one's own phone."""
    found, form = _seen(pk), NumberForm(request.POST)
    if form.is_valid():
        try:
            actions.send_test(text=found, number=form.cleaned_data["number"], user=me(request))
        except actions.NotReady as why:
            form.add_error("number", str(why))
        else:
            messages.success(request, _("The test is on its way."))
            return redirect("text_messages:text", pk)
    return _shown(request, found, form, SendForm())


@needs(SEND_TEXTS)
@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to what somebody else wrote."""
    try:
        actions.approve(text=_seen(pk), user=me(request))
        messages.success(request, _("Approved."))
    except actions.NotReady as why:
        messages.error(request, str(why))
    return redirect("text_messages:text", pk)


@needs(SEND_TEXTS)
@require_POST
@once("text_messages:texts")
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it leave, now or later."""
    found, form = _seen(pk), SendForm(request.POST)
    if not _may_change(request.user, found):
        return access.denied(request)
    if form.is_valid():
        try:
            actions.send(text=found, user=me(request), at=form.cleaned_data["at"])
        except actions.NotReady as why:
            messages.error(request, str(why))
        return redirect("text_messages:text", pk)
    return _shown(request, found, NumberForm(), form)


@needs(SEND_TEXTS)
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume or end it."""
    found = _seen(pk)
    if not _may_steer(request.user, found):
        return access.denied(request)
    do = {"pause": actions.pause, "resume": actions.resume, "cancel": actions.cancel}
    if deed := do.get(request.POST.get("do", "")):
        deed(text=found, user=me(request))
    return redirect("text_messages:text", pk)
