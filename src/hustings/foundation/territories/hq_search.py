"""Territories in the search of HQ: every member of the team may look at them."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hustings.foundation.hq import search
from hustings.foundation.territories.models import Zone


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    found, shown = Zone.objects.search(text), Zone.objects.labelled()
    yield from search.hits(found, shown, "territories:zone", lambda zone: zone.get_kind_display(), n)


part = search.sources(
    search.Source("territories", _("Territories"), "site", 110, _find, view="territories:index")
)
