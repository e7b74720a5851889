"""A way that cannot have been."""

from collections.abc import Iterator
from datetime import timedelta

from mailguard.facts import Facts, Hop, proof
from mailguard.facts.relay import is_outside
from mailguard.signals import Evidence, detector, found

_BACKWARDS = timedelta(hours=12)  # clocks are wrong by less


@detector
def received_odd(facts: Facts) -> Iterator[Evidence]:
    """Its delivery path is partly forged."""
    if facts.bulk.is_list or facts.is_authenticated:
        return
    for newer, older in zip(facts.hops, facts.hops[1:], strict=False):
        if newer.at and older.at and older.at - newer.at > _BACKWARDS:
            yield found("It was at {older} after having left it for {newer}.", 0.7, **_names(older, newer))
            return
    below = iter(facts.hops)
    for hop in below:
        if is_outside(hop.ip) and not proof.is_own(hop.by, facts):
            break
    for hop in below:
        if hop.by and proof.is_own(hop.by, facts):
            yield found("It claims to have been on our server {host} before.", 0.6, host=hop.by)
            return


def _names(older: Hop, newer: Hop) -> dict[str, str]:
    return {"older": older.by or older.helo or "–", "newer": newer.by or newer.helo or "–"}
