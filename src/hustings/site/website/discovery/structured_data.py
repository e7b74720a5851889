"""The data for search engines of a page (schema.org, JSON-LD): each kind of page tells its own."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from hustings.site.website.discovery import schema_org
from hustings.site.website.look.frame import Frame
from hustings.site.website.models import HomePage
from hustings.site.website.models.base import SitePage
from hustings.site.website.serving.page_context import canonical

_SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing may end the element


def block(page: Any, frame: Frame) -> SafeString:
    """The element for the head of ``page``; empty where there is nothing to tell."""
    if frame.home is None or not isinstance(page, Page) or not frame.canonical:
        return SafeString("")
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": list(_said(page, frame))}, ensure_ascii=False
    )
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_SAFE)),  # noqa: S308 - no sign of HTML is left in it
    )


def _said(page: Any, frame: Frame) -> Iterator[dict[str, Any]]:
    if isinstance(page, HomePage):
        yield {**schema_org.campaign(frame), "description": page.summary or page.slogan}
        search = f"{frame.canonical}search/?q={{words}}"
        yield {
            **_site(page, frame, frame.campaign),
            "potentialAction": {
                "@type": "SearchAction", "target": search, "query-input": "required name=words",
            },
        }  # fmt: skip
        return
    if isinstance(page, SitePage):
        yield from page.structured(frame)
    if frame.canonical.startswith(f"{settings.BASE_URL}/"):
        yield _way(page, frame)
    else:  # a domain of its own is a site of its own
        yield _site(page, frame, page.title)


def _site(page: Any, frame: Frame, name: str) -> dict[str, Any]:
    return {
        "@type": "WebSite", "url": frame.canonical, "name": name, "inLanguage": page.locale.language_code,
    }  # fmt: skip


def _way(page: Any, frame: Frame) -> dict[str, Any]:
    above = frame.trail
    if not above:
        below = page.get_ancestors().filter(depth__gte=frame.home.depth if frame.home else 2)
        above = list(below)
    steps, asked = [*(each for each in above if each.live)], frame.asked
    listing = getattr(page, "index_page", None)
    if listing is not None:
        steps.append(listing)
    steps.append(page)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": at,
                "name": step.title,
                "item": frame.canonical if step is page else canonical(step, None, asked),
            }
            for at, step in enumerate(steps, 1)
        ],
    }
