"""A bait out of a mailbox that we know."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, identity, links
from mailguard.facts.phrases import Want
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

_BAITS = {
    "sign_in": 0.6,
    "opened_with": 0.6,
    "let_in": 0.6,
    "install": 0.5,
    "kept_for_you": 0.35,
    "document": 0.25,
}
_PHRASES = {"password": 0.45, "document_lure": 0.25, "attachment_push": 0.2}


_SHORT = 40  # words of a note with a link
_QUOTED = 120
# A page to sign in on, one that wants to be let into a mailbox, a program.
_LOGIN = re.compile(
    r"/(?:[\w-]{0,12}[-_])?(?:log-?in|sign-?in|logon|auth|sso|owa|connexion|identification)(?![a-z])", re.I
)
_CONSENT = re.compile(
    r"(?:oauth|consent|authorize|[?&]scope=)[^#]{0,200}(?:mail|contact|calendar|file|fichier|agenda|drive)|[?&]scope=",
    re.I,
)
_PROGRAM = re.compile(
    r"\.(?:exe|scr|js|vbs|hta|msi|msix|bat|cmd|ps1|lnk|iso|img|vhdx?|jar|apk|dmg|pkg)(?:[?#]|$)", re.I
)


@detector
def bait_from_friend(facts: Facts) -> Iterator[Evidence]:
    """Someone we know sends phishing bait with a link: their mailbox may be hacked."""
    relation = facts.relation
    if not relation.has_history or facts.bulk.unsubscribe or facts.bulk.is_list or facts.insight.is_stranger:
        return
    if not (
        identity.is_ours(facts.author, facts) or identity.is_partner(facts.author, facts) or relation.n_sent
    ):
        return
    host = _elsewhere(facts)
    if not host:
        return
    wants = [(sure, want) for name, sure in _BAITS.items() if (want := facts.insight.asked(name)).n]
    wants += [(sure, want) for name, sure in _PHRASES.items() if (want := facts.insight.wanted(name)).n]
    if len(facts.insight.said.words) <= _SHORT and (look := facts.insight.asked("look_at_this")).n:
        wants.append((0.6, look))
    page = _page(facts)
    if page:
        wants.append((page, Want(1, facts.text[:_QUOTED])))
    if not wants:
        return
    sure, want = max(wants, key=lambda each: each[0])
    sure += 0.15 * min(len(wants) - 1, 2) + 0.2 * _is_double(host, facts)
    changed = (
        relation.client_known is False,
        relation.origin_known is False,
        relation.structure_known is False,
        relation.zone_known is False,
    )
    sure += 0.12 * sum(changed) + 0.1 * bool(facts.insight.asked("pressed").n)
    yield found(
        "It says “{words}” and leads to {host}.", min(1.0, sure), words=facts.insight.quote(want), host=host
    )


def _elsewhere(facts: Facts) -> str:
    """A host that is not well known, nor the author's, ours or a partner's."""
    known = {*facts.profile.domains, *facts.profile.other_domains, facts.author.organisation}
    for link in facts.foreign:
        for host in links.ends(link):
            at_home = any(domain_names.is_under(host, each) for each in known)
            if links.is_little_known(host) and not at_home:
                return host
    return ""


def _page(facts: Facts) -> float:
    sure = 0.0
    for link in facts.foreign:
        if not links.is_little_known(link.host):
            continue
        if _CONSENT.search(link.url) or _PROGRAM.search(link.url):
            return 0.6
        if _LOGIN.search(link.path):
            sure = 0.5
    return sure


def _is_double(host: str, facts: Facts) -> bool:
    label = domain_names.brand(host)
    own = {domain_names.brand(each) for each in (facts.author.organisation, *facts.profile.domains)}
    words = {word for each in own for word in each.split("-") if len(word) > 3}
    return any(word in label.split("-") or (len(word) > 5 and word in label) for word in words)
