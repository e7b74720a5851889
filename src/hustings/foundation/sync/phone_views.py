"""Pages below ``/phone/`` that hold nobody's data, and what has them open without a network."""

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.sync import kinds

SCOPE = "/phone/"
FILES = (  # of every page
    "hustings/account.css", "hustings/favicon.svg", "hustings/fonts/bricolage-grotesque.woff2",
    "hustings/sync/store.js", "hustings/sync/log.js", "hustings/sync/status.js", "hustings/sync/load.js",
)  # fmt: skip
WORDS = {  # what the scripts say
    "sent": _("Everything is sent."),
    "unsent": _("Noted on this phone, not sent yet: {n}"),
    "oldest": _("The oldest was noted {ago}."),
    "offline": _("The server can’t be reached right now. Your notes are kept on this phone and sent later."),
    "stuck": _("Not accepted by the server: {n}. Save a rescue file and give it to your organiser."),
    "held": _("Sent, but not counted until your organiser admits them: {n}"),
    "problems": _("Sent, with a problem: {n}"),
    "revoked": _(
        "This phone’s access was withdrawn. What you note now only counts if your organiser admits it."
    ),
    "lapsed": _(
        "This phone’s access has expired. What you note now only counts if your organiser admits it."
    ),
    "shut": _(
        "This list’s time is over, or this phone’s clock is wrong. Connect to the network, or set the clock."
    ),
    "closed": _("This list is closed. What you noted before still counts."),
    "unknown": _("The server doesn’t know this phone. Ask for a new link, and save a rescue file first."),
    "no_link": _("This link is not valid. Ask for a new one."),
    "no_network": _("You need a connection the first time you open the link."),
    "no_store": _(
        "This browser can’t keep notes. Open the link in another browser, not in a private window."
    ),
}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Target of links that were handed out, and what this phone has."""
    return render(request, "sync/start.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the pages and files to keep. It changes when one of them does."""
    pages = {reverse(shell.view): shell for shell in kinds.shells.all()}
    files = sorted({static(name) for shell in pages.values() for name in (*FILES, *shell.files)})
    digest = hashlib.sha256(json.dumps(files).encode())
    for page in sorted(pages):
        view = resolve(page)
        digest.update(view.func(request, *view.args, **view.kwargs).content)
    shell = {"version": digest.hexdigest()[:16], "pages": sorted(pages), "files": files}
    answer = render(request, "sync/worker.js", {"shell": json.dumps(shell)}, "text/javascript")
    patch_cache_control(answer, no_cache=True)
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Manifest by which a phone installs it."""
    name = Campaign.current().name
    said = {
        "name": gettext("%(campaign)s in the field") % {"campaign": name}, "short_name": name[:30],
        "lang": get_language(), "id": SCOPE, "start_url": SCOPE, "scope": SCOPE, "display": "standalone",
        "background_color": "#fffaf2", "theme_color": "#0b4f4a",
        "icons": [{"src": static("hustings/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }  # fmt: skip
    answer = JsonResponse(said, content_type="application/manifest+json")
    patch_cache_control(answer, no_cache=True)
    return answer
