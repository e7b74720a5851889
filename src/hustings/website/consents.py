"""The sentences of the site's forms, for the forms of other apps as well."""

from collections.abc import Mapping

from hustings.people.models import Wording
from hustings.website.models import ConsentLine


def asked(language: str) -> Mapping[str, Wording]:
    """The sentences that the public forms ask people to agree to."""
    lines = ConsentLine.objects.filter(language=language).select_related("wording").order_by("position", "pk")
    return {line.purpose: line.wording for line in lines}
