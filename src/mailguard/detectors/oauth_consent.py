"""Consent links that hand a mailbox to a program: they survive every password and second factor."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mailguard.facts import Facts, Link, links
from mailguard.signals import Evidence, detector, found

_AUTHORISE = re.compile(
    r"(login\.microsoftonline\.com|login\.live\.com|login\.windows\.net|login\.microsoft\.com)/\S*(oauth2|adminconsent)"
    r"|accounts\.google\.com/(o/oauth2|signin/oauth)|(www\.dropbox\.com|api\.dropbox\.com)/oauth2/authorize"
    r"|github\.com/login/oauth|zoom\.us/oauth|api\.notion\.com/v1/oauth|(?:www\.)?linkedin\.com/oauth"
    r"|facebook\.com/(?:v[\d.]+/)?dialog/oauth|(?:api\.)?(?:twitter|x)\.com/(?:i/)?oauth2?|api\.box\.com/oauth2"
    r"|slack\.com/oauth|auth\.atlassian\.com/authorize|login\.salesforce\.com/services/oauth2/authorize",
    re.IGNORECASE,
)
# The same on a host of nobody's: whoever asks for leave there has it kept there.
_ANYWHERE = re.compile(
    r"(?:oauth2?|authori[sz]e|consent|grant)\b[^#]{0,200}[?&](?:scopes?|consent|permissions?)="
    r"|[?&](?:consent|grant|permissions?)=|[?&](?:provider|protocol)=imap|[?&]scopes?=[^#&]{0,80}(?:mail|contact|calendar|files?|fichiers|agenda|drive|imap)",
    re.IGNORECASE,
)
# One is in each of these; no letter of them has another form that counts.
_HINTS = ("oauth", "author", "adm", "scope", "consent", "grant")
_FEW = 4  # links
_MAIL = re.compile(
    r"mail\.(read|send|readwrite)|ews\.accessasuser|imap\.accessasuser|smtp\.send|full_access_as_user|offline_access"
    r"|files\.(read|readwrite)|contacts\.read|mail\.google\.com|auth/gmail|auth/drive|auth/contacts|\.default",
    re.IGNORECASE,
)


@detector
def oauth_consent(facts: Facts) -> Iterator[Evidence]:
    """A link asks for access to your mailbox for an app; changing your password wouldn't stop it."""
    for link in facts.clicked:
        for url in (link.url, *link.inner):
            plain = unquote(url[:4_000])
            lower = plain.lower()
            if not any(hint in lower for hint in _HINTS):
                continue
            if not _AUTHORISE.search(plain):
                yield from _elsewhere(facts, link, plain)
                continue
            wants_mail = bool(_MAIL.search(plain))
            yield found(
                "A link to {host} asks for permission to act on your behalf.",
                1.0 if wants_mail else max(0.6, 0.9 * facts.insight.strangeness),
                host=links.destination(url) or link.host,
            )


def _elsewhere(facts: Facts, link: Link, plain: str) -> Iterator[Evidence]:
    """On a stranger's own page: a program that nobody looked at."""
    few = len(facts.clicked) <= _FEW and not facts.bulk.is_list
    if few and links.is_little_known(link.host) and _ANYWHERE.search(plain):
        strange = facts.insight.strangeness
        if strange:
            yield found(
                "A link to {host} asks for permission to act on your behalf.", 0.8 * strange, host=link.host
            )
