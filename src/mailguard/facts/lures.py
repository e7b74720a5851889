"""Strangers, what they call themselves, where they lead: what more than one detector asks. Pure."""

import re
from functools import lru_cache
from threading import local

from mailguard import domains, lists
from mailguard.facts import Facts, Link, asks, history, identity, links
from mailguard.lookalikes import watch_for
from mailguard.lookalikes.names import provider_domains, provider_names, words
from mailguard.lookalikes.skeleton import plain, squeeze

_KNOWN = 50_000  # place among the most visited up to which a host is no unknown one
_MANY = 8  # links; a newsletter's, whether or not its headers say so
_MET = 3  # messages after which somebody is no stranger
_threads = local()  # what was asked last, by thread
_WORD = re.compile(r"[a-z0-9]+")
_MACHINE = re.compile(
    r"(?:do-?not-?reply|no-?reply|ne-?pas-?repondre|notif\w*|alerts?|alertes?|mailer|billing|facturation|account|accounts"
    r"|payments?|paiements?|sales|ventes|achats|livraisons?|deliver(?:y|ies)|billetterie|tickets?|clients?|customers?"
    r"|compte|comptes|support|hello|bonjour|updates?|orders?|commandes?|receipts?|recus?|events?|evenements?"
    r"|members?|adhesions?|boutique|shop|reservations?|bookings?|service|info|security|securite|team|equipe)(?![a-z])"
)
_ANY = frozenset({"office", "box", "drive", "docs", "exchange", "notion", "workspace"})  # ordinary words
SURE = 0.85  # above it nobody's host has the name by chance, whoever sends it
LEAST = 5  # letters of a name of ours that stands in other people's addresses by chance no more
_SHORTEST = 3  # letters of a word within a label that has no hyphens
_ANYBODYS = ("subdomain_hosts", "page_makers", "shorteners", "file_hosts")


def strangeness(facts: Facts) -> float:
    """0 for those whom we know or whose name is proven to be a well-known one, 1 for a stranger.

    Little where nobody is known.
    """
    if getattr(_threads, "judged", None) is not facts:  # six detectors ask in a row
        _threads.strange = _strangeness(facts)
        _threads.judged = facts
    strange: float = _threads.strange
    return strange


def _strangeness(facts: Facts) -> float:
    author, relation, bulk = facts.author, facts.relation, facts.bulk
    if bulk.is_list or relation.n_sent or relation.n_received >= _MET:
        return 0.0
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return 0.0
    told = relation.has_history and history.knows_people(facts)
    strange = 1.0 if told else 0.5 * history.telling(facts)
    if relation.n_from_organisation >= _MET and not identity.is_free(author):
        strange *= 0.5
    elif is_house(facts):
        strange *= 0.3
    return strange * (0.5 if bulk.unsubscribe or len(facts.clicked) > _MANY else 1.0)


def is_house(facts: Facts) -> bool:
    """Proven to be from a house that many visit: pages there may be anybody's, its mail is its own."""
    author = facts.author
    if (
        not facts.is_authenticated
        or identity.is_free(author)
        or lists.match("subdomain_hosts", author.domain)
    ):
        return False
    return links.is_visited(author.organisation, _KNOWN)


def leads_home(facts: Facts) -> bool:
    """Nowhere but to the author's own house."""
    own = links.home(facts)
    return all(link.organisation in own for link in facts.clicked)


def is_known(host: str) -> bool:
    """Many visit it, and nobody else may publish there."""
    return links.is_well_known(host, _KNOWN)


def is_anybodys(host: str) -> bool:
    """Anybody may put a page or a file there."""
    return any(lists.match(name, host) for name in _ANYBODYS)


def is_trusted(host: str, facts: Facts) -> bool:
    """A host of ours, of a partner, of a service of ours or of a provider.

    Where everybody may publish a page, a notice of the provider's own must lead there.
    """
    if not watch_for(facts.profile).is_true(host):
        return False
    return not is_anybodys(host) or identity.is_service(facts.author, facts)


def ends(facts: Facts) -> list[tuple[Link, str]]:
    """Links with the last host that each is known to lead to; those to hosts that are trusted left out."""
    if getattr(_threads, "followed", None) is not facts:
        _threads.ends = _ends(facts)
        _threads.followed = facts
    found: list[tuple[Link, str]] = _threads.ends
    return found


def _ends(facts: Facts) -> list[tuple[Link, str]]:
    found = []
    clicked = facts.clicked[:40]
    if clicked and facts.nested and is_asked_about(facts):
        shown = {link for each in facts.nested for link in each.links}
        clicked = tuple(link for link in clicked if link not in shown)
    for link in clicked:
        *_, last = links.ends(link)
        if last and not is_trusted(last, facts):
            found.append((link, last))
    return found


def is_asked_about(facts: Facts) -> bool:
    """One of ours attaches a message and asks a colleague whether it is true, or warns of it."""
    ours = facts.is_authenticated and identity.is_ours(facts.author, facts)
    return ours and asks.asked(facts, "suspicion").n > 0


def is_away(host: str, facts: Facts) -> bool:
    """It is neither the author's nor where the newsletter can be left, nor one that many visit."""
    return domains.organisation(host) not in links.home(facts) and not is_known(host)


def is_hosted(facts: Facts) -> bool:
    """A program that many run on hosts of their own signs with its name, and leads nowhere but there."""
    told = _WORD.findall(plain(facts.author.name[:120]))
    if not told or told[0] not in words("self_hosted") or not facts.is_authenticated:
        return False
    own = links.home(facts)
    return not is_nameless(facts.author.domain) and all(link.organisation in own for link in facts.clicked)


def has_own_name(facts: Facts) -> bool:
    """The author's name is in their domain, and it is a name: shops, clubs and firms sign so."""
    if is_hosted(facts):
        return True
    label = squeeze(plain(domains.unicode_form(domains.brand(facts.author.domain))))
    told = [word for word in _WORD.findall(plain(facts.author.name)) if len(word) > 2 and not _is_said(word)]
    return any(word in label for word in told) or (len(told) > 1 and label.startswith(_initials(told)))


def is_machine(facts: Facts) -> bool:
    """It doesn't claim that somebody sat down and wrote it."""
    local = facts.author.local
    if facts.bulk.is_automatic or facts.bulk.unsubscribe or local in words("shared_locals"):
        return True
    return bool(_MACHINE.match(local))


def _initials(told: list[str]) -> str:
    return "".join(word[0] for word in told)


def is_nameless(domain: str) -> bool:
    """A domain made of nothing but words of services, such as ``mail-notice.example``."""
    organisation = domains.organisation(domain)
    if not organisation or domains.is_ip(organisation) or organisation in provider_domains():
        return False
    if lists.match("bulk_mailers", domain) or is_anybodys(domain):
        return False
    return not is_known(organisation) and _is_made(organisation.partition(".")[0])


def is_half_made(domain: str) -> bool:
    """A name with a hyphened word of what is feigned behind or before it: ``some-verification.example``."""
    organisation = domains.organisation(domain)
    if not organisation or domains.is_ip(organisation) or is_known(organisation) or is_anybodys(domain):
        return False
    pieces = plain(organisation.partition(".")[0]).split("-")
    return 1 < len(pieces) < 4 and any(piece in words("feigned") for piece in pieces)


def is_post(name: str) -> bool:
    """A display name of nothing but words of services: "Mail Desk", "Service courriel"; or none at all."""
    return all(_is_said(word) for word in _WORD.findall(plain(name[:120])))


def _is_said(word: str) -> bool:
    return word.isdigit() or word in words("services") or word in words("nameless")


@lru_cache(8_192)
def _is_made(label: str) -> bool:
    """At least two words, and nothing else but digits."""
    pieces = [piece for piece in label.split("-") if piece and not piece.isdigit()]
    counts = [_count(piece.strip("0123456789")) for piece in pieces]
    return bool(counts) and all(counts) and sum(counts) > 1


def _count(piece: str) -> int:
    """How many known words make up the piece, the fewest; 0 where they don't."""
    if _is_said(piece):
        return 1
    least = [0] + [99] * len(piece)
    for end in range(_SHORTEST, len(piece) + 1):
        for start in range(max(0, end - 16), end - _SHORTEST + 1):
            if least[start] < least[end] - 1 and _is_said(piece[start:end]):
                least[end] = least[start] + 1
    return least[-1] if least[-1] < 99 and len(piece) > 6 else 0


def is_at_home(facts: Facts) -> bool:
    """Somebody who bears a name of their own leads to their own pages only."""
    own = links.home(facts)
    hosts = [host for _, host in ends(facts)]
    return has_own_name(facts) and all(domains.organisation(host) in own for host in hosts)


def borrowed(host: str, facts: Facts, at_home: bool) -> tuple[str, float]:
    """The name of a product, of the team or of a sign-in page that a host borrows, and how sure that is."""
    return _borrowed(host, watch_for(facts.profile).own, at_home)


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
        if token == label and links.is_visited(organisation, _KNOWN):
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
