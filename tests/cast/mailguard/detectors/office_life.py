"""Honest office life that looks like what thieves write, and the small difference between them."""

from mailguard.facts import Authentication, Dmarc
from tests.cast.mailguard.detectors.wishes import made

PROVEN = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))


def of(text, author, *urls, **values):
    return made(text, author=author, links=urls, **({"authentication": PROVEN} | values))
