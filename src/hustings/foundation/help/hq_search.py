"""Help in HQ's search: how-tos with the words that are asked for."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.foundation.help import groups
from hustings.foundation.hq import search


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    for page in groups.search(text, get_language() or "")[:n]:
        yield search.Hit(page.title, reverse("help:page", args=[page.name]))


part = search.sources(search.Source("help", _("Help"), "help", 200, _find, view="help:index"))
