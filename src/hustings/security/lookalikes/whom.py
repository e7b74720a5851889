"""Watched names: the campaign's own, what somebody added, and the providers that everybody uses."""

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.campaigns.own_domains import own_domains
from hustings.security.lookalikes.models import Watched
from mailguard.identifiers import domain_names
from mailguard.lookalikes.watch import Watch

LEAST = 4  # letters of a brand; a shorter one is in every other name


def watch() -> Watch:
    own, added = own_domains(), list(Watched.objects.all())
    names = [each.text for each in added if not (each.is_ours and "." in each.text)]
    ours = [each.text for each in added if each.is_ours and "." in each.text]
    return Watch(
        [*own, *ours, *names, *_brands()], trusted=[*own, *ours, *map(domain_names.organisation, ours)]
    )


def _brands() -> list[str]:
    name = Campaign.current().name.strip()
    return [name] if len(name.replace(" ", "")) > LEAST else []


def is_good(text: str) -> bool:
    if "." not in text:
        return LEAST <= len(text) < 64 and any(letter.isalpha() for letter in text)
    host = domain_names.ascii_form(text)
    return (
        3 < len(host) < 254
        and not domain_names.is_ip(host)
        and all(0 < len(label) < 64 and label.strip("-") == label for label in host.split("."))
    )
