"""Who handed the message over: what the envelope says, else what our own servers wrote into Received."""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from mailguard.facts.envelope import Hop
from mailguard.facts.record import Record

_INSIDE = [
    ipaddress.ip_network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.168.0.0/16", "::/127", "fc00::/7", "fe80::/10"),
    )
]


@dataclass(frozen=True, slots=True)
class Handover:
    """The host outside that spoke to a server of ours; empty or None is unknown."""

    ip: str = ""
    helo: str = ""
    mail_from: str | None = None


def handover(facts: Record) -> Handover:
    """From the envelope, else the newest Received with a public address, below our servers'.

    Return-Path is the MAIL FROM that the last server kept (RFC 5321 4.4).
    """
    envelope = facts.envelope
    if envelope.client_ip:
        return Handover(envelope.client_ip, envelope.helo, envelope.mail_from)
    mail_from = envelope.mail_from
    if mail_from is None and any(name == "return-path" for name, _ in facts.headers):
        mail_from = facts.return_path
    hop = crossing(facts)
    return Handover(hop.ip, hop.helo, mail_from) if hop else Handover(mail_from=mail_from)


def crossing(facts: Record) -> Hop | None:
    """The Received in which one of our servers took the message from outside."""
    for hop in facts.hops:
        if is_outside(hop.ip):
            return hop
        if hop.by and not hop.ip and hop.helo:
            return None  # it names somebody, but no address: what is below may be anybody's
    return None


@lru_cache(4_096)
def is_loopback(ip: str) -> bool:
    """The host itself (RFC 1122 3.2.1.3, RFC 4291 2.5.3)."""
    try:
        return ipaddress.ip_address(ip.strip("[]").removeprefix("IPv6:")).is_loopback
    except ValueError:
        return False


@lru_cache(4_096)
def is_outside(ip: str) -> bool:
    """An address that is none of a local network's (RFC 1918, 4193, 6598, loopback and link)."""
    try:
        address = ipaddress.ip_address(ip.strip("[]").removeprefix("IPv6:"))
    except ValueError:
        return False
    return not any(address in network for network in _INSIDE if network.version == address.version)
