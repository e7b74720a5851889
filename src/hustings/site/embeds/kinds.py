"""Kinds of things that are shown on other sites: where they stand, and how the place is named."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hustings.foundation.lib.embeds import Thing, find


def path_of(thing: Thing) -> str:
    return reverse("embeds_public:embed", args=[thing.kind, thing.key])


def named(source: str) -> str:
    """``/en/embeds/petition/3/`` in words, for whoever reads where somebody comes from."""
    _start, _language, place, *rest = [*source.split("/"), "", "", ""]
    if _start or place != "embeds":
        return ""
    thing = find(rest[0], rest[1])
    return _("“%(title)s” on another site") % {"title": thing.title} if thing else ""
