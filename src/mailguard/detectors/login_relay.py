"""Adversary in the middle: a host that carries a provider's sign-in host inside its own name or path."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, links
from mailguard.identifiers import domain_names
from mailguard.signals import Evidence, detector, found

# Sign-in hosts as relays imitate them: dots kept or turned into hyphens.
_SIGN_IN = re.compile(
    r"(?<![a-z0-9])(login[.-]?microsoftonline|microsoftonline|login[.-]live|accounts[.-]google|login[.-]yahoo|outlook[.-]office"
    r"|office365|okta|sso[.-]|adfs[.-]|webmail[.-]|idp[.-]|signin[.-]|login[.-]windows|sharepoint[.-]|onedrive[.-])",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"/common/oauth2|/adfs/ls|/owa/auth|/idp/profile|client-request-id=|/_layouts/15/|/ests/2\.1|/login\.srf",
    re.IGNORECASE,
)
_TRUE = frozenset(
    {
        "microsoftonline.com",
        "live.com",
        "office.com",
        "office365.com",
        "microsoft.com",
        "google.com",
        "okta.com",
        "sharepoint.com",
        "yahoo.com",
        "windows.net",
        "outlook.com",
        "onedrive.com",
        "oktapreview.com",
        "cloud.microsoft",
    }
)


@detector
def login_relay(facts: Facts) -> Iterator[Evidence]:
    """A link imitates a provider's log-in page and can steal even the second factor."""
    for link in facts.foreign:
        for host in links.ends(link):
            organisation = domain_names.organisation(host)
            if organisation in _TRUE or links.is_well_known(host, 5_000):
                continue
            by_name = _SIGN_IN.search(host)
            if by_name or _PATH.search(link.url):
                if facts.bulk.is_list and not facts.insight.lured("sign_in").n:
                    return  # members of a list speak of websites; none of them asks for a log-in
                yield found("{host} imitates a log-in page.", 1.0 if by_name else 0.8, host=host)
                break
