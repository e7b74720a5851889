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


@check(gettext_lazy("Links are well written"), About.LETTERS, may_stop=True)
def link_form(desk: Desk) -> Iterator[Finding]:
    """Addresses that can't lead anywhere, and those that are open to be read on the way."""
    for link in links(desk):
        if why := malformed(link.target):
            words = _("The link “%(words)s” leads nowhere: %(why)s.")
            told = {"words": link.words or link.target, "why": why}
            yield Finding(words % told, remedy=_("Write its address anew."), place=link.place)
        elif link.target.startswith("http:") and not own_pages.is_ours(link.target):
            words = _("%(address)s begins with http: what is read and typed there is open to others.")
            remedy = _("Write https, if the site answers to it.")
            yield Finding(words % {"address": link.target}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Words of links don’t show another site than they lead to"), About.LETTERS)
def link_words(desk: Desk) -> Iterator[Finding]:
    for link in links(desk):
        shown, host = shown_host(link.words), host_of(link.target)
        if shown and host and domain_names.organisation(shown) != domain_names.organisation(host):
            words = _("The words of the link show %(shown)s, but it leads to %(host)s.")
            remedy = _("Mail programs take that for phishing: write words that name no address.")
            yield Finding(words % {"shown": shown, "host": host}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Links are not shortened"), About.LETTERS)
def link_shortener(desk: Desk) -> Iterator[Finding]:
    for link in links(desk):
        if name := lists.match("shorteners", host_of(link.target)):
            words = _(
                "%(address)s is shortened by %(name)s: it hides where it leads, and filters mistrust it."
            )
            remedy = _("Write the address that it leads to.")
            yield Finding(words % {"address": link.target, "name": name}, Weight.WARNS, remedy, link.place)


@check(gettext_lazy("Pages of our own site that links lead to are there, and public"), About.LETTERS)
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


@check(gettext_lazy("The letters of a version have the same links in all languages"), About.LETTERS)
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
            words = _("It has no link to %(address)s, which “%(other)s” has.")
            told = {"address": link.target, "other": other.place.letter}
            yield Finding(words % told, Weight.WARNS, _("Look whether it was forgotten."), sight.place)


_HOST = re.compile(r"[a-z0-9._-]+|\[?[0-9a-f:.]+\]?")
_INSIDE = {
    own_pages.Standing.MISSING: (
        gettext_lazy("There is no page %(address)s on our site."),
        gettext_lazy("Correct the address, or publish the page."),
    ),
    own_pages.Standing.DRAFT: (
        gettext_lazy("The page %(address)s is not published yet."),
        gettext_lazy("Publish it before the letter arrives."),
    ),
    own_pages.Standing.CLOSED: (
        gettext_lazy("The page %(address)s isn’t public: readers can’t open it."),
        gettext_lazy("Link to a public one, or open it to everybody."),
    ),
    own_pages.Standing.PERSONAL: (
        gettext_lazy("%(address)s belongs to one person: whoever gets the letter could use it."),
        gettext_lazy("Link to a page for everybody."),
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
        return _("its address can’t be read")
    if parts.scheme == "mailto":
        return _mailto(parts.path)
    if parts.scheme == "tel":
        return "" if any(map(str.isdigit, parts.path)) else _("there is no number in it")
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        return _("its address names no site")
    if not _HOST.fullmatch(domain_names.ascii_form(host)) or port == 0:
        return _("its address can’t be read")
    if "." not in host and not own_pages.is_ours(target):
        return _("no site is called %(host)s") % {"host": host}
    return ""


def _mailto(path: str) -> str:
    try:
        for each in path.split(","):
            addresses.read(each)
    except addresses.BadAddress:
        return _("there is no e-mail address in it")
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
