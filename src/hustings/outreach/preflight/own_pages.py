"""Whether a page of our own site is there and public: asked of the site itself, without network."""

from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

_PERSONAL = {"token", "key", "uidb36"}  # words of addresses that only one person was told


class Standing(StrEnum):
    THERE = "there"
    MISSING = "missing"
    DRAFT = "draft"
    CLOSED = "closed"
    PERSONAL = "personal"


def is_ours(target: str) -> bool:
    """Whether it is answered by this site."""
    return _host(target) in {_host(settings.BASE_URL), _host(settings.TRACKING_URL)}


def standing(target: str, language: str) -> Standing:
    """What a reader of ``language`` finds there. It has to be ours."""
    path = unquote(urlsplit(target).path) or "/"
    for each in (path, f"/{language}{path}"):  # without a language it leads on to the reader's
        stands = _at(each, language)
        if stands is not Standing.MISSING:
            return stands
    return Standing.THERE if _leads_on(path) else Standing.MISSING


def _at(path: str, language: str) -> Standing:
    with translation.override(translation.get_language_from_path(path) or language):
        try:
            match = resolve(path)
        except Resolver404:
            return Standing.MISSING
        if match.route.startswith(("hq/", "account/")):
            return Standing.CLOSED
        if _PERSONAL & match.kwargs.keys():
            return Standing.PERSONAL
        if match.view_name == "wagtail_serve":
            return _page(path, match.args[0] if match.args else match.kwargs.get("path", ""))
        return _file(match)


def _page(path: str, rest: str) -> Standing:
    request = _request(path)
    site = Site.find_for_request(request)
    if site is None:
        return Standing.MISSING
    try:
        found = Page.route_for_request(request, rest)
    except Http404:
        found = None
    if found is None:
        return Standing.DRAFT if _is_draft(site, rest) else Standing.MISSING
    return Standing.CLOSED if found.page.get_view_restrictions().exists() else Standing.THERE


def _is_draft(site: Site, rest: str) -> bool:
    root = site.root_page.localized
    url_path = root.url_path + rest.strip("/") + ("/" if rest.strip("/") else "")
    return bool(
        Page.objects.descendant_of(root, inclusive=True).filter(url_path=url_path, live=False).exists()
    )


def _file(match: ResolverMatch) -> Standing:
    """A file or a document; any other view answers for itself."""
    if match.view_name == "wagtaildocs_serve":
        found = get_document_model().objects.filter(pk=match.args[0])
        return Standing.THERE if found.exists() else Standing.MISSING
    if match.route.startswith("^media/"):
        root = Path(settings.MEDIA_ROOT).resolve()
        file = (root / match.kwargs["path"]).resolve()
        return Standing.THERE if file.is_relative_to(root) and file.is_file() else Standing.MISSING
    return Standing.THERE


def _leads_on(path: str) -> bool:
    return get_redirect(_request(path), path) is not None


def _request(path: str) -> HttpRequest:
    request = HttpRequest()
    base = urlsplit(settings.BASE_URL)
    request.method, request.path, request.path_info = "GET", path, path
    port = str(base.port or (443 if base.scheme == "https" else 80))
    request.META |= {"SERVER_NAME": base.hostname or "localhost", "SERVER_PORT": port}
    return request


def _host(target: str) -> str:
    try:
        return (urlsplit(target).hostname or "").lower()
    except ValueError:
        return ""
