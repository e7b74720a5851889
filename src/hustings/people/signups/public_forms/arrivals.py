"""Arrivals: a letter's link, ``utm_`` words, the site's name before, ``via`` of a shared link and text.

No cookie: the form carries it, without anything like an address or a number.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Registry
from hustings.foundation.lib.web.share_codes import VIA
from hustings.people.signups.public_forms import embeds

Refs = Callable[[HttpRequest], str]
NAMES = {
    "source": gettext_lazy("place of the link"),
    "medium": gettext_lazy("kind of link"),
    "campaign": gettext_lazy("campaign"),
    "content": gettext_lazy("link"),
    "term": gettext_lazy("search term"),
    "embed": gettext_lazy("site with our form"),
    "site": gettext_lazy("referring site"),
}
_SITES = frozenset({"embed", "site"})  # names of sites, which no word of an address says
LONGEST = 60  # characters of one word
_LONGEST_QUERY = 2000
_PASSED_OVER = frozenset(
    {"fbclid", "gclid", "msclkid", "twclid", "ttclid"}
)  # of somebody's click: never read
_ALONE = _PASSED_OVER | {f"utm_{name}" for name in NAMES if name not in _SITES} | {VIA}
_PERSONAL = re.compile(r"@|\d[\d .-]{5,}\d")
_UNSEEN = re.compile(r"[^\w .,:;/+&'’()!?-]")
_CODES = re.compile(r"(?P<via>[A-Za-z0-9_-]{0,16})(?:\.(?P<text>[a-z0-9]{1,12}))?")
_KEPT = "came_by"  # on a request
# Each says which letter they came by: ``refs(request)``; empty for none.
refs = Registry[Refs]("signups.public_forms.arrivals.refs")


def ref(request: HttpRequest) -> str:
    """What the app that knows letters reads in the address; empty for none."""
    return next((found for read in refs.all() if (found := read(request))), "")


def came(request: HttpRequest) -> dict[str, str]:
    """The words of the page asked for, else of our page before it; and the name of another site before."""
    try:
        before = urlsplit(request.META.get("HTTP_REFERER", "")[:_LONGEST_QUERY])
        host = (before.hostname or "").lower() if before.scheme in {"http", "https"} else ""
    except ValueError:
        before, host = urlsplit(""), ""
    is_ours = before.netloc == request.get_host()
    words = dict(_words(request.META.get("QUERY_STRING", "")))
    if is_ours and not words:
        words = dict(_words(before.query))
    if host and not is_ours:
        words["site"] = named(host)
    frame = embeds.of(request)
    return frame.told(words) if frame else words


def named(host: str) -> str:
    """The name of a site as it is kept."""
    return host.removeprefix("www.")[:LONGEST]


def _words(query: str) -> Iterator[tuple[str, str]]:
    if not ("utm_" in query or "via=" in query) or len(query) > _LONGEST_QUERY:
        return
    for name, value in parse_qsl(query):
        if name == VIA:
            yield from codes(value).items()
        name = name.removeprefix("utm_") if name.startswith("utm_") else ""
        word = " ".join(_UNSEEN.sub(" ", value).split())[:LONGEST]
        if name in NAMES and name not in _SITES and word and not _PERSONAL.search(value):
            yield name, word


def carried(query: str) -> list[tuple[str, str]]:
    """What of an address goes on to the next page: the words that are kept, and the code of a link."""
    found = dict(_words(query))
    words = [(f"utm_{name}", word) for name, word in found.items() if name not in {VIA, "text"}]
    via = dict(parse_qsl(query)).get(VIA, "") if {VIA, "text"} & found.keys() else ""
    return [*words, (VIA, via)] if via else words


def onward(request: HttpRequest) -> list[tuple[str, str]]:
    """Words that go on from this answer: of its address or htmx's page, else of the form or link."""
    said: Mapping[str, str] = getattr(request, _KEPT, {})
    asked = request.META.get("QUERY_STRING", "")
    return carried(asked) or carried(_around(request)) or list(_address_words(said))


def _around(request: HttpRequest) -> str:
    around: str = request.META.get("HTTP_HX_CURRENT_URL", "")
    return around.partition("#")[0].partition("?")[2]


def keep(request: HttpRequest, came: Mapping[str, str] | None) -> None:
    """Have the links of the page that answers go on with by what they came, as a row or a stamp has it."""
    setattr(request, _KEPT, dict(came or {}))


def _address_words(came: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"utm_{name}", came[name]) for name in NAMES if name not in _SITES and came.get(name))
    if code := ".".join([came.get(VIA, ""), *([came["text"]] if came.get("text") else [])]):
        yield VIA, code


def codes(value: str) -> dict[str, str]:
    """Who shared a link and with which text, as ``via`` says; empty where it says neither."""
    found = _CODES.fullmatch(value)
    return {name: code for name, code in found.groupdict().items() if code} if found else {}


def codes_in(query: str) -> dict[str, str]:
    """The same of the whole question of an address."""
    if "via=" not in query or len(query) > _LONGEST_QUERY:
        return {}
    return codes(dict(parse_qsl(query)).get(VIA, ""))


def is_alone(query: str, *others: str) -> bool:
    """Whether an address asks for nothing but what is read here, or passed over; ``others`` are names too."""
    if len(query) > _LONGEST_QUERY:
        return False
    return all(part.partition("=")[0] in _ALONE.union(others) for part in query.split("&"))


def beside(said: str, came: Mapping[str, str] | None) -> str:
    """A sentence of a timeline, and by what they came where that is known."""
    by = told(came or {})
    return f"{said} · {by}" if by else said


def told(came: Mapping[str, str]) -> str:
    """In words: ``campaign: spring, site before: example.org``."""
    return ", ".join(
        _("%(what)s: %(word)s") % {"what": label, "word": came[name]}
        for name, label in NAMES.items()
        if name in came
    )
