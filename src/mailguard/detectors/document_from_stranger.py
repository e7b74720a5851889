"""A document to open, from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard import lists
from mailguard.facts import Facts, history, identity, links, phrases, unknown_senders
from mailguard.facts.excerpts import quote
from mailguard.signals import Evidence, detector, found


@detector
def document_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """Somebody whom nobody has written to wants a document opened on a little known website."""
    author, relation = facts.author, facts.relation
    if not author.address or facts.bulk.unsubscribe or facts.bulk.is_list or relation.n_sent:
        return
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return
    wishes = ("document_lure", "attachment_push", "password")
    want = max((phrases.wanted(facts, name) for name in wishes), key=lambda each: each.n)
    where = _elsewhere(facts) if want.n else ""
    if where:
        sure = 1.0 if history.has_past(facts) or identity.is_free(author) else 0.6
        strength = sure * want.strength * unknown_senders.aimed(facts) * history.telling(facts)
        yield found("It says “{words}” and leads to {host}.", strength, words=quote(facts, want), host=where)


def _elsewhere(facts: Facts) -> str:
    """A host that is neither the author's nor well known, or one where anybody may publish."""
    for link in links.foreign(facts):
        for host in links.ends(link):
            anybodys = any(
                lists.match(name, host) for name in ("subdomain_hosts", "page_makers", "shorteners")
            )
            if anybodys or not links.is_well_known(host, 50_000):
                return host
    return ""
