"""The supporter's home, and what a phone installs it by."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hustings.foundation.campaigns.models import Campaign
from hustings.people.selfservice import home as of_home
from hustings.people.selfservice.forms import AskForm
from hustings.people.selfservice.views.own_page import page
from hustings.people.selfservice.views.recognised import renew
from hustings.people.signups import recognition
from hustings.people.signups.public_forms import consents


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What is theirs and near them; of strangers it asks for the way to their page."""
    known = recognition.of(request)
    words: dict[str, Any] = {"known": known, "cards": of_home.of(request, known)}
    if known is None or not known.is_open:
        stamp = consents.stamped(reverse("own_page:ask"), request, {}, for_anybody=True)
        words |= {"form": AskForm(stamp), "onward": reverse("own_page:home")}
    return renew(request, page(request, "home", words))


@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    """Name, icons and start of the home in this language. It has no service worker: its pages are of one."""
    name, start = Campaign.current().name, reverse("own_page:home")
    said = {
        "name": name, "short_name": name[:30], "lang": get_language(), "id": start, "start_url": start,
        "scope": start.removesuffix("my/"), "display": "standalone", "background_color": "#ffffff",
        "icons": of_home.icon_list(),
    }  # fmt: skip
    answer = JsonResponse(said, content_type="application/manifest+json")
    patch_cache_control(answer, no_cache=True)
    return answer
