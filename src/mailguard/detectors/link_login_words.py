"""A foreign link whose address speaks of signing in."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.signals import Evidence, detector, found

_WORDS = re.compile(
    r"(?<![a-z])(log-?in|sign-?in|log-?on|verif(?:y|ication|ier)|secure|account|webmail|owa|auth|password|passwd|sso"
    r"|connexion|identif\w{0,12}|compte|mot-?de-?passe|update-?info|validat\w{0,6}|unlock|suspend\w{0,4}|wallet|kyc)(?![a-z])",
    re.IGNORECASE,
)


@detector
def link_login_words(facts: Facts) -> Iterator[Evidence]:
    """A link to a little-known website is about logging in."""
    if facts.bulk.is_list:
        return
    for link in facts.foreign:
        for host in links.ends(link):
            if links.is_known(host):
                continue
            where = f"{host} {link.path}" if host == link.host else host
            if match := _WORDS.search(where[:600]):
                yield found("The link to {host} says “{word}”.", host=host, word=match.group())
                break
