"""HQ: watch, hold, end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.lib.sql import keyset
from hustings.outreach.delivery import actions as delivery_actions
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions, status
from hustings.outreach.dispatch.views.mailings import alarmed
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.pages import find, framed_below
from hustings.outreach.mailings.rights import may_steer
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.access import access_gate
from hustings.people.persons.models import Look, Person

_LISTED = {
    Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.BOUNCED, Delivery.State.COMPLAINED,
    Delivery.State.FAILED, Delivery.State.SKIPPED, Delivery.State.UNSURE,
}  # fmt: skip


@needs(VIEW_MAILINGS)
def progress_fragment(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is: asked for every two seconds while it moves."""
    mailing = find(pk)
    context = {
        "mailing": mailing,
        **status.of(mailing),
        "may_steer": may_steer(me(request), mailing),
        **alarmed(request, mailing),
    }
    return render(request, "dispatch/progress.html", context)


@needs(VIEW_MAILINGS)
def deliveries(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """The people in one state, as far as the user may see people; the others by their number."""
    mailing = find(pk)
    if state not in _LISTED:
        raise Http404
    seen = Person.objects.visible_to(request.user)
    states = Delivery.HANDED_OVER if state == Delivery.State.SENT else [state]
    found = Delivery.objects.filter(mailing=mailing, state__in=states)
    rows = found.filter(person__in=seen).select_related("person")
    shown, more = keyset.page(rows, request.GET.get("after", ""), order=("-pk",))
    context = framed_below(mailing, capfirst(str(Delivery.State(state).label))) | {
        "mailing": mailing,
        "rows": shown,
        "more": more,
        "n_unseen": access_gate.n_unseen(request.user, found),
    }
    context |= access_gate.contact_data(request.user, [row.person_id for row in shown], Look.How.LIST)
    return render(request, "dispatch/deliveries.html", context)


def _steering(
    deed: Callable[..., int | None], words: Callable[[int], str] | None = None, said: Any = ""
) -> Callable[..., HttpResponseBase]:
    """A view that does one deed; ``words`` say how many letters it was done to."""

    @needs(SEND_MAILINGS)
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        mailing = find(pk)
        user = me(request)
        if not may_steer(user, mailing):
            return access.denied(request)
        try:
            n = deed(mailing=mailing, user=user)
        except mailings_refusals.Refused as refused:
            messages.error(request, str(refused))
        else:
            if words and n is not None:
                messages.success(request, words(n) % {"n": n})
            elif said:
                messages.success(request, str(said))
        return redirect("dispatch:mailing", pk)

    return view


pause = _steering(actions.pause)
undo = _steering(actions.undo, said=gettext_lazy("Nothing was sent. The mailing is a draft again."))
unplan = _steering(actions.unschedule, said=gettext_lazy("The mailing is a draft again."))
resume = _steering(actions.resume)
go_on = _steering(actions.go_on)
cancel = _steering(actions.cancel)
again = _steering(
    delivery_actions.send_unsure_again,
    lambda n: ngettext("%(n)d e-mail is being sent again.", "%(n)d e-mails are being sent again.", n),
)
counted = _steering(
    delivery_actions.count_unsure_as_sent,
    lambda n: ngettext("%(n)d e-mail counts as sent.", "%(n)d e-mails count as sent.", n),
)
