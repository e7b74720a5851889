"""Where a request comes from."""

import ipaddress
from collections.abc import Mapping


def network(meta: Mapping[str, str], n_proxies: int) -> str:
    """The visitor's address, or its /64 for IPv6, where one household has as many addresses as it likes.

    Each of our ``n_proxies`` proxies appends the address it saw to X-Forwarded-For: further left is hearsay.
    """
    seen = meta.get("REMOTE_ADDR", "")
    if n_proxies:
        hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        seen = hops[-n_proxies] if len(hops) >= n_proxies else seen
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
