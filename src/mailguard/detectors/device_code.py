"""Device-code lures: the reader types the attacker's code into the true provider's page."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found
from mailguard.text import caseless

_PAGES = re.compile(
    r"microsoft\.com/(?:link|device(?:login|auth)?)(?![\w-])|login\.microsoftonline\.com/\S{0,300}deviceauth|aka\.ms/devicelogin"
    r"|google\.com/device|github\.com/login/device|amazon\.com/code|login\.live\.com/\S{0,300}remoteconnect",
    re.IGNORECASE,
)
# Each address has one of these.
_PARTS = ("device", "microsoft.com/link", "amazon.com/code", "remoteconnect")
_CODE = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*[A-Z])(?:[A-Z0-9]{8,9}|[A-Z0-9]{4}[- ][A-Z0-9]{4})(?![\w-])")
_ASKS = re.compile(
    r"(enter|type|use|copy|paste|saisi\w*|entre[rz]|tape[rz]|utilise[rz]|copie[rz]|recopie[rz])\W+(?:\w+\W+){0,6}(code)"
    r"|(device|access|meeting|s[ée]curit[ée]|d['’]acc[èe]s|de connexion)\s+code"
    r"|code\s+(d['’]acc[èe]s|de l['’]appareil|de connexion)",
    re.IGNORECASE,
)


@detector
def device_code(facts: Facts) -> Iterator[Evidence]:
    """It asks you to enter a code on a real log-in page, which gives the sender access to your account."""
    addresses = list(_addresses(facts))
    where = next((url for url in addresses if _page(url)), "") if _may_be("\n".join(addresses)) else ""
    where = where or _page(facts.text)
    if not where:
        return
    code = _CODE.search(facts.text)
    if code:
        yield found("It gives the code “{code}” for {where}.", code=code.group(), where=where)
    elif _ASKS.search(facts.text):
        yield found("It asks you to enter a code at {where}.", 0.8, where=where)


def _page(text: str) -> str:
    match = _PAGES.search(text) if _may_be(text) else None
    return match.group() if match else ""


def _may_be(text: str) -> bool:
    """The pattern takes 100 times as long to see that there is none."""
    return any(map(caseless.lower(text).__contains__, _PARTS))


def _addresses(facts: Facts) -> Iterator[str]:
    for link in facts.clicked:
        yield link.url
        yield from link.inner
