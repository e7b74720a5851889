"""A bait out of a mailbox that we know."""

from collections.abc import Iterator

from mailguard import domains, identity, intents, links, requests, strangers
from mailguard.facts import Facts
from mailguard.quoting import quote
from mailguard.signals import Evidence, detector, found

_BAITS = {"sign_in": 0.6, "opened_with": 0.6, "install": 0.5, "kept_for_you": 0.35, "document": 0.25}
_PHRASES = {"password": 0.45, "document_lure": 0.25, "attachment_push": 0.2}


@detector
def bait_from_friend(facts: Facts) -> Iterator[Evidence]:
    """Somebody we know leads to a little known website, with the baits of those who break into mailboxes."""
    relation = facts.relation
    if (
        not relation.has_history
        or facts.bulk.unsubscribe
        or facts.bulk.is_list
        or strangers.is_stranger(facts)
    ):
        return
    if not (
        identity.is_ours(facts.author, facts) or identity.is_partner(facts.author, facts) or relation.n_sent
    ):
        return
    host = _elsewhere(facts)
    if not host:
        return
    wants = [(sure, want) for name, sure in _BAITS.items() if (want := requests.asked(facts, name)).n]
    wants += [(sure, want) for name, sure in _PHRASES.items() if (want := intents.wanted(facts, name)).n]
    if not wants:
        return
    sure, want = max(wants, key=lambda each: each[0])
    sure += 0.15 * min(len(wants) - 1, 2)
    changed = (
        relation.client_known is False,
        relation.origin_known is False,
        relation.structure_known is False,
    )
    sure += 0.12 * sum(changed) + 0.1 * bool(requests.asked(facts, "pressed").n)
    yield found("It says “{words}” and leads to {host}.", min(1.0, sure), words=quote(facts, want), host=host)


def _elsewhere(facts: Facts) -> str:
    """A host that is not well known, nor the author's, ours or a partner's."""
    known = {*facts.profile.domains, *facts.profile.other_domains, facts.author.organisation}
    for link in links.foreign(facts):
        if links.is_disarmed(link):
            continue
        for host in links.ends(link):
            at_home = any(domains.is_under(host, each) for each in known)
            if strangers.is_little_known(host) and not at_home:
                return host
    return ""
