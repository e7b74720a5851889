"""The far end of links that call home. To who comes it is a shared file that is gone."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from hustings.foundation.accounts.login.adapter import address_of
from hustings.security.decoys import alarms, visitors
from hustings.security.decoys.models import Link

KEPT = 1_000  # visits of one link that are kept one by one
# A picture of one clear point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "050001a5f645400000000049454e44ae426082"
)


@csrf_exempt
@never_cache
def shared(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """Note who came. A picture is a clear point; everything else was never there."""
    is_picture = name.endswith((".png", ".gif"))
    # Office programs ask first what may be done with a picture, then fetch it: that is one use.
    is_asked = is_picture and request.method == "OPTIONS"
    if not is_asked and (link := Link.objects.filter(token=token).first()):
        who = visitors.who(request, is_picture=is_picture)
        agent = request.headers.get("User-Agent", "")[:300]
        if link.visits.count() < KEPT:  # whoever has the address could fill the disk; the alarm counts on
            address = address_of(request) or None
            link.visits.create(address=address, agent=agent, who=who, is_picture=is_picture)
        use = alarms.now(address=address_of(request), agent=agent)
        alarms.link_opened(link, replace(use, is_machine=who == who.MACHINE))
    if is_picture:
        return HttpResponse(PNG, content_type="image/png")
    raise Http404
