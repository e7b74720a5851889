"""The list of sites that may show our forms: how an address is read, and whether an origin is among them."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from hustings.site.embeds.models import Host
from mailguard.identifiers import domain_names

MOST = 100  # they stand in a header of each answer
PORTS = {"https": 443, "http": 80}
HERE = {"localhost", "127.0.0.1"}  # to try things on one's own machine
OPEN_TO_ANYBODY = {  # below them hosts let anybody open a site, though the Public Suffix List lacks them
    "wordpress.com", "weebly.com", "weeblysite.com", "tumblr.com", "substack.com", "medium.com", "ghost.io",
    "squarespace.com", "strikingly.com", "godaddysites.com", "jimdofree.com", "jimdosite.com", "webnode.fr",
    "webnode.page", "site123.me", "typepad.com", "livejournal.com", "tripod.com", "free.fr",
    "pagesperso-orange.fr", "monsite-orange.fr", "e-monsite.com", "over-blog.com", "canalblog.com",
    "blog4ever.com", "centerblog.net", "eklablog.com", "hautetfort.com", "unblog.fr",
}  # fmt: skip
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


class BadOrigin(Exception):
    """What was typed is no address of a site that may be listed."""


class Site(NamedTuple):
    origin: str
    has_subdomains: bool


def read(typed: str, *, has_subdomains: bool = False) -> Site:
    """``https://name[:port]`` of what was typed, or BadOrigin. ``*.`` is taken only where it is meant."""
    text = typed.strip()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
        port, name = parts.port, parts.hostname or ""
    except ValueError as bad:
        raise BadOrigin(_("Enter a site address, like https://www.example.org.")) from bad
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadOrigin(_("Enter the site’s address only, without a page: https://www.example.org"))
    if name.startswith("*."):
        name = name[2:]
        if not has_subdomains:
            raise BadOrigin(_("Remove the * and tick the box below to include all subdomains."))
    name = domain_names.ascii_form(name)
    _check(parts, name, has_subdomains)
    shown = f":{port}" if port and port != PORTS[parts.scheme] else ""
    origin = f"{parts.scheme}://{name}{shown}"
    if origin == origin_of(settings.BASE_URL):
        raise BadOrigin(_("This is the campaign’s own address."))
    return Site(origin, has_subdomains)


def _check(parts: SplitResult, name: str, has_subdomains: bool) -> None:
    if name in HERE and not settings.BEHIND_TLS and parts.scheme in PORTS and not has_subdomains:
        return
    if parts.scheme != "https":
        raise BadOrigin(_("Enter an https address: sites without https can’t show forms."))
    if domain_names.is_ip(name) or not is_name(name):
        raise BadOrigin(_("Enter a site address, like https://www.example.org."))
    if has_subdomains and (domain_names.suffix(name) == name or name in OPEN_TO_ANYBODY):
        raise BadOrigin(_("Anyone can have a site below this name: list each site separately."))


def is_name(text: str) -> bool:
    """Whether it is a host's name and nothing else: labels between dots."""
    return len(text) <= 253 and bool(_NAME.fullmatch(text))


def origin_of(address: str) -> str:
    """Scheme, name and port of an address as browsers write an origin; empty for none."""
    try:
        parts = urlsplit(address[:2000])
        port, name = parts.port, parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in PORTS or not name:
        return ""
    shown = f":{port}" if port and port != PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{name}{shown}"


def listed() -> list[Host]:
    """All of them."""
    return list(Host.objects.all()[:MOST])


def sources(hosts: Iterable[Host]) -> list[str]:
    found = []
    for host in hosts:
        found.append(host.origin)
        if host.has_subdomains:
            found.append(host.origin.replace("://", "://*.", 1))
    return found


def find(hosts: Iterable[Host], origin: str) -> Host | None:
    """The one of the list that this origin belongs to."""
    for host in hosts:
        if origin == host.origin:
            return host
        scheme, _mark, rest = host.origin.partition("://")
        if host.has_subdomains and origin.startswith(f"{scheme}://") and origin.endswith(f".{rest}"):
            return host
    return None
