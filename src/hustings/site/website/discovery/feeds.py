"""News as Atom and RSS, with their whole text."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.http import http_date

from hustings.foundation.campaigns.models import Campaign

__all__ = ["MOST", "Atom1Feed", "Rss201rev2Feed", "answer"]
MOST = 20
_OWN = re.compile(r'(?<=(?:href|.src)=")/(?!/)')
_SIZES = re.compile(r'\s(?:srcset|sizes|loading)="[^"]*"')


def answer(
    request: HttpRequest,
    index: Any,
    pages: Sequence[Any],
    kind: type[Atom1Feed] | type[Rss201rev2Feed],
    part: str = "",
    below: str = "",
) -> HttpResponse:
    """The feed; nothing but its headers to whoever has it as it is. ``part``, at ``below``, is all of it."""
    here = f"{settings.BASE_URL}{index.get_url(request)}{below}"
    name, language = Campaign.current().name, index.locale.language_code
    feed = kind(
        title=f"{name} – {part or index.title}", link=here, description=index.lead or index.title,
        language=language, feed_url=f"{settings.BASE_URL}{request.path}", author_name=name,
        subtitle=index.lead,
    )  # fmt: skip
    for page in pages:
        link = f"{settings.BASE_URL}{page.get_url(request)}"
        labels = [str(page.get_kind_display())] if page.is_release else []
        feed.add_item(
            title=page.title, link=link, description=_text(page), unique_id=f"{settings.BASE_URL}/#{page.pk}",
            unique_id_is_permalink=False, pubdate=_moment(page), updateddate=_changed(page),
            categories=[*labels, *([page.topic] if page.topic else [])],
        )  # fmt: skip
    body = feed.writeString("utf-8").encode()
    response = HttpResponse(body, content_type=f"{feed.content_type}")
    changed = max((_changed(page) for page in pages), default=None)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    response["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = "no-cache"
    seconds = int(changed.timestamp()) if changed else None
    found = get_conditional_response(request, etag=etag, last_modified=seconds, response=response)
    return found if isinstance(found, HttpResponse) else response


def _text(page: Any) -> str:
    """Lead and body, as readers elsewhere can show them: whole addresses, one size of each picture."""
    html = f"<p>{escape(page.lead)}</p>{page.body.render_as_block()}"
    return _OWN.sub(f"{settings.BASE_URL}/", _SIZES.sub("", html))


def _moment(page: Any) -> datetime:
    """Its day, by the clock of the campaign; the very moment where it was published that day."""
    first: datetime | None = page.first_published_at
    if first and timezone.localdate(first) == page.published_on:
        return first
    return timezone.make_aware(datetime.combine(page.published_on, time(12)))


def _changed(page: Any) -> datetime:
    last: datetime | None = page.last_published_at
    return last or datetime.combine(page.published_on, time(12), UTC)
