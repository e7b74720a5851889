"""Client address of a request."""

import ipaddress
from collections.abc import Mapping


def address(meta: Mapping[str, str], n_proxies: int) -> str:
    """The visitor's address: of X-Forwarded-For only what our ``n_proxies`` proxies added counts."""
    seen = meta.get("REMOTE_ADDR", "")
    if n_proxies:
        hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        seen = hops[-n_proxies] if len(hops) >= n_proxies else seen
    try:
        found = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(found)


def network(meta: Mapping[str, str], n_proxies: int) -> str:
    """The visitor's address, or its /64 for IPv6, where one household has as many addresses as it likes."""
    found = address(meta, n_proxies)
    return str(ipaddress.ip_network((found, 64), strict=False)) if ":" in found else found
