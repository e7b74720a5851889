"""A certificate written by the sender."""

from collections.abc import Iterator

from mailguard.authentication import results, trusted
from mailguard.facts import Facts
from mailguard.facts.relay import is_outside
from mailguard.signals import Evidence, detector, found

_HEADERS = {"authentication-results", "arc-authentication-results"}


@detector
def results_forged(facts: Facts) -> Iterator[Evidence]:
    """It contains a fake check result in the name of our own server."""
    if facts.bulk.is_list or not facts.profile.trusted_receivers:
        return
    hops = iter(facts.hops)
    n_outside = 0
    for name, value in facts.headers:
        if name == "received":
            hop = next(hops, None)
            n_outside += hop is not None and is_outside(hop.ip)
        # Some servers write theirs right below their own Received; past the next one it is the sender's.
        elif name in _HEADERS and n_outside > 1:
            server = results.read(value).server
            if server and trusted.is_trusted(server, facts):
                yield found(
                    "It says that {server} checked it, in a place that only the sender can have written.",
                    server=server,
                )
                return
