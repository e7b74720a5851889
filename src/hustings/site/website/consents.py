"""The sentences of the site's forms, for the forms of other apps as well."""

from collections.abc import Mapping

from django.http import HttpRequest

from hustings.people.persons.models import Wording
from hustings.site.website.models import ConsentLine
from hustings.site.website.serving import site_cache


def asked(language: str, request: HttpRequest | None = None) -> Mapping[str, Wording]:
    """The sentences that the public forms ask people to agree to; on a page from what is kept."""
    if request is None:
        return _read(language)
    return site_cache.of(request).the(("sentences", language), lambda: _read(language))


def _read(language: str) -> Mapping[str, Wording]:
    lines = ConsentLine.objects.filter(language=language).select_related("wording").order_by("position", "pk")
    return {line.purpose: line.wording for line in lines}
