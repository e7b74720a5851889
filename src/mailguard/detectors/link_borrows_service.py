"""A host that bears a name which isn't its own."""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from mailguard import baits, domains, identity, links
from mailguard.facts import Facts
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.names import provider_names, words
from mailguard.lookalikes.skeleton import plain
from mailguard.signals import Evidence, detector, found

_ANY = frozenset({"office", "box", "drive", "docs", "exchange", "notion", "workspace"})  # ordinary words
_SURE = 0.85  # what nobody's host has by chance, whoever sends it
_LEAST = 5  # letters of a name of ours that stands in other people's addresses by chance no more


@detector
def link_borrows_service(facts: Facts) -> Iterator[Evidence]:
    """A link's address bears the name of a service, of the team or of a sign-in page that it isn't."""
    if facts.bulk.is_list:
        return
    own = watch_for(facts.profile).own
    doubt = identity.doubt(facts)
    home = links.home(facts) if baits.strangeness(facts) < 1.0 else set()
    for link, host in baits.ends(facts):
        if baits.is_known(host) or domains.is_ip(host) or domains.organisation(host) in home:
            continue
        at_home = domains.organisation(host) == facts.author.organisation
        name, strength = _borrowed(host, own, at_home)
        if watch_for(facts.profile).is_true(host):
            continue
        if not name and host == link.host:
            name, strength = _in_path(link.url, own)
        if name:
            yield found(
                "{host} bears the name “{name}”, which is not its own.",
                strength if strength > _SURE else strength * doubt,
                host=host,
                name=name,
            )


@lru_cache(1)
def _provider_words() -> frozenset[str]:
    """Those which nobody else's name holds by chance."""
    return frozenset(name.word for name in provider_names() if not name.is_common and len(name.word) > 3)


@lru_cache(8_192)
def _borrowed(host: str, own: frozenset[str], at_home: bool) -> tuple[str, float]:
    """The name that a host borrows, and how sure that is."""
    organisation = domains.organisation(host)
    label = plain(domains.unicode_form(organisation.partition(".")[0]))
    below = plain(domains.unicode_form(host.removesuffix(organisation).strip(".")))
    hosts = below.split(".") if below else []
    tokens = [token for each in (*hosts, label) for token in each.split("-")]
    for token in tokens:
        if (token in words("products") or token in _provider_words()) and (len(tokens) > 1 or token != label):
            return token, 0.9
    for each in hosts:
        if len(each) >= _LEAST and (each in own or each.replace("-", "") in own):
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


def _in_path(url: str, own: frozenset[str]) -> tuple[str, float]:
    """A name of ours or of a product as the first folders of the address."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return "", 0.0
    for piece in path.lower().split("/")[1:3]:
        flat = piece.replace("-", "").replace("_", "")
        if piece in words("products") or (len(piece) >= _LEAST and flat in own):
            return piece, 0.7
    return "", 0.0
