"""Public views for other sites: the script, the frames and their colours. No cookie, nobody's log-in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.foundation.lib import embeds
from hustings.foundation.lib.embeds import Thing
from hustings.people.signups.public_forms.base import TRAP
from hustings.site.embeds import code, counters, frames, hosts
from hustings.site.embeds.frames import THEMES, Around
from hustings.site.embeds.models import Stop
from hustings.site.website.look import theme
from hustings.site.website.look.views import for_ever
from hustings.site.website.models import Look


@require_safe
def script(request: HttpRequest, version: int) -> HttpResponse:
    text = code.script(version)
    if text is None:
        raise Http404
    response = for_ever(HttpResponse(text, content_type="text/javascript; charset=utf-8"))
    response["Access-Control-Allow-Origin"] = "*"  # or no browser would compare its hash
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def look(request: HttpRequest, scheme: str, digest: str) -> HttpResponse:
    """The campaign's colours by day or by night, whatever the reader's device says."""
    if scheme not in THEMES:
        raise Http404
    text = theme.css(Look.load().theme, THEMES[scheme])
    if theme.digest(text) != digest:
        return redirect(frames.look(scheme, request))
    return for_ever(HttpResponse(text, content_type="text/css; charset=utf-8"))


@csrf_exempt  # uses no cookie and nobody's log-in; the signed stamp proves that our page was shown
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def embed(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A form in a frame; where something was typed, what comes of it."""
    return _framed(request, _found(kind, key), is_sent=False)


@never_cache
@require_safe
def sent(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return _framed(request, _found(kind, key), is_sent=True)


def _found(kind: str, key: str) -> Thing:
    thing = embeds.find(kind, key)
    if thing is None:
        raise Http404
    return thing


def _framed(request: HttpRequest, thing: Thing, *, is_sent: bool) -> HttpResponse:
    listed = hosts.listed()
    around = Around(request, listed)
    frame: Any = frames.embed(request, thing, around.origin, around.site)
    frame.is_step = frame.is_step or is_sent
    request.embed = frame  # type: ignore[attr-defined] # read by people.public_forms.embedded
    if Stop.objects.filter(kind=thing.kind, key=thing.key).exists():
        return frames.guard(render(request, "embeds/stopped.html", {"thing": thing}, status=410), listed)
    kind_of_it = embeds.kind_of(thing)
    shown = kind_of_it.thank if is_sent else kind_of_it.show
    response = shown(request, thing)
    if frame.is_done and not request.POST.get(TRAP):
        counters.act(thing.kind, thing.key, around.listed_as)
    elif request.method == "GET" and not is_sent and response.status_code == 200:
        counters.view(request, thing.kind, thing.key, around.listed_as)
    return frames.guard(response, listed)
