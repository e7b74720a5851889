"""Where answers about a domain come from: our resolver, and the same servers for the library checkdmarc."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mailguard.authentication.dns import Live, Resolver
from mailguard.authentication.policies import Unanswered

if TYPE_CHECKING:
    from dns.nameserver import Nameserver

TIMEOUT = 2.0  # seconds that the library waits for one server


class Unreachable(Exception):
    """No name server answers at all."""


@dataclass(frozen=True)
class Source:
    """One look at a domain, whose time starts now. ``fetch`` gets its MTA-STS policy, or OSError."""

    servers: Sequence[str] = ()
    fetch: Callable[[str], str] | None = None
    resolver: Resolver = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "resolver", Live(self.servers, budget=10.0, questions=400).for_message())

    def records(self, name: str, is_meant: Callable[[bytes], bool]) -> list[bytes]:
        """The TXT records at a name that are meant for one purpose, or raise Unanswered."""
        answer = self.resolver.lookup(name, "TXT")
        if answer.status == "unknown":
            raise Unanswered(name)
        return [text for text in answer.byte_values if is_meant(text)]

    def options(self) -> dict[str, Any]:
        logging.getLogger("checkdmarc").setLevel(logging.CRITICAL)  # what it finds is in its results
        return {"nameservers": self._nameservers(), "timeout": TIMEOUT, "retries": 1}

    def _nameservers(self) -> "list[Nameserver] | None":
        from dns.nameserver import Do53Nameserver

        live = Live(self.servers)
        return [Do53Nameserver(host, port) for host, port in live.servers] or None


def download(domain: str) -> str:
    """A domain's MTA-STS policy (RFC 8461 3.3), or OSError."""
    from checkdmarc.mta_sts import MTASTSPolicyDownloadError, download_mta_sts_policy

    try:
        return str(download_mta_sts_policy(domain, http_timeout=5.0)["policy"])
    except MTASTSPolicyDownloadError as error:
        raise OSError(str(error)) from error
