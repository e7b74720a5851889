"""HQ: ask for a second pair of eyes, and answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import query_params as typed_in
from hustings.foundation.lib.web.idempotency import Refusal, once
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.pages import find, framed_below, preview, typed
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.preflight import panel
from hustings.outreach.review import actions
from hustings.outreach.review.approvals import bundles, rules, todos
from hustings.outreach.review.approvals import panel as showing
from hustings.outreach.review.comments import threads
from hustings.outreach.review.models import Approval
from hustings.people.persons.rights import VIEW_PEOPLE


@needs(CHANGE_MAILINGS)
@require_POST
@once("dispatch:mailings")
def request_(request: HttpRequest, pk: int) -> HttpResponse:
    mailing = typed(find(pk))
    if not may_change(me(request), mailing):
        return access.denied(request)
    note = typed_in.posted(request, "note", 1_000)
    try:
        actions.ask_for_approval(mailing=mailing, user=me(request), note_to_them=note)
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
        return Refusal(reverse("dispatch:mailing", args=[pk]))
    messages.success(request, _("Approval requested by e-mail."))
    return redirect("dispatch:mailing", pk)


@needs(SEND_MAILINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@once("dispatch:mailings")
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter, its checks and whom it reaches; POST says yes, or sends it back."""
    mailing = typed(find(pk))
    user = me(request)
    if not mailing.may_be_written:
        return redirect("dispatch:mailing", pk)
    asked = Approval.objects.open().filter(mailing=mailing).select_related("asked_by").first()
    sender = showing.asker(asked, user)
    if not rules.may_review(user, [mailing], {mailing.pk: sender}):
        return access.denied(request)
    if request.method == "POST":
        return _answered(request, mailing, user)
    looked = panel.of(mailing, sender)
    context = framed_below(mailing, _("Approval")) | {
        "mailing": mailing,
        "approval": asked,
        **looked,
        "may_change": may_change(user, mailing),
        "seen": checks.seen(mailing),
        "n_comments": threads.n_open([mailing]).get(mailing.pk, 0),
        "may_see_people": access.may(user, VIEW_PEOPLE),
        **preview(request, mailing),
    }
    return render(request, "review/approval.html", context)


def _next(mailing: Mailing, user: User) -> HttpResponse:
    bundle = bundles.of(mailing.pk)
    if bundle is None:
        return redirect("dispatch:mailing", mailing.pk)
    following = next((each for each in todos.on(user) if each.mailing_id in bundle.mailings), None)
    if following:
        return redirect("review:approval", following.mailing_id)
    return redirect(bundle.url)


def _answered(request: HttpRequest, mailing: Mailing, user: User) -> HttpResponse:
    comment = typed_in.posted(request, "comment", 2_000)
    try:
        if request.POST.get("verdict") == Approval.Verdict.APPROVED:
            actions.approve(mailing=mailing, user=user, seen=request.POST.get("seen", ""), comment=comment)
            messages.success(request, _("Approved. It can be sent as it is."))
        else:
            actions.send_back(mailing=mailing, user=user, comment=comment)
            messages.success(request, _("Changes requested."))
    except mailings_refusals.Refused as refused:
        messages.error(request, str(refused))
        return Refusal(reverse("review:approval", args=[mailing.pk]))
    return _next(mailing, user)
