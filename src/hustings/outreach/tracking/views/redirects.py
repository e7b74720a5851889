"""Redirects of counted links in letters, and the picture. For anybody; each answers the same to all."""

from base64 import b64decode

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import link_refs, tracking_urls
from hustings.outreach.tracking import events
from hustings.outreach.tracking.models import MailingLink, TrackingEvent

_NOTHING = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # one clear point


@never_cache
@require_safe
def click(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """On to the target. It stands in our table alone, so this leads nowhere that no mailing of ours led."""
    named = tracking_urls.read(token)
    target = _target(named, number) if named else ""
    if target is None:
        return _quiet(HttpResponse("Please try again.", status=503, headers={"Retry-After": "5"}))
    if not named or not target:
        return _quiet(render(request, "tracking/no_link.html", status=400))
    events.note(request, named, number)
    return _quiet(HttpResponse(status=302, headers={"Location": target}))


def _target(named: tracking_urls.Named, number: int) -> str | None:
    """Target of the link; empty for no such link, None where the database can't say."""
    if number == TrackingEvent.TRAP:
        return f"{settings.BASE_URL}/"
    try:
        how = Subquery(Campaign.objects.order_by("pk").values("measure_clicks")[:1])
        links = MailingLink.objects.filter(mailing=named.mailing, number=number)
        target, measured = links.values_list("target", how).first() or ("", None)
    except DatabaseError:
        return None
    if not target or measured == Campaign.Measuring.NOTHING:
        return str(target)
    return link_refs.added(target, link_refs.make(named.mailing, number, named.version))


@never_cache
@require_safe
def picture(request: HttpRequest, token: str) -> HttpResponse:
    named = tracking_urls.read(token)
    if named and named.delivery:
        events.note(request, named, TrackingEvent.OPENED)
    return _quiet(HttpResponse(_NOTHING, content_type="image/gif"))


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address is somebody's: the target needn't learn it, nor a search engine."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
