"""On the site: a host asks for a speaker; a speaker answers by the link of a mail."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.field.events.models import Event
from hustings.field.groups.hosting import leads
from hustings.field.groups.models import LocalGroup, Membership
from hustings.field.registrations.models import SpeakerRequest
from hustings.field.registrations.speakers import actions, forms
from hustings.foundation.lib.web.frame import status_of

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@leads
@_GET_POST
def ask(request: HttpRequest, group: LocalGroup, membership: Membership, event: int) -> HttpResponse:
    """For an event of the group that lies ahead."""
    rows = Event.objects.filter(group=group, starts_at__gt=timezone.now(), cancelled_at=None)
    found = get_object_or_404(rows.for_lists(), pk=event)
    form = forms.RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            about = form.cleaned_data["about"]
            actions.ask(event=found, group=group, person=membership.person, about=about)
            return redirect("speaker_answers:ask", group.pk, event)
        except actions.AskedBefore:
            form.add_error(None, _("A speaker has been asked for already."))
    asked = SpeakerRequest.objects.filter(event=found, closed_at=None).select_related("speaker").first()
    state = asked.state.label if asked else ""
    context = {"group": group, "event": found, "form": form, "asked": asked, "state": state}
    return render(request, "speakers/hosts/ask.html", context, status=status_of(form))


@never_cache
@csrf_exempt
@_GET_POST
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """Two buttons for whoever was asked last."""
    found = _of(token)
    if found is None:
        return render(request, "attendance/link_unknown.html", status=404)
    has_declined = False
    if request.method == "POST":
        if "no" in request.POST:
            actions.decline(found)
            has_declined = True
        elif actions.accept(found):
            return redirect("speaker_answers:offer", token)
        found.refresh_from_db()
    context = {"found": found, "event": found.event, "has_declined": has_declined}
    return render(request, "speakers/offer.html", context)


def _of(token: str) -> SpeakerRequest | None:
    """The request, as long as this is its present offer."""
    try:
        pk, _dash, _at = SpeakerRequest.signer.unsign(token).partition("-")
        found = SpeakerRequest.objects.select_related("event__zone", "group").get(pk=int(pk))
    except (signing.BadSignature, ValueError, SpeakerRequest.DoesNotExist):
        return None
    is_present = found.signer.unsign(found.token) == found.signer.unsign(token)
    return found if is_present and found.offered_at and not found.closed_at else None
