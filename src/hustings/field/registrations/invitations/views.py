"""HQ: invite a segment or the neighbours of an event. How many it reaches is said before anything is made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.field.events.models import Event
from hustings.field.events.rights import enters_events
from hustings.field.registrations.invitations import actions, forms
from hustings.foundation.accounts import access
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.web.frame import Pages, status_of
from hustings.foundation.lib.web.idempotency import once
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS

page = Pages("invitations", "events:events", pgettext_lazy("menu", "Events"), "date")


def may_invite(user: object) -> bool:
    return enters_events(user) and access.may(user, CHANGE_MAILINGS)


@access.guard(may_invite)
@require_http_methods(["GET", "HEAD", "POST"])
@once("events:events")
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Count first; the second button makes the mailing."""
    event = get_object_or_404(Event.objects.visible_to(request.user).for_lists(), pk=pk)
    user, outlook = me(request), None
    form = forms.InvitationForm(request.POST or None, event=event, user=user)
    if request.method == "POST" and form.is_valid():
        asks_for = actions.criteria(event, **form.asked)
        if "make" not in request.POST:
            outlook = actions.outlook(asks_for, user)
        else:
            try:
                name = _("Invitation: %(event)s") % {"event": event.title[:70]}
                made = actions.invite(event=event, asks_for=asks_for, name=name, user=user)
                messages.success(request, _("Draft created. Check it, then send it like any mailing."))
                return redirect("mailing_writing:edit", made.pk)
            except actions.NotOnSite:
                form.add_error(None, _("Publish the event first: the button leads to its page."))
    context = {"event": event, "form": form, "outlook": outlook}
    return page(request, "invitation", _("Invite people"), context, status_of(form))
