"""Unknown senders: how unknown they are, what they ask for and where they lead."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mailguard.facts import history, identity, links, person_names, sender_names
from mailguard.facts.language import Language
from mailguard.facts.phrases import Want
from mailguard.facts.record import Record
from mailguard.identifiers import domain_names, lists
from mailguard.lookalikes.names import words
from mailguard.lookalikes.skeleton import plain
from mailguard.profile import Insider, Profile
from mailguard.text import caseless
from mailguard.text.swift import Swift

# What is asked for, and how far from the ordinary it is that a stranger asks.
_GRAVE = {
    "data_request": 1.0,
    "code_request": 1.0,
    "password_request": 1.0,
    "gift_card": 0.95,
    "payroll_change": 0.95,
    "access_request": 0.85,
    "site_request": 0.85,
    "fraud_dance": 0.9,
    "card_handed": 0.9,
    "children_asked": 0.75,
    "hidden_from": 0.7,
    "name_taken": 0.85,
    "vote_again": 0.85,
    "internal_request": 0.7,
    "bank_moved": 0.4,
    "private_request": 0.75,
    "listing_signed": 0.75,
    "advance_fee": 0.75,
    "unseen_money": 0.75,
    "payment": 0.45,
    "hushed": 0.45,
    "channel_move": 0.5,
    "refund_request": 0.4,
    "publish_request": 0.3,
}
# Nobody honest asks for these by mail, colleagues neither.
ALARMING = frozenset(
    [
        "code_request",
        "password_request",
        "gift_card",
        "payroll_change",
        "advance_fee",
        "unseen_money",
        "fraud_dance",
        "card_handed",
    ]
)
# The same in the vocabulary of phrases.
_PHRASES = {
    "code_request": "code_request",
    "bank_moved": "bank_change",
    "payment": "payment",
    "hushed": "secrecy",
    "channel_move": "channel_move",
}
# What no first bill says.
_PRESSING = ("bank_moved", "overdue", "relation_claimed", "hushed", "legal_threat", "refund_request")
_PRESSING_PHRASES = ("bank_change", "urgency", "account_threat", "secrecy")
# What somebody does who has got into a mailbox.
GRAVE_FROM_FRIENDS = (
    *("gift_card", "code_request", "payroll_change", "bank_moved", "payment"),
    *("access_request", "data_request"),
)
_MET = 3  # messages after which somebody is no stranger
_BULKY = 8  # links; a newsletter's, whether or not its headers say so
_NUMBER = Swift(r"\d[\d ().\u00a0-]{6,18}\d")  # sought by its first digit; "(+" may stand before it
_MONEY = re.compile(
    r"(?:[$£€]|eur\b|euros?\b|usd\b|gbp\b)\s?\d|\d\s?(?:[$£€]|eur\b|euros?\b|usd\b|gbp\b|k€)", re.I
)
_LEAVE = re.compile(
    r"unsubscri|opt[ -]?out|manage (?:your )?(?:e-?mail )?preferences|no longer (?:wish|want) to receive"
    r"|view (?:this|it) in (?:your )?browser|d[ée]sabonn|d[ée]sinscri|ne plus recevoir|version en ligne"
    r"|voir (?:cet e-?mail|la version)",
    re.IGNORECASE,
)
# One of these is in whatever it finds.
_LEAVING = (
    *("unsubscri", "opt", "preferences", "to receive", "browser"),
    *("sabonn", "sinscri", "ne plus", "version", "voir cet"),
)
_NOTE = 30  # words of a short note
_LONG = 150  # words beyond which a text is on more than one thing
_MANY = 3  # links
_NEAR = 9  # words between a name and what its bearer is said to have done


def is_stranger(facts: Record) -> bool:
    """Nobody here knows the author: not of the profile, and no mail went there."""
    author, relation = facts.author, facts.relation
    if not author.address or facts.bulk.unsubscribe or facts.bulk.is_list or facts.envelope.is_outgoing:
        return False
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return False
    if relation.n_sent or relation.n_received >= _MET:
        return False
    return identity.is_free(author) or not relation.n_to_organisation or relation.n_from_organisation < _MET


def strangeness(facts: Record) -> float:
    """0 for the known and proven, 1 for a stranger, little where nobody is known."""
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
    return strange * (0.5 if bulk.unsubscribe or len(facts.clicked) > _BULKY else 1.0)


def is_house(facts: Record) -> bool:
    """Proven to be from a house that many visit: pages there may be anybody's, its mail is its own."""
    author = facts.author
    if (
        not facts.is_authenticated
        or identity.is_free(author)
        or lists.match("subdomain_hosts", author.domain)
    ):
        return False
    return links.is_visited(author.organisation)


def aimed(language: Language) -> float:
    """Share by which it is written to one reader: 1 for a note, less for long mail about everything."""
    facts, n_words = language.facts, len(language.said.words)
    sure = 1.0 if n_words <= _LONG or _greets(facts) else max(0.3, _LONG / n_words)
    if n_words > _NOTE and may_be_left(facts):
        sure *= 0.35 if n_words > 2 * _NOTE or len(facts.clicked) > _MANY else 0.7
    return sure


def _greets(facts: Record) -> bool:
    names = {
        word
        for each in facts.to[:5]
        for word in re.findall(r"[a-z]+", plain(f"{each.name} {each.local}"))
        if len(word) > 2
    }
    return not names.isdisjoint(re.findall(r"[a-z]+", plain(facts.text[:120]))[:12])


def may_be_left(facts: Record) -> bool:
    last = facts.clicked[-30:]
    seen = caseless.lower("\n".join([facts.text[-3_000:], *(f"{link.text} {link.url}" for link in last)]))
    if not any(map(seen.__contains__, _LEAVING)):  # nearly always, and the pattern takes ten times as long
        return False
    shown = (f"{link.text} {link.path}" for link in last)
    return bool(_LEAVE.search(facts.text[-3_000:]) or any(_LEAVE.search(each) for each in shown))


def is_notice(facts: Record) -> bool:
    """Nobody reads the answers, or it has pictures: shops speak of gift cards, services of your data."""
    return sender_names.is_unattended(facts) or any(html.n_images for html in facts.html)


def leads_nowhere(facts: Record) -> bool:
    """A machine's note that can't be answered and has no link, file or number: nothing can come of it."""
    if not sender_names.is_unattended(facts) or facts.clicked or facts.files or facts.reply_to:
        return False
    return not telephone(facts) and "@" not in facts.text[:4_000]


def requested(language: Language, bills_plainly: bool) -> list[tuple[float, str, Want]]:
    """What is asked for, gravest first: how grave it is, its name and the words."""
    found = []
    for name, grave in _GRAVE.items():
        want = language.asked(name)
        if not want.n and name in _PHRASES:
            want = language.wanted(_PHRASES[name])
        if want.n:
            found.append((grave + (0.05 if want.n > 1 else 0), name, want))
    if any(name == "refund_request" for _, name, _ in found):
        where = language.asked("refund_elsewhere")
        found += [(0.75, "refund_elsewhere", where)] if where.n else []
    if bills_plainly:  # to be paid is what a bill asks
        found = [each for each in found if each[1] != "payment"]
    if language.asked("form_back").n:  # what is to come back is paper
        found = [each for each in found if each[1] != "refund_request" or each[2].n > 1]
    if language.asked("own_gift").n:  # who gave may have the papers on it
        found = [each for each in found if each[1] != "internal_request"]
    if language.asked("story_told").n:
        found = [
            (grave + 0.15 if name == "channel_move" else grave, name, want) for grave, name, want in found
        ]
    if "?" not in language.facts.text[:4_000]:  # who lets rooms tells of keys and hours, and asks nothing
        found = [each for each in found if each[1] != "site_request"]
    return sorted(found, key=lambda each: (-each[0], each[1]))


def telephone(facts: Record) -> str:
    text = facts.text[:4_000]
    match = _NUMBER.on(text).search(text)
    if not match:
        return ""
    before = text[max(0, match.start() - 2) : match.start()]
    sign = next(sign for sign in ("(+", "+", "(", "") if before.endswith(sign))
    return sign + match.group()


def sum_of_money(facts: Record) -> bool:
    files = " ".join(file.text[:1_000] for file in facts.files[:2])
    return bool(_MONEY.search(f"{facts.subject} {facts.text[:4_000]} {files}"))


def bills_plainly(language: Language, accounts: Sequence[str]) -> bool:
    """A first bill as new suppliers send it: own proven account, no change, threat or haste."""
    facts = language.facts
    if not facts.is_authenticated or identity.is_free(facts.author) or not accounts:
        return False
    return not _presses(language)


def takes_cheques(language: Language, accounts: Sequence[str]) -> bool:
    """Money by cheque or in cash, to whom it is owed: no account, link or haste that a thief would need."""
    facts = language.facts
    if not facts.is_authenticated or facts.clicked or facts.reply_to or accounts:
        return False
    return language.asked("by_cheque").n > 0 and not _presses(language)


def _presses(language: Language) -> bool:
    if any(language.wanted(name).n for name in _PRESSING_PHRASES):
        return True
    return any(language.asked(name).n for name in _PRESSING)


def speaks_for_house(facts: Record) -> bool:
    """The name shown is an organisation's or a post's: the mailbox is a post's, or bears none of it."""
    if identity.is_free(facts.author):
        return False
    local = "".join(re.findall(r"[a-z]+", plain(facts.author.local)))
    tokens = [word for word in person_names.tokens(facts.author.name) if len(word) > 2]
    return local in words("shared_locals") or bool(tokens and not any(word in local for word in tokens))


def lured_to(facts: Record) -> str:
    """A host that the reader is led to and that is not well known, the author's own included; or ""."""
    author = facts.author
    is_large = facts.is_authenticated and links.is_visited(author.organisation)
    at_home = author.organisation if is_large and not identity.is_free(author) else ""
    for link in facts.clicked:
        for host in links.ends(link):
            if links.is_little_known(host) and not domain_names.is_under(host, at_home):
                return host
    return ""


def is_own_page(facts: Record, host: str) -> bool:
    """The website bears the author's name, as people's own pages do."""
    label = domain_names.brand(host)
    return any(len(word) > 3 and word in label for word in person_names.tokens(facts.author.name))


# --- Leaning on somebody of ours -----------------------------------------------------------------
def invoked(language: Language) -> tuple[str, float] | None:
    """Somebody of ours whose word the author leans on, and how surely: "Bob asked me", "agreed with Bob"."""
    facts, said = language.facts, language.said
    acts = [start for start, _ in said.spans("invoke")]
    if not acts:
        return None
    readers = {each.key for each in (*facts.to, *facts.cc)}
    best: tuple[str, float] | None = None
    for name, strength, at in _mentions(facts.profile, said.words, readers):
        near = min(abs(at - act) for act in acts)
        if near <= _NEAR and (best is None or strength > best[1]):
            best = (name, strength)
    if best is None:
        post = [start for start, _ in said.spans("post")]
        if any(abs(at - act) <= _NEAR - 4 for at in post for act in acts):
            return "", 0.5
    return best


def _mentions(profile: Profile, said: list[str], readers: set[str]) -> Iterator[tuple[str, float, int]]:
    names = _names(profile)
    for at, word in enumerate(said):
        for insider in names.get(word, ()):
            if insider.all_addresses & readers:
                continue
            around = set(said[max(0, at - 2) : at + 3])
            whole = sum(each in around for each in person_names.tokens(insider.name))
            yield insider.name, 1.0 if whole > 1 else 0.8, at


@lru_cache(16)
def _names(profile: Profile) -> dict[str, tuple[Insider, ...]]:
    found: dict[str, list[Insider]] = {}
    for insider in profile.insiders:
        for word in re.findall(r"[a-z]+", plain(insider.name)):
            if len(word) > 2:
                found.setdefault(word, []).append(insider)
    return {word: tuple(each) for word, each in found.items()}


def hinted(name: str, profile: Profile) -> Insider | None:
    """Somebody of ours of whom a display name or signature shows a part: first name, surname, initials."""
    shown = re.findall(r"[a-z]+", plain(person_names.core(name[:80])))
    told = [word for word in shown if len(word) > 1 and word not in {"mr", "mrs", "ms", "mme", "dr", "me"}]
    if not 0 < len(told) <= 2 or len(shown) > 3:
        return None
    for insider in profile.insiders:
        true = re.findall(r"[a-z]+", plain(insider.name))
        if any(len(word) > 2 and word in true for word in told) and all(
            any(each.startswith(word) for each in true)
            for word in shown
            if word not in {"m", "mme", "mr", "ms"}
        ):
            return insider
    return None
