"""A document to open, from somebody whom nobody knows."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.identifiers import lists
from mailguard.signals import Evidence, detector, found


@detector
def document_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender wants you to open a document on a little-known website."""
    author, relation = facts.author, facts.relation
    if not author.address or facts.bulk.unsubscribe or facts.bulk.is_list or relation.n_sent:
        return
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return
    wishes = ("document_lure", "attachment_push", "password")
    want = max((facts.insight.wanted(name) for name in wishes), key=lambda each: each.n)
    where = _elsewhere(facts) if want.n else ""
    if where:
        sure = 1.0 if facts.insight.has_past or identity.is_free(author) else 0.6
        strength = sure * want.strength * facts.insight.aimed * facts.insight.telling
        yield found(
            "It says “{words}” and leads to {host}.", strength, words=facts.insight.quote(want), host=where
        )


def _elsewhere(facts: Facts) -> str:
    """A host that is neither the author's nor well known, or one where anybody may publish."""
    for link in facts.foreign:
        for host in links.ends(link):
            anybodys = any(
                lists.match(name, host) for name in ("subdomain_hosts", "page_makers", "shorteners")
            )
            if anybodys or not links.is_known(host):
                return host
    return ""
