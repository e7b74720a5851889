"""HQ in the demo: the mail that was caught, with links that let people in: for those with every right."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.lib.web.frame import frame
from hustings.outreach.delivery import demo_inbox

_PAGE = 25


def _in_demo(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@_in_demo
@needs(CHANGE_SETTINGS)
def mails(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    search = request.GET.get("q", "")[:100]
    number = request.GET.get("p", "1")
    number = number if number.isdecimal() and len(number) < 7 else "1"
    found, n = demo_inbox.listed(search, (max(int(number), 1) - 1) * _PAGE, _PAGE)
    page = Paginator(range(n), _PAGE).get_page(number)
    about = frame(_("Inbox (demo)"), icon="download")
    return render(
        request, "delivery/inbox.html", about | {"mails": found, "page": page, "search": search, "n": n}
    )


def _read(name: str) -> tuple[demo_inbox.Caught, Any]:
    found = demo_inbox.read(name)
    if found is None:
        raise Http404
    return found


@_in_demo
@needs(CHANGE_SETTINGS)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: text, HTML, headers."""
    caught, message = _read(name)
    text = message.get_body(("plain",))
    subject = str(message["subject"] or "")
    context = frame(subject or "–", (reverse("delivery:inbox"), _("Inbox (demo)")), icon="mail") | {
        "caught": caught,
        "message": message,
        "sender": str(message["from"] or ""),
        "text": text.get_content() if text else "",
        "has_html": message.get_body(("html",)) is not None,
        "headers": [(key, str(value)) for key, value in message.items()],
        "one_click": _one_click(message),
    }
    return render(request, "delivery/inbox_mail.html", context)


def _one_click(message: Any) -> str:
    """Where a mail program would post to (RFC 8058); the path alone, for the demo runs at one address."""
    if str(message["list-unsubscribe-post"] or "").strip() != "List-Unsubscribe=One-Click":
        return ""
    for address in str(message["list-unsubscribe"] or "").split(","):
        parts = urlsplit(address.strip().strip("<>"))
        if parts.scheme in {"http", "https"}:
            return parts.path
    return ""


@_in_demo
@needs(CHANGE_SETTINGS)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame: no script runs, nothing is loaded but pictures of our own."""
    part = _read(name)[1].get_body(("html",))
    if part is None:
        raise Http404
    ours = request.build_absolute_uri(settings.MEDIA_URL)
    response = HttpResponse(part.get_content().replace(settings.BASE_URL + settings.MEDIA_URL, ours))
    response["Content-Security-Policy"] = (
        f"sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data: {ours};"
        " frame-ancestors 'self'"
    )
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
