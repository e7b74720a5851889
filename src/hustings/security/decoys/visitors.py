"""Visitors of a link: people told apart from programs as far as what they say of themselves allows."""

import re

from django.http import HttpRequest

from hustings.outreach.tracking import bots
from hustings.security.decoys.models import Visit

Who = Visit.Who
Sign = bots.Sign
# Fetched while somebody has the document open: for a picture in it these are its reader, not a scanner.
_OFFICE = re.compile(r"microsoft office|ms-?office|libreoffice|collabora|wps|pages/", re.IGNORECASE)


def who(request: HttpRequest, *, is_picture: bool) -> Visit.Who:
    """A browser that goes there is a person, a scanner or preview says what it is; the rest is open."""
    agent = request.headers.get("User-Agent", "")
    if is_picture and request.method == "GET" and _OFFICE.search(agent):
        return Who.PERSON
    sign = bots.sign(request)
    if sign in {Sign.MACHINE, Sign.PROXY}:
        return Who.MACHINE
    return Who.PERSON if sign == Sign.BROWSER else Who.UNSURE
