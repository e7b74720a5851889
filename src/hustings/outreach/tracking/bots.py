"""Programs that say what they are, and mail services that fetch pictures; for others see ``judging``."""

import re

from django.http import HttpRequest

from hustings.outreach.tracking.models import TrackingEvent

Sign = TrackingEvent.Sign

# Programs that follow links by themselves: scanners of mail, previews in messengers, search, libraries.
_MACHINES = re.compile(
    r"bot\b|bot[/;]|crawl|spider|slurp|preview|scan|monitor|validator|checker|fetch|headless|phantomjs"
    r"|barracuda|proofpoint|mimecast|fireeye|trendmicro|\btmes\b|sophos|symantec|forti|ironport|cisco"
    r"|safelinks|microsoft office|ms-?office|bingpreview|skypeuri|whatsapp|telegram|facebookexternalhit"
    r"|slack|discord|mastodon|pleroma|embedly|iframely|google-safety|google-read-aloud|feedfetcher"
    r"|curl|wget|libwww|python-|python/|aiohttp|httpx|go-http|okhttp|java/|apache-http|axios|node-fetch|ruby",
    re.IGNORECASE,
)
# Gmail and Yahoo name themselves; Apple's relay sends nothing but the first words of every browser. Gmail's
# look ahead, before anybody opens, has a browser's name of 2015.
_PROXIES = re.compile(r"GoogleImageProxy|ggpht\.com|YahooMailProxy|\bDuckDuckGo.*Proxy", re.IGNORECASE)
_APPLE = re.compile(r"Mozilla/5\.0")
_AHEAD = re.compile(r"Chrome/42\.0\.2311\.135 Safari/537\.36 Edge/12\.246")


def sign(request: HttpRequest) -> Sign:
    """What the request tells of who asks."""
    agent = request.headers.get("User-Agent", "").strip()
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz")).lower()
    if _PROXIES.search(agent) or _APPLE.fullmatch(agent) or _AHEAD.search(agent):
        return Sign.PROXY
    if request.method == "HEAD" or not agent or "prefetch" in ahead or "preview" in ahead:
        return Sign.MACHINE
    if _MACHINES.search(agent):
        return Sign.MACHINE
    says = tuple(request.headers.get(name, "") for name in ("Sec-Fetch-Mode", "Sec-Fetch-Dest"))
    goes = says == ("navigate", "document") and bool(request.headers.get("Accept-Language"))
    return Sign.BROWSER if goes else Sign.NONE
