"""Lures: where links lead, and the names that their hosts borrow."""

from functools import lru_cache

from mailguard.facts import identity, links
from mailguard.facts.body import Link
from mailguard.facts.record import Record
from mailguard.identifiers import domain_names
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.names import provider_names, words
from mailguard.lookalikes.skeleton import plain

_ANY = frozenset({"office", "box", "drive", "docs", "exchange", "notion", "workspace"})  # ordinary words
SURE = 0.85  # above it nobody's host has the name by chance, whoever sends it
LEAST = 5  # letters of a name of ours that stands in other people's addresses by chance no more
_FOLLOWED = 40  # links that are looked at


def ends(facts: Record, is_asked_about: bool) -> list[tuple[Link, str]]:
    """Links with their last known host, without trusted ones and those a colleague asks about."""
    clicked = facts.clicked[:_FOLLOWED]
    if is_asked_about:
        shown = {link for each in facts.nested for link in each.links}
        clicked = tuple(link for link in clicked if link not in shown)
    found = []
    for link in clicked:
        *_, last = links.ends(link)
        if last and not is_trusted(last, facts):
            found.append((link, last))
    return found


def is_trusted(host: str, facts: Record) -> bool:
    """A host of ours, a partner, service or provider; where all may publish, only from the provider."""
    if not watch_for(facts.profile).is_true(host):
        return False
    return not links.is_anybodys(host) or identity.is_service(facts.author, facts)


def borrowed(host: str, facts: Record, at_home: bool) -> tuple[str, float]:
    """The name of a product, of the team or of a sign-in page that a host borrows, and how sure that is."""
    return _borrowed(host, watch_for(facts.profile).own, at_home)


@lru_cache(1)
def _provider_words() -> frozenset[str]:
    """Those which nobody else's name holds by chance."""
    return frozenset(name.word for name in provider_names() if not name.is_common and len(name.word) > 3)


@lru_cache(8_192)
def _borrowed(host: str, own: frozenset[str], at_home: bool) -> tuple[str, float]:
    organisation = domain_names.organisation(host)
    label = plain(domain_names.unicode_form(organisation.partition(".")[0]))
    below = plain(domain_names.unicode_form(host.removesuffix(organisation).strip(".")))
    hosts = below.split(".") if below else []
    tokens = [token for each in (*hosts, label) for token in each.split("-")]
    for token in tokens:
        if token == label and links.is_visited(organisation):
            continue  # its own
        if (token in words("products") or token in _provider_words()) and (len(tokens) > 1 or token != label):
            return token, 0.9
    for each in hosts:
        if len(each) >= LEAST and (each in own or each.replace("-", "") in own):
            return each, 0.9
    return _ordinary(label, hosts, at_home)


def _ordinary(label: str, hosts: list[str], at_home: bool) -> tuple[str, float]:
    """Ordinary words that mean a product, or a place to sign in, where nobody of that name is."""
    beside = set(label.split("-")) | {token for each in hosts for token in each.split("-")}
    product = next((token for token in beside if token in words("ordinary_products")), "")
    rest = beside - {product}
    if (
        product
        and rest
        and product not in _ANY
        and all(token in words("services") or token in words("nameless") for token in rest)
    ):
        return product, 0.8
    if at_home:
        return "", 0.0
    place = next((each for each in hosts if each in words("sign_in_hosts")), "")
    if place:
        return place, 0.6
    product = next((each for each in hosts if each in words("ordinary_products")), "")
    return product, 0.5 if product else 0.0
