"""Who may send for a domain: check_host() of RFC 7208."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mailguard.authentication import spf_macros, spf_record
from mailguard.authentication.dns import Answer, Resolver
from mailguard.authentication.spf_record import BadRecord, Mechanism, Record
from mailguard.facts import Spf
from mailguard.identifiers import domain_names

_MOST_LOOKUPS, _MOST_VOID, _MOST_NAMES = 10, 2, 10  # RFC 7208 4.6.4
_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class _Unanswered(Exception):
    """A look-up failed: temperror (RFC 7208 2.6.6)."""


@dataclass(frozen=True, slots=True)
class Client:
    """Who talks to us: address, greeting, and when (seconds since 1970; only an explanation shows it)."""

    ip: str
    helo: str = ""
    now: int = 0


def check(client: Client, sender: str, domain: str, resolver: Resolver) -> Spf:
    """Whether ``client`` may use ``domain``; ``detail`` explains a failure or the record's fault."""
    address = _address(client.ip)
    domain = domain.removesuffix(".")
    if address is None or not _is_usable(domain):
        return Spf("none", domain.lower(), "")
    check = _Check(client, address, sender, resolver)
    try:
        result, detail = check.run(domain)
    except BadRecord as error:
        return Spf("permerror", domain.lower(), str(error))
    except _Unanswered as error:
        return Spf("temperror", domain.lower(), str(error))
    return Spf(result, domain.lower(), detail)


@lru_cache(1_024)  # asked for HELO and for MAIL FROM
def _address(text: str) -> _Ip | None:
    try:
        address = ipaddress.ip_address(text.strip("[]").removeprefix("IPv6:"))
    except ValueError:
        return None
    return address.ipv4_mapped or address if address.version == 6 else address


def _is_usable(domain: str) -> bool:
    """A name of several labels, none empty or too long (RFC 7208 4.3)."""
    labels = domain.split(".")
    return len(labels) > 1 and len(domain) <= 253 and all(0 < len(label) <= 63 for label in labels)


class _Check:
    def __init__(self, client: Client, address: _Ip, sender: str, resolver: Resolver) -> None:
        local, _, self._sender_domain = sender.rpartition("@")
        self._local = local or "postmaster"
        self._client = client
        self._ip = address
        self._number = int(address)
        self._resolver = resolver
        self._lookups = 0
        self._void = 0

    def run(self, domain: str) -> tuple[str, str]:
        result, record, where = self._evaluate(domain)
        if result != "fail" or record is None or not record.explanation:
            return result, ""
        return result, self._explain(record.explanation, where)

    def _evaluate(self, domain: str) -> tuple[str, Record | None, str]:
        record = self._record(domain)
        while record is not None:
            for mechanism in record.mechanisms:
                if self._matches(mechanism, domain):
                    return mechanism.result, record, domain
            if not record.redirect:
                return "neutral", record, domain
            self._count()
            domain = self._target(record.redirect, domain)
            record = self._record(domain) if _is_usable(domain) else None
            if record is None:
                raise BadRecord("redirect= leads to no record")
        return "none", None, domain

    def _record(self, domain: str) -> Record | None:
        answer = self._resolver.lookup(domain, "TXT")
        if answer.status == "unknown":
            raise _Unanswered(domain)
        records = [text for text in answer.byte_values if spf_record.is_spf(text)]
        if len(records) > 1:
            raise BadRecord("there are several records")
        return spf_record.read(records[0]) if records else None

    def _matches(self, mechanism: Mechanism, domain: str) -> bool:
        name = mechanism.name
        if name == "all":
            return True
        if name in ("ip4", "ip6"):
            version, network, mask = mechanism.network
            return self._ip.version == version and self._number & mask == network
        self._count()
        target = self._target(mechanism.domain, domain)
        if name == "include":
            return self._includes(target)
        if name == "exists":
            return self._ask(target, "A").status == "ok"
        if name == "ptr":
            return any(_is_below(host, target) for host in self._names())
        hosts = [target] if name == "a" else self._exchangers(target)
        return any(self._has(host, mechanism.lengths) for host in hosts)

    def _includes(self, domain: str) -> bool:
        result = self._evaluate(domain)[0] if _is_usable(domain) else "none"
        if result == "none":
            raise BadRecord(f"include:{domain[:100]} leads to no record")
        return result == "pass"

    def _exchangers(self, domain: str) -> list[str]:
        answer = self._ask(domain, "MX")
        if len(answer.values) > _MOST_NAMES:
            raise BadRecord(f"{domain[:100]} has more than {_MOST_NAMES} mail servers")
        return [host for value in answer.texts if (host := value.partition(" ")[2])]

    def _has(self, host: str, lengths: tuple[int, int]) -> bool:
        is_four = self._ip.version == 4
        shift = 32 - lengths[0] if is_four else 128 - lengths[1]
        for text in self._ask(host, "A" if is_four else "AAAA").texts:
            address = _address_of(text, self._ip.version)
            if address is not None and int(address) >> shift == self._number >> shift:
                return True
        return False

    def _names(self) -> Iterator[str]:
        """The client's names that lead back to it (RFC 7208 5.5); a failure means none."""
        answer = self._resolver.lookup(self._ip.reverse_pointer, "PTR")
        self._note(answer)
        kind = "A" if self._ip.version == 4 else "AAAA"
        for host in answer.texts[:_MOST_NAMES]:
            found = self._resolver.lookup(host, kind)
            if any(_address_of(text, self._ip.version) == self._ip for text in found.texts):
                yield host

    def _ask(self, name: str, kind: str) -> Answer:
        answer = self._resolver.lookup(name, kind)
        if answer.status == "unknown":
            raise _Unanswered(name[:253])
        self._note(answer)
        return answer

    def _note(self, answer: Answer) -> None:
        if answer.status in ("nxdomain", "empty"):
            self._void += 1
            if self._void > _MOST_VOID:
                raise BadRecord(f"more than {_MOST_VOID} look-ups find nothing")

    def _count(self) -> None:
        self._lookups += 1
        if self._lookups > _MOST_LOOKUPS:
            raise BadRecord(f"it needs more than {_MOST_LOOKUPS} look-ups")

    def _target(self, spec: str, domain: str) -> str:
        if not spec:
            return domain
        expanded = spf_macros.expand(spec, self._values(spec, domain)) if "%" in spec else spec
        return spf_macros.shorten(expanded.removesuffix("."))

    def _values(self, text: str, domain: str) -> dict[str, str]:
        sender_domain = self._sender_domain or domain
        is_four = self._ip.version == 4
        dotted = str(self._ip) if is_four else ".".join(self._ip.exploded.replace(":", "").upper())
        return {
            "s": f"{self._local}@{sender_domain}",
            "l": self._local,
            "o": sender_domain,
            "d": domain,
            "i": dotted,
            "p": self._name(domain) if "%{p" in text.lower() else "",
            "v": "in-addr" if is_four else "ip6",
            "h": self._client.helo,
            "c": str(self._ip),
            "r": "unknown",
            "t": str(self._client.now),
        }

    def _name(self, domain: str) -> str:
        """%{p}: a proven name of the client, best one of the domain (RFC 7208 7.3)."""
        names = list(self._names())
        fitting = [name for name in names if name == domain] + [
            name for name in names if _is_below(name, domain)
        ]
        return next(iter([*fitting, *names]), "unknown")

    def _explain(self, spec: str, domain: str) -> str:
        """The text that exp= leads to, or "" where anything is wrong with it (RFC 7208 6.2)."""
        try:
            answer = self._resolver.lookup(self._target(spec, domain), "TXT")
            if len(answer.byte_values) != 1 or not answer.byte_values[0].isascii():
                return ""
            text = answer.byte_values[0].decode("ascii")
            if not spf_macros.is_explanation(text):
                return ""
            return spf_macros.expand(text, self._values(text, domain))[:500]
        except BadRecord:
            return ""


def _is_below(host: str, domain: str) -> bool:
    return domain_names.is_under(host.lower(), domain.lower())


def _address_of(text: str, version: int) -> _Ip | None:
    try:
        return ipaddress.IPv4Address(text) if version == 4 else ipaddress.IPv6Address(text)
    except ValueError:
        return None
