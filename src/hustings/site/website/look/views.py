"""Style sheets and files of the site's look, at addresses that browsers keep for ever."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe

from hustings.foundation.campaigns.models import Campaign
from hustings.site.website.discovery import share_pictures, share_previews
from hustings.site.website.look import theme
from hustings.site.website.models import Look
from hustings.site.website.models.base import RoutedPage

FOR_EVER = 31_536_000  # seconds: a year


@require_safe
def theme_css(request: HttpRequest, digest: str) -> HttpResponse:
    """Colours, letters and shape; who asks for those of before is led to those of now."""
    chosen = Look.load().theme
    text = theme.css(chosen)
    if theme.digest(text) != digest:
        return redirect(chosen.url)
    return for_ever(HttpResponse(text, content_type="text/css; charset=utf-8"))


def for_ever(response: HttpResponse) -> HttpResponse:
    """To be kept by whoever asked: at this address there is never anything else."""
    patch_cache_control(response, public=True, immutable=True, max_age=FOR_EVER)
    return response


@require_safe
def shared_picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The picture of a page that everybody may read; who asks for one of before is led to the one of now."""
    return _shared(share_previews.public(pk), digest)


@require_safe
def shared_row_picture(request: HttpRequest, pk: int, row: int, digest: str) -> HttpResponse:
    """The same of what a page shows at an address below its own: a date, a local group."""
    page = share_previews.public(pk)
    if not isinstance(page, RoutedPage):
        raise Http404
    with override(page.locale.language_code):
        return _shared(page.of_row(row), digest)


def _shared(page: Any, digest: str) -> HttpResponse:
    shared = share_previews.of(page, Look.load(), Campaign.current().name) if page else None
    if shared is None:
        raise Http404
    if shared.digest != digest:
        return redirect(shared.url)
    data, kind = share_previews.kept(shared)
    return for_ever(HttpResponse(data, content_type=f"image/{kind}"))


@require_safe
def icon(request: HttpRequest, digest: str) -> HttpResponse:
    look = Look.load()
    if not look.icon_url:
        raise Http404
    if look.icon_key != digest:
        return redirect(look.icon_url)
    try:
        made = look.logo.get_rendition("max-180x180|format-png")
        with made.file.open() as file:
            data = share_pictures.icon(file.read(), 180)
    except OSError:  # the logo's file is gone
        return redirect(static("hustings/favicon.svg"))
    return for_ever(HttpResponse(data, content_type="image/png"))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask without reading the page."""
    return redirect(Look.load().icon_url or static("hustings/favicon.svg"))
