"""A stranger's link behind which one has to say who one is."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, Link, links, sender_names
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

_PAGE = re.compile(
    r"/(?:[a-z-]{0,12}[-_])?(?:log-?in|sign-?in|logon|auth|sso|oauth2?|saml|adfs|owa|acces|connexion|identification"
    r"|verif(?:y|ication|ier)?|mfa|2fa|password|mdp|enrol|unlock|reactiv\w*|valid\w*)(?![a-z])",
    re.IGNORECASE,
)
# An address that says whose log-in the page will take.
_WHOSE = re.compile(
    r"[?&](?:sso|idp|login|provider|auth|connexion)=(?:microsoft|google|office|o?365|azure|entra|okta|outlook|gmail)",
    re.IGNORECASE,
)
_FEW = 4  # links; among more there is always one to the reader's account
_HALF = 0.5  # of somebody we know: mailboxes are broken into


@detector
def sign_in_asked(facts: Facts) -> Iterator[Evidence]:
    """It wants you to log in or confirm an account through a link of someone not in charge of it."""
    if not facts.author.address or facts.bulk.is_list or not (ends := facts.insight.ends):
        return
    strange = facts.insight.strangeness
    if not strange:
        yield from _of_one_we_know(facts, ends)
        return
    own, borrowed = facts.insight.lured("sign_in"), facts.insight.lured("borrowed_sign_in")
    found_at = [(_strength(link, host, facts, own.n, borrowed.n), host) for link, host in ends]
    strength, host = max(found_at)
    if strength:
        words = facts.insight.quote(borrowed if borrowed.n else own) or "…"
        strength *= facts.insight.aimed
        yield found("It says “{words}” and leads to {host}.", strength * strange, words=words, host=host)


def _strength(link: Link, host: str, facts: Facts, n_own: int, n_borrowed: int) -> float:
    """At home many services ask to sign in with their own account, where they bear a name of their own."""
    n_borrowed += 2 * bool(_WHOSE.search(link.url))
    n = n_own + n_borrowed + bool(len(facts.clicked) <= _FEW and _PAGE.search(f"{link.path}/"))
    if not n or (not n_own + n_borrowed and links.is_known(host)):
        return 0.0
    sure = 1.0 if n > 1 else 0.8
    if links.is_anybodys(host):
        return sure if n_own + n_borrowed else 0.0
    if domain_names.organisation(host) in facts.insight.home:
        if facts.insight.has_own_name and not n_borrowed and not sender_names.is_half_made(host):
            return sure * (0.25 if facts.insight.is_machine else 0.6)
        return sure * 0.9
    return sure * (0.3 if links.is_known(host) else 1.0)


def _of_one_we_know(facts: Facts, ends: list[tuple[Link, str]]) -> Iterator[Evidence]:
    away = [host for _, host in ends if facts.insight.is_away(host)]
    want = facts.insight.lured("borrowed_sign_in") if away else None
    if want and want.n:
        yield found(
            "It says “{words}” and leads to {host}.", _HALF, words=facts.insight.quote(want), host=away[0]
        )
