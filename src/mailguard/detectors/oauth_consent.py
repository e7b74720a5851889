"""Consent links that hand a mailbox to a program: they survive every password and second factor."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mailguard import baits, links
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found

_AUTHORISE = re.compile(
    r"(login\.microsoftonline\.com|login\.live\.com|login\.windows\.net|login\.microsoft\.com)/\S*(oauth2|adminconsent)"
    r"|accounts\.google\.com/(o/oauth2|signin/oauth)|(www\.dropbox\.com|api\.dropbox\.com)/oauth2/authorize"
    r"|github\.com/login/oauth|zoom\.us/oauth|api\.notion\.com/v1/oauth|(?:www\.)?linkedin\.com/oauth"
    r"|facebook\.com/(?:v[\d.]+/)?dialog/oauth|(?:api\.)?(?:twitter|x)\.com/(?:i/)?oauth2?|api\.box\.com/oauth2"
    r"|slack\.com/oauth|auth\.atlassian\.com/authorize|login\.salesforce\.com/services/oauth2/authorize",
    re.IGNORECASE,
)
_HINTS = ("oauth", "author", "adm")  # one is in each of these; no letter of them has another form that counts
_MAIL = re.compile(
    r"mail\.(read|send|readwrite)|ews\.accessasuser|imap\.accessasuser|smtp\.send|full_access_as_user|offline_access"
    r"|files\.(read|readwrite)|contacts\.read|mail\.google\.com|auth/gmail|auth/drive|auth/contacts|\.default",
    re.IGNORECASE,
)


@detector
def oauth_consent(facts: Facts) -> Iterator[Evidence]:
    """A link asks the reader to let a program into the mailbox; a password change would not shut it out."""
    for link in links.clicked(facts):
        for url in (link.url, *link.inner):
            plain = unquote(url[:4_000])
            lower = plain.lower()
            if not any(hint in lower for hint in _HINTS) or not _AUTHORISE.search(plain):
                continue
            wants_mail = bool(_MAIL.search(plain))
            yield found(
                "A link to {host} asks for leave to act for the reader.",
                1.0 if wants_mail else max(0.6, 0.9 * baits.strangeness(facts)),
                host=links.destination(url) or link.host,
            )
