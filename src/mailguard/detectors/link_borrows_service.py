"""A host that bears a name which isn't its own."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from mailguard.facts import Facts, identity, links, lures
from mailguard.identifiers import domain_names
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.names import words
from mailguard.signals import Evidence, detector, found


@detector
def link_borrows_service(facts: Facts) -> Iterator[Evidence]:
    """A link's address uses the name of a service, the team or a log-in page that it isn't."""
    if facts.bulk.is_list:
        return
    own = watch_for(facts.profile).own
    doubt = identity.doubt(facts)
    home = facts.insight.home if facts.insight.strangeness < 1.0 else set()
    for link, host in facts.insight.ends:
        if links.is_known(host) or domain_names.is_ip(host) or domain_names.organisation(host) in home:
            continue
        at_home = domain_names.organisation(host) == facts.author.organisation
        name, strength = lures.borrowed(host, facts, at_home)
        if watch_for(facts.profile).is_true(host):
            continue
        if not name and host == link.host:
            name, strength = _in_path(link.url, own)
        if name:
            yield found(
                "{host} uses the name “{name}”, which isn't its own.",
                strength if strength > lures.SURE else strength * doubt,
                host=host,
                name=name,
            )


def _in_path(url: str, own: frozenset[str]) -> tuple[str, float]:
    try:
        path = urlsplit(url).path
    except ValueError:
        return "", 0.0
    for piece in path.lower().split("/")[1:3]:
        flat = piece.replace("-", "").replace("_", "")
        if piece in words("products") or (len(piece) >= lures.LEAST and flat in own):
            return piece, 0.7
    return "", 0.0
