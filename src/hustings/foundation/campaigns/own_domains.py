"""Domains that are the campaign's own: where its site answers and where its mail comes from."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from hustings.foundation.campaigns.models import Campaign
from mailguard.identifiers import domain_names


def own_domains() -> tuple[str, ...]:
    """Registrable domains in A-labels, the campaign's first; names of this machine are none. Two queries."""
    found = (
        domain_names.organisation(host) for host in _hosts() if "." in host and not domain_names.is_ip(host)
    )
    return tuple(dict.fromkeys(name for name in found if name and not name.endswith(".localdomain")))


def _hosts() -> Iterator[str]:
    yield domain_names.ascii_form(Campaign.current().sender_domain)
    for address in (settings.BASE_URL, settings.TRACKING_URL):
        yield domain_names.ascii_form(urlsplit(address).hostname or "")
    yield domain_names.ascii_form(settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">"))
    yield domain_names.ascii_form(settings.BOUNCE_DOMAIN or "")
    for host in Site.objects.order_by("-is_default_site", "pk").values_list("hostname", flat=True):
        yield domain_names.ascii_form(host)
