"""Checks of links that need no network: how they are written, and pages of our own site."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.outreach.preflight import own_pages
from hustings.outreach.preflight.desk import Desk, Link, Sight
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check
from mailguard.facts.links import shown_host
from mailguard.identifiers import addresses, domain_names, lists


@check(gettext_lazy("Link addresses"), About.LETTERS, may_stop=True)
def link_form(desk: Desk) -> Iterator[Finding]:
    """Addresses that can't lead anywhere, and those that are open to be read on the way."""
    for link in links(desk):
        if why := malformed(link.target):
            words = _("The link “%(words)s” doesn’t work: %(why)s.")
            told = {"words": link.words or link.target, "why": why}
            yield Finding(words % told, remedy=_("Enter its address again."), place=link.place)
        elif link.target.startswith("http:") and not own_pages.is_ours(link.target):
            words = _("%(address)s starts with http: the connection isn’t secure.")
            remedy = _("Use https, if the site supports it.")
            yield Finding(words % {"address": link.target}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Link text and target"), About.LETTERS)
def link_words(desk: Desk) -> Iterator[Finding]:
    for link in links(desk):
        shown, host = shown_host(link.words), host_of(link.target)
        if shown and host and domain_names.organisation(shown) != domain_names.organisation(host):
            words = _("The link text shows %(shown)s, but the link goes to %(host)s.")
            remedy = _("Mail apps may treat this as phishing: use a text without an address.")
            yield Finding(words % {"shown": shown, "host": host}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Shortened links"), About.LETTERS)
def link_shortener(desk: Desk) -> Iterator[Finding]:
    for link in links(desk):
        if name := lists.match("shorteners", host_of(link.target)):
            words = _("%(address)s is a short link by %(name)s: filters distrust it.")
            remedy = _("Use the full address.")
            yield Finding(words % {"address": link.target, "name": name}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Links to our own site"), About.LETTERS)
def link_inside(desk: Desk) -> Iterator[Finding]:
    """Asked of the site itself, without network."""
    known: dict[str, own_pages.Standing] = {}
    for link in links(desk):
        if malformed(link.target) or not own_pages.is_ours(link.target):
            continue
        stands = known.setdefault(link.target, own_pages.standing(link.target, desk.campaign.language))
        if stands is not own_pages.Standing.THERE:
            words, remedy = _INSIDE[stands]
            told = words % {"address": link.target}
            yield Finding(told, Weight.WARNS, str(remedy), link.place)


@check(gettext_lazy("Same links in all languages"), About.LETTERS)
def link_languages(desk: Desk) -> Iterator[Finding]:
    """A link that was forgotten in a translation. Pages of our own site are the same in each language."""
    versions: dict[str, list[Sight]] = {}
    for sight in desk.sights:
        versions.setdefault(sight.written["version"], []).append(sight)
    for sights in versions.values():
        have = [{_bare(link.target): link for link in sight.links} for sight in sights]
        for sight, own in zip(sights, have, strict=True):
            for other, theirs in zip(sights, have, strict=True):
                yield from _lacking(sight, own, other, theirs)


def _lacking(sight: Sight, own: dict[str, Link], other: Sight, theirs: dict[str, Link]) -> Iterator[Finding]:
    """What one letter lacks of another's; each site has pages by language, so hosts count."""
    here = {host_of(link.target) for link in own.values()}
    for bare, link in theirs.items():
        if bare not in own and host_of(link.target) not in here:
            words = _("The link to %(address)s is missing, which “%(other)s” has.")
            told = {"address": link.target, "other": other.place.letter}
            yield Finding(words % told, Weight.WARNS, _("Check whether it was forgotten."), sight.place)


_HOST = re.compile(r"[a-z0-9._-]+|\[?[0-9a-f:.]+\]?")
_INSIDE = {
    own_pages.Standing.MISSING: (
        gettext_lazy("The page %(address)s doesn’t exist on our site."),
        gettext_lazy("Correct the address, or publish the page."),
    ),
    own_pages.Standing.DRAFT: (
        gettext_lazy("The page %(address)s is not published yet."),
        gettext_lazy("Publish it before the e-mail arrives."),
    ),
    own_pages.Standing.CLOSED: (
        gettext_lazy("The page %(address)s isn’t public: recipients can’t open it."),
        gettext_lazy("Link to a public page, or make this one public."),
    ),
    own_pages.Standing.PERSONAL: (
        gettext_lazy("%(address)s is a personal link: any recipient could use it."),
        gettext_lazy("Link to a public page."),
    ),
}


def links(desk: Desk) -> Iterator[Link]:
    """All of them, each once in a block."""
    for sight in desk.sights:
        yield from dict.fromkeys(sight.links)


def malformed(target: str) -> str:
    """Why an address can't be one; empty where it can."""
    try:
        parts = urlsplit(target)
        port = parts.port
    except ValueError:
        return _("the address is invalid")
    if parts.scheme == "mailto":
        return _mailto(parts.path)
    if parts.scheme == "tel":
        return "" if any(map(str.isdigit, parts.path)) else _("it has no phone number")
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        return _("the address names no site")
    if not _HOST.fullmatch(domain_names.ascii_form(host)) or port == 0:
        return _("the address is invalid")
    if "." not in host and not own_pages.is_ours(target):
        return _("the site %(host)s doesn’t exist") % {"host": host}
    return ""


def _mailto(path: str) -> str:
    try:
        for each in path.split(","):
            addresses.read(each)
    except addresses.BadAddress:
        return _("it has no e-mail address")
    return ""


def host_of(target: str) -> str:
    """The site that an address names; empty where it names none."""
    try:
        return domain_names.ascii_form(urlsplit(target).hostname or "")
    except ValueError:
        return ""


def _bare(target: str) -> str:
    return target.partition("#")[0].partition("?")[0].rstrip("/")


CHECKS = (
    link_form,
    link_words,
    link_shortener,
    link_inside,
    link_languages,
)
