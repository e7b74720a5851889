"""Addresses that may be told: in the open internet, encrypted, or in networks that the operator named."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from hustings.foundation.lib.web.safe_http import Visitor, is_open
from hustings.foundation.webhooks.models import TROUBLES

SECONDS = 10.0


def _is_ours(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    return any(ip in network for network in settings.WEBHOOK_NETWORKS)


def _may(address: str) -> bool:
    return is_open(address) or _is_ours(address)


def visitor(url: str) -> Visitor:
    """The way to an address, which is looked at anew at each connection."""
    may = _may if urlsplit(url).scheme == "https" else _is_ours
    return Visitor(may=may, ports=None, seconds=SECONDS)


def refusal(url: str) -> str:
    """Why nothing can be sent there, in words; empty where it can."""
    if urlsplit(url).scheme not in {"https", "http"}:
        return _("Enter the whole address, starting with https://.")
    if trouble := visitor(url).refusal(url):
        is_bare = trouble == "private" and urlsplit(url).scheme == "http"
        return _("Use https://: what is sent must be encrypted.") if is_bare else str(TROUBLES[trouble])
    return ""
