"""The public archive: the list, its feed, a page a mailing, and the letter alone for the frame of a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.views import serve

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.archive import pages as reading
from hustings.outreach.archive import publication
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.emails import link_refs
from hustings.people.signups.public_forms import arrivals

PER_PAGE = 20
_LETTER_POLICY = (
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    " allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# A letter reads its own height and opens links; it runs no script.
_SANDBOX = (
    "allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
)
View = Callable[..., HttpResponseBase]


def _public(view: View) -> View:
    """``view(request, archive, …)``: kept by anybody but the signed in, and asked for anew each time."""

    @require_safe
    @conditional_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        archive = Archive.current()
        response = view(request, archive, *args, **more)
        if hasattr(response, "is_for_everybody"):  # a page of the site
            return response
        response["Cache-Control"] = f"{'private' if request.COOKIES else 'public'}, no-cache"
        if not archive.is_indexed:
            response["X-Robots-Tag"] = "noindex"
        response.is_for_everybody = True  # type: ignore[attr-defined]  # the memory of pages keeps it
        return response

    return guarded


def _tongues(urls: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"code": code, "name": get_language_info(code)["name_local"].capitalize(), "url": url}
        for code, url in urls.items()
        if code != get_language()
    ]


def _lists() -> dict[str, str]:
    here = reverse("letters:letters")
    return {code: translate_url(here, code) for code, _name in settings.LANGUAGES}


def _elsewhere() -> list[dict[str, str]]:
    shown = set(ArchivePage.objects.shown().order_by().values_list("language", flat=True).distinct())
    return _tongues({code: url for code, url in _lists().items() if code in shown})


@_public
def letters(request: HttpRequest, archive: Archive) -> HttpResponseBase:
    """All in this language, newest first."""
    if not archive.is_on:  # a page of the site may have this address
        return serve(request, "letters/")  # type: ignore[no-any-return]
    found = ArchivePage.objects.shown().filter(language=get_language())
    number = request.GET.get("page", "")
    page_of = Paginator(found, PER_PAGE).get_page(number if len(number) < 7 else 1)
    context = {
        "page_of": page_of,
        "elsewhere": [] if page_of.object_list else _elsewhere(),
        "archive": archive,
        "tongues": _tongues(_lists()),
        "canonical": settings.BASE_URL + reverse("letters:letters"),
    }
    return render(request, "archive/letters.html", context)


@_public
def feed(request: HttpRequest, archive: Archive) -> HttpResponseBase:
    """The newest ones, as Atom."""
    if not archive.is_on:
        raise Http404
    name, here = Campaign.current().name, settings.BASE_URL + reverse("letters:letters")
    made = Atom1Feed(
        title=_("E-mails from %(name)s") % {"name": name}, link=here, description="", language=get_language(),
        feed_url=settings.BASE_URL + request.path, author_name=name,
    )  # fmt: skip
    for page in ArchivePage.objects.shown().filter(language=get_language())[:PER_PAGE]:
        link = reading.address(page)
        made.add_item(
            title=page.title, link=link, description="", unique_id=link, pubdate=page.sent_at,
            updateddate=page.sent_at,
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _found(archive: Archive, slug: str) -> tuple[ArchivePage, Archived | None]:
    """The page of an address, with what was said of it where it may be read now; 404 where it never was."""
    pages = ArchivePage.objects.select_related("mailing").filter(language=get_language(), slug=slug)
    page = pages.first()
    archived = Archived.objects.filter(pk=page.mailing_id).first() if page else None
    if page is None or archived is None:
        raise Http404
    if not archived.shown_at:  # the first letter has just left, and its reader is here already
        if not publication.show(page.mailing):
            raise Http404
        archived.refresh_from_db()
    return page, archived if archive.is_on and archived.is_shown else None


def _asks_too_much(request: HttpRequest) -> bool:
    """Whether something follows a ``?`` that the memory of pages does not pass over: it means nothing."""
    query = request.META.get("QUERY_STRING", "")
    return bool(query) and not arrivals.is_alone(query, link_refs.NAME)


@_public
def letter(request: HttpRequest, archive: Archive, slug: str) -> HttpResponseBase:
    try:
        page, archived = _found(archive, slug)
    except Http404:
        if archive.is_on:
            raise
        return serve(request, f"letters/{slug}/")  # type: ignore[no-any-return]
    if archived and _asks_too_much(request):
        return redirect(request.path)
    made = reading.of(page, archived) if archived else None
    if made is None:
        return render(request, "archive/letter_gone.html", {"archive": archive}, status=410)
    others = ArchivePage.objects.filter(mailing=page.mailing)
    paths = {other.language: reading.path(other) for other in others}
    context = {
        "letter": page,
        "made": made,
        "archive": archive,
        "canonical": reading.address(page),
        "tongues": _tongues(_lists() | paths),
        "others": _tongues(paths),
        "base": settings.BASE_URL,
        "sandbox": _SANDBOX,
    }
    return render(request, "archive/letter_page.html", context)


@_public
def alone(request: HttpRequest, archive: Archive, slug: str) -> HttpResponseBase:
    """The letter itself, for the frame: no script runs in it, and nothing is loaded but our own pictures."""
    page, archived = _found(archive, slug)
    if archived and _asks_too_much(request):
        return redirect(request.path)
    made = reading.of(page, archived) if archived else None
    if made is None:
        return HttpResponse(status=410)
    response = HttpResponse(made.html)
    response["Content-Security-Policy"] = _LETTER_POLICY
    response["X-Robots-Tag"] = "noindex"  # the page around it is the one to find
    return response
