"""Headers and links of a page shown in a frame: who may show it, where its steps lead, how it looks."""

from collections.abc import Sequence
from urllib.parse import urlencode

from csp.constants import NONE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hustings.foundation.lib.embeds import Thing
from hustings.people.signups.public_forms.arrivals import named
from hustings.people.signups.public_forms.embeds import Embed
from hustings.site.embeds import hosts, kinds
from hustings.site.embeds.models import Host
from hustings.site.website.look import theme
from hustings.site.website.models import Look

THEMES = {"light": "day", "dark": "night"}  # beside "auto", which is as the reader's device says
BASE = "embeds/base.html"


class Around:
    """The site around a frame, as far as it is listed; ``origin`` may be told heights."""

    def __init__(self, request: HttpRequest, listed: Sequence[Host]) -> None:
        ours = f"{request.scheme}://{request.get_host()}"
        at, before = request.GET.get("at", ""), request.headers.get("Referer", "")
        said = [
            origin for origin in (hosts.origin_of(at), hosts.origin_of(before)) if origin not in ("", ours)
        ]
        found = [(origin, host) for origin in said if (host := hosts.find(listed, origin))]
        self.origin, host = found[0] if found else ("", None)
        self.listed_as = host.origin if host else ""

    @property
    def site(self) -> str:
        return named(self.origin.partition("://")[2].partition(":")[0])


def embed(request: HttpRequest, thing: Thing, origin: str = "", site: str = "") -> Embed:
    """How the thing is shown in a frame: its steps keep the site around and the theme."""
    chosen = theme_of(request)
    kept = {name: word for name, word in [("theme", chosen), ("at", origin)] if word}
    path, before = kinds.path_of(thing), request.GET.get("before", "").lower()
    words = f"?{urlencode(kept)}" if kept else ""
    return Embed(
        base=BASE, here=f"{path}{words}",
        sent=f"{path}sent/{words}", around=origin, site=site,
        before=named(before) if hosts.is_name(before) else "", is_step=request.method == "POST",
        look=look(chosen, request), scheme=chosen or "light dark",
    )  # fmt: skip


def theme_of(request: HttpRequest) -> str:
    """``light`` or ``dark``; empty: as the reader's device says."""
    asked = request.GET.get("theme", "")
    return asked if asked in THEMES else ""


def look(chosen: str, request: HttpRequest) -> str:
    now = Look.load(request_or_site=request).theme
    address: str = now.url
    if chosen:
        address = reverse("embed_look", args=[chosen, theme.digest(theme.css(now, THEMES[chosen]))])
    return address


def guard(response: HttpResponse, listed: Sequence[Host]) -> HttpResponse:
    """Have browsers show it within the listed sites, and nowhere else."""
    ancestors = hosts.sources(listed) or [NONE]
    response._csp_replace = {"frame-ancestors": ancestors}  # type: ignore[attr-defined] # read by django-csp
    response.xframe_options_exempt = True  # that header can't name a list
    response["X-Robots-Tag"] = "noindex"
    return response
