"""HQ: the step between writing a mailing and its leaving: who gets it, when, and what the checks say."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.outreach.abtests import panel as testing
from hustings.outreach.archive import panel as archive
from hustings.outreach.automations.models import Sequence
from hustings.outreach.delivery import frequency_cap
from hustings.outreach.dispatch import actions, status
from hustings.outreach.dispatch.forms.mailings import RecipientsForm, TestForm
from hustings.outreach.dispatch.forms.plan import SendForm
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed, preview, typed
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.preflight import fingerprints, panel
from hustings.outreach.preflight.findings import Finding, digest
from hustings.outreach.review.approvals import panel as approving
from hustings.outreach.review.comments import threads
from hustings.people.persons.rights import VIEW_PEOPLE


@dataclass(frozen=True)
class Checked:
    """What the checks say to one who may send it, or not."""

    looked: dict[str, Any]
    warnings: list[Finding]
    seen: str

    @property
    def stops(self) -> bool:
        return bool(self.looked["stops"])


def checked(mailing: Mailing, user: User, *, may_send: bool) -> Checked:
    looked = panel.of(mailing, user)
    warnings = [one for one in looked["findings"] if one.warns]
    unapproved = approving.findings(mailing, user, looked["reach"]) if may_send else []
    looked |= {"findings": unapproved + looked["findings"], "stops": looked["stops"] or bool(unapproved)}
    looked["n_stops"] = sum(one.stops for one in looked["findings"])
    return Checked(looked, warnings, fingerprints.seen(mailing) + digest(warnings))


def form_of(mailing: Mailing, user: User, found: Checked, posted: Any = None) -> SendForm:
    readers = audience.readers(mailing, user)
    n = 0 if found.stops else frequency_cap.n_pressed(mailing, readers, timezone.now())
    return SendForm(posted, mailing=mailing, user=user, n_pressed=n, n_warnings=len(found.warnings))


def page(
    request: HttpRequest, mailing: Mailing, found: Checked | None = None, form: SendForm | None = None
) -> HttpResponse:
    """Everything about a draft that isn't written in the editor."""
    user = me(request)
    may_write = may_change(user, mailing)
    may_send = access.may(user, SEND_MAILINGS) and not mailing.is_step
    found = found or checked(mailing, user, may_send=may_send and may_write)
    context: dict[str, Any] = framed(mailing.name) | found.looked | {
        "mailing": mailing,
        "seen": found.seen,
        "may_change": may_write,
        "may_send": may_send,
        "may_see_people": access.may(user, VIEW_PEOPLE),
        "n_comments": threads.n_open([mailing]).get(mailing.pk, 0),
        "test": testing.of_draft(mailing, found.looked["reach"].readers),
        "test_form": TestForm(mailing=mailing, initial={"to": user.email}),
        "looks_by_itself": may_send and may_write,
        **preview(request, mailing),
        **archive.box(mailing, user),
        **approving.box(mailing, user, found.looked["reach"]),
    }  # fmt: skip
    if mailing.is_step:
        context["sequence"] = Sequence.of_letter(mailing.pk)
    elif may_write:
        context["recipients_form"] = RecipientsForm(mailing=mailing, user=user)
    if may_send and may_write:
        context["form"] = form or form_of(mailing, user, found)
    return render(request, "dispatch/send.html", context, status=422 if request.method == "POST" else 200)


@needs(SEND_MAILINGS)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what is ready and what isn't; POST sends, or schedules."""
    mailing, user = typed(find(pk)), me(request)
    if not mailing.is_draft:
        return redirect("dispatch:mailing", pk)
    if not may_change(user, mailing):
        return access.denied(request)
    found = checked(mailing, user, may_send=True)
    if request.method != "POST" or found.stops:
        return page(request, mailing, found)
    if request.POST.get("seen") != found.seen:
        messages.error(request, _changed(mailing, request.POST.get("seen", "")))
        return redirect("dispatch:send", pk)
    form = form_of(mailing, user, found, request.POST)
    if not form.is_valid():
        return page(request, mailing, found, form)
    try:
        messages.success(request, _sent(mailing, user, form, found.warnings))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("dispatch:mailing", pk)


def _changed(mailing: Mailing, seen: str) -> str:
    if seen.startswith(fingerprints.seen(mailing)):
        return _("The checks have new results. Please review them.")
    return _("The mailing, its segment or the e-mail design has changed. Please review it again.")


def _sent(mailing: Mailing, user: User, form: SendForm, warnings: list[Finding]) -> str:
    pressed = form.cleaned_data.get("pressed") or Mailing.Pressed.LEFT_OUT
    more: dict[str, Any] = {"pressed": pressed, "nevertheless": warnings}
    if not form.is_later:
        actions.send(mailing=mailing, user=user, **more)
        return _on_its_way(mailing)
    at, by = form.cleaned_data["at"], form.cleaned_data["clock"]
    actions.schedule(mailing=mailing, user=user, at=at, clock=by, **more)
    return _("Mailing scheduled.")


def _on_its_way(mailing: Mailing) -> str:
    seconds = status.seconds_left(mailing)
    if not seconds:
        return _("Sending has started.")
    words = ngettext(
        "Sending starts in %(n)d second. You can still undo.",
        "Sending starts in %(n)d seconds. You can still undo.",
        seconds,
    )
    return words % {"n": seconds}


@needs(CHANGE_MAILINGS)
@require_POST
def recipients(request: HttpRequest, pk: int) -> HttpResponse:
    """Another segment, or topic: the page counts anew."""
    mailing, user = typed(find(pk)), me(request)
    if not may_change(user, mailing):
        return access.denied(request)
    form = RecipientsForm(request.POST, mailing=mailing, user=user)
    try:
        if form.is_valid():
            actions.choose_recipients(mailing=mailing, user=user, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("dispatch:mailing", pk)
