"""The identity of an author, and the one that a name, an address or a host wants to be taken for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mailguard.facts import links, person_names, proof
from mailguard.facts.envelope import Mailbox
from mailguard.facts.record import Record
from mailguard.identifiers import domain_names, ibans, lists
from mailguard.lookalikes import Lookalike, watch_for
from mailguard.lookalikes.edits import distance
from mailguard.lookalikes.names import Provider, providers, words
from mailguard.lookalikes.skeleton import plain, skeleton
from mailguard.profile import Insider, Partner, Profile

_MUCH = 3  # messages from our side that make somebody an acquaintance
_HOUSE = 6  # letters of a label that a display name is compared with
_WORD = re.compile(r"[a-z0-9]+")
_BY_ACCIDENT = 4  # shorter words stand in many names


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is an insider's, ``closeness`` 0 to 1."""

    insider: Insider
    closeness: float


def is_ours(mailbox: Mailbox, facts: Record) -> bool:
    """The address belongs to somebody on the team, or to one of our domains."""
    return mailbox.key in facts.profile.insiders_by_address or proof.is_own(mailbox.domain, facts)


def is_partner(mailbox: Mailbox, facts: Record) -> bool:
    """Of a partner or a service of ours."""
    return f".{mailbox.domain}".endswith(facts.profile.other_ends)


def is_in_profile(mailbox: Mailbox, facts: Record) -> bool:
    """Of the team, a partner or a service of ours."""
    return is_ours(mailbox, facts) or is_partner(mailbox, facts)


def is_acquaintance(facts: Record) -> bool:
    """We have written to the author more than once, and nothing says that somebody else uses the name now."""
    relation = facts.relation
    if relation.n_sent < _MUCH:
        return False
    return facts.is_authenticated or (not relation.n_authenticated and not proof.was_checked(facts))


def is_free(mailbox: Mailbox) -> bool:
    """Anybody gets a mailbox there."""
    return is_free_domain(mailbox.domain)


def is_free_domain(domain: str) -> bool:
    """Whoever wants one gets a mailbox under this domain, for good or for a while."""
    return bool(lists.match("free_mail", domain) or lists.match("disposable", domain))


def is_service(mailbox: Mailbox, facts: Record) -> bool:
    """A service that writes in people's names, from its own domain, and nothing speaks against that."""
    if not mailbox.domain or is_free(mailbox) or not watch_for(facts.profile).is_true(mailbox.domain):
        return False
    return facts.is_authenticated or not proof.was_checked(facts)


def doubt(facts: Record, mailbox: Mailbox | None = None) -> float:
    """How doubtful an author's claim is: 1 for a stranger's free mailbox, 0.3 for an acquaintance."""
    if is_acquaintance(facts):
        return 0.3
    mailbox = mailbox or facts.author
    if is_partner(mailbox, facts) and facts.is_authenticated:
        return 0.3
    if facts.bulk.is_list:
        return 0.3
    if is_service(mailbox, facts):
        return 0.2
    if facts.is_authenticated and links.is_well_known(mailbox.domain, links.LARGE) and not is_free(mailbox):
        return 0.4  # a notice of a large service that carries a person's name
    return 1.0 if is_free(mailbox) else 0.9


def steadiness(facts: Record) -> float:
    """1, or 0.3 where answers or money would go elsewhere: a stolen mailbox proves itself, too."""
    own = facts.author.organisation
    if facts.relation.reply_to_known is not True and not facts.bulk.is_list:
        for mailbox in facts.reply_to[:3]:
            if mailbox.address and mailbox.organisation != own and not is_ours(mailbox, facts):
                return 0.3
    return 0.3 if has_new_account(facts) else 1.0


def other_accounts(facts: Record) -> tuple[Partner, tuple[str, ...]] | None:
    """The partner of this mail and its accounts not known to be theirs; None without either."""
    accounts = ibans.of(facts)
    partner = _paid(facts) if accounts else None
    if partner is None:
        return None
    known = {ibans.normal(each) for each in partner.accounts}
    other = tuple(account for account in accounts if account not in known)
    return partner, other


def has_new_account(facts: Record) -> bool:
    """It names an account that isn't the partner's or, for others, that the sender never named before."""
    other = other_accounts(facts)
    return bool(other[1]) if other else facts.relation.accounts_known is False and not pays_partners(facts)


def pays_partners(facts: Record) -> bool:
    """One of ours names nothing but accounts that we know as partners'."""
    known = {ibans.normal(each) for partner in facts.profile.partners for each in partner.accounts}
    return is_ours(facts.author, facts) and known.issuperset(ibans.of(facts))


def _paid(facts: Record) -> Partner | None:
    words = plain(f"{facts.author.name}\n{facts.subject}\n{facts.text[:5_000]}")
    partners = [each for each in facts.profile.partners if each.accounts]
    for partner in partners:
        if any(domain_names.is_under(facts.author.domain, domain) for domain in partner.domains):
            return partner
    return next((each for each in partners if len(each.name) > 4 and plain(each.name) in words), None)


# --- Names -------------------------------------------------------------------------------------
def named(name: str, profile: Profile) -> Named | None:
    """The insider that a display name is, nearly is or contains; the closest."""
    if not name or not profile.insiders:
        return None
    return _named(name[:200], profile)


@lru_cache(4_096)
def _named(name: str, profile: Profile) -> Named | None:
    best: Named | None = None
    for insider in profile.insiders:
        for true in (insider.name, *insider.also):
            close = closeness(name, true)
            if close and (best is None or close > best.closeness):
                best = Named(insider, close)
    return best


def closeness(name: str, true: str) -> float:
    """0 to 1: whether a display name would be taken for the person ``true``."""
    wanted, whole = person_names.tokens(true), person_names.tokens(name)
    core = person_names.tokens(person_names.core(name))
    if not wanted:
        return 0.0
    if wanted in (whole, core):
        return 1.0 if len(wanted) > 1 else 0.6  # a nickname alone is many people's
    if len(wanted) < 2:
        return 0.0
    if set(wanted) <= set(whole) or person_names.looks(true) <= person_names.looks(name):
        return 0.9
    return max(_nearly(wanted, core), _nearly(wanted, whole))


def _nearly(wanted: tuple[str, ...], seen: tuple[str, ...]) -> float:
    left = list(seen)
    closest = 1.0
    n_whole = 0
    for word in sorted(wanted, key=len, reverse=True):
        match = next((each for each in left if each == word), None)
        if match:
            n_whole += len(word) > 2
        elif match := next((each for each in left if _slip(word, each)), None):
            closest = min(closest, 0.8)
            n_whole += 1
        elif match := next((each for each in left if len(each) == 1 and word.startswith(each)), None):
            closest = min(closest, 0.7)
        else:
            return 0.0
        left.remove(match)
    return closest if n_whole and len(left) <= 2 else 0.0


def _slip(word: str, seen: str) -> bool:
    return len(word) > 4 and (distance(word, seen, 1) <= 1 or skeleton(word) == skeleton(seen))


def mimics(local: str, profile: Profile) -> Insider | str | None:
    """The insider, or the brand, whose name a mailbox like ``nora.valbrune.campaign`` carries."""
    flat = "".join(_WORD.findall(plain(local)))
    for insider in profile.insiders:
        wanted = [word for word in person_names.tokens(insider.name) if len(word) > 1]
        if len(wanted) > 1 and all(word in flat for word in wanted) and sum(map(len, wanted)) > 6:
            return insider
    for brand in (profile.name, *profile.brands):
        word = "".join(_WORD.findall(plain(brand)))
        if len(word) > _BY_ACCIDENT + 2 and word in flat:
            return brand
    return None


# --- Hosts -------------------------------------------------------------------------------------
def likeness(host: str, facts: Record) -> Lookalike | None:
    """Whom a host wants to be taken for. Well-known domains want to be taken for themselves."""
    match = watch_for(facts.profile).match(host)
    if match and match.is_provider and links.is_well_known(host, links.LARGE):
        return None
    return match


def provider_named(text: str) -> Provider | None:
    """The provider that a display name says it is: "Microsoft 365", "La Poste", "Orange support"."""
    return _provider_named(text[:120])


@lru_cache(4_096)
def _provider_named(text: str) -> Provider | None:
    tokens = _WORD.findall(skeleton(text))
    flat, common = _provider_words()
    for start in range(min(len(tokens), 6)):
        for end in range(start + 1, min(start + 4, len(tokens) + 1)):
            span = "".join(tokens[start:end])
            if span in flat:
                return flat[span]
            if span in common and _is_about(tokens[:start] + tokens[end:]):
                return common[span]
    return None


def _is_about(rest: list[str]) -> bool:
    """The other words of a name only say which service: "support", "team", "365"."""
    return all(each in _service_looks() or each.isdigit() or len(each) < 3 for each in rest)


@lru_cache(1)
def _service_looks() -> frozenset[str]:
    return frozenset(map(skeleton, words("services") | words("nameless")))


@lru_cache(1)
def _provider_words() -> tuple[dict[str, Provider], dict[str, Provider]]:
    flat = {skeleton(word): each for each in providers() for word in each.words}
    common = {skeleton(word): each for each in providers() for word in each.common}
    return flat, common


def house_named(name: str) -> str:
    """The well-known domain whose label a display name is, service words aside: "Binance Support"; or ""."""
    return _house_named(name[:120])


@lru_cache(4_096)
def _house_named(name: str) -> str:
    tokens = [each for each in _WORD.findall(plain(name)) if not each.isdigit()]
    told = [each for each in tokens if each not in words("services")]
    return _labels().get("".join(told), "") if 0 < len(told) <= 4 else ""


@lru_cache(1)
def _labels() -> dict[str, str]:
    """Labels of the most visited domains, long enough to be nobody's first name by chance."""
    found: dict[str, str] = {}
    for domain, rank in lists.ranks().items():
        label = domain.partition(".")[0].replace("-", "")
        if rank <= links.LARGE and len(label) >= _HOUSE:
            found.setdefault(label, domain)
    return found


def addresses(facts: Record) -> Iterator[tuple[str, str]]:
    """Every address that the message says it is from, with the header that says so."""
    for mailbox in facts.from_[:5]:
        yield "From", mailbox.address
    if facts.sender:
        yield "Sender", facts.sender.address
    for mailbox in facts.reply_to[:5]:
        yield "Reply-To", mailbox.address
    yield "Return-Path", facts.envelope.mail_from or facts.return_path
