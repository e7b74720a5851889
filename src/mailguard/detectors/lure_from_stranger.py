"""A stranger's bait."""

import re
from collections.abc import Iterator

from mailguard.facts import Facts, sender_names, unknown_senders
from mailguard.facts.phrases import Want
from mailguard.lookalikes import watch_for
from mailguard.signals import Evidence, detector, found

# What makes people follow a link: to sign in, to see what is kept from others, to answer for something …
_BAITS = {
    "sign_in": 1.0,
    "install": 1.0,
    "pasted": 1.0,
    "pay_held": 0.85,
    "card_asked": 0.9,
    "relation_claimed": 0.9,
    "complaint": 0.85,
    "inside_story": 0.85,
    "held_for_fee": 0.85,
    "papers_asked": 0.85,
    "vote_again": 0.85,
    "identity_proof": 0.8,
    "let_in": 0.8,
    "infected": 0.7,
    "kept_for_you": 0.7,
    "document": 0.6,
    "owed": 0.6,
    "application": 0.6,
}
_PHRASES = {
    "password": 0.75,
    "account_threat": 0.7,
    "document_lure": 0.7,
    "attachment_push": 0.5,
    "extortion": 0.6,
}
# What no receipt, order or notice says.
_STRONG = (
    "install",
    "pasted",
    "pay_held",
    "card_asked",
    "complaint",
    "inside_story",
    "held_for_fee",
    "papers_asked",
    "vote_again",
    "identity_proof",
    "kept_for_you",
)
_BARE = 22  # words of subject and text: hardly anything but the link

_RUNS = re.compile(
    r"\.(?:exe|scr|jse?|vb[se]|wsf|hta|msix?|appinstaller|bat|cmd|ps1|lnk|iso|img|vhdx?|jar|apk|xll|dmg|pkg)$",
    re.IGNORECASE,
)

_PACKED = re.compile(r"\.(?:zip|rar|7z|tar|gz)$", re.IGNORECASE)


@detector
def lure_from_stranger(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender uses bait to make you click a link."""
    if not facts.insight.is_stranger or not facts.insight.has_past:
        return
    host = facts.insight.lured_to
    if not host:
        return
    strong = any(facts.insight.asked(name).n for name in _STRONG) or _is_borrowed(facts)
    toll, program = _toll(facts), _program(facts)
    strong = strong or bool(toll.n) or program
    strong = strong or bool(facts.insight.asked("relation_claimed").n and not facts.insight.is_machine)
    found_ = [(sure, want) for name, sure in _BAITS.items() if (want := facts.insight.asked(name)).n]
    if program:
        found_.append((0.85, Want(1, facts.text[:300])))
    elif (
        len(found_) == 1 and facts.insight.asked("application").n and unknown_senders.is_own_page(facts, host)
    ):
        return
    found_ += [(sure, want) for name, sure in _PHRASES.items() if (want := facts.insight.wanted(name)).n]
    found_ += [(0.6, toll)] if toll.n else []
    bare = len(facts.insight.said.words) <= _BARE
    if bare and facts.insight.speaks_for_house:
        found_.append((0.7, Want(1, facts.text[:300])))
    if not found_:
        return
    sure, want = max(found_, key=lambda each: each[0])
    sure += 0.15 * (len(found_) - 1) + 0.1 * facts.insight.speaks_for_house
    sure += 0.1 * bool(facts.insight.asked("pressed").n)
    sure = min(1.0, sure) * facts.insight.aimed * (1.0 if strong else _ordinary(facts))
    yield found("It says “{words}” and leads to {host}.", sure, words=facts.insight.quote(want), host=host)


def _ordinary(facts: Facts) -> float:
    """Receipts, orders and notices of those whom we just met; papers and forms at a large provider."""
    if sender_names.is_half_made(facts.author.domain):
        return 0.85
    if facts.insight.is_at_home:
        return 0.2 if facts.insight.is_machine else 0.45
    hosts = [host for _, host in facts.insight.ends]
    is_kept = bool(hosts) and all(watch_for(facts.profile).is_true(host) for host in hosts)
    return 0.4 if is_kept and not facts.insight.asked("sign_in").n else 1.0


def _toll(facts: Facts) -> Want:
    """A parcel that waits for money; who has sent for something has paid, or knows the shop."""
    return facts.insight.wanted("delivery_lure") if facts.insight.sum_of_money else Want()


def _is_borrowed(facts: Facts) -> bool:
    return bool(facts.insight.lured("borrowed_sign_in").n)


def _program(facts: Facts) -> bool:
    """A link hands out something that runs, a disk that holds it, or a locked archive with its key."""
    paths = [link.path for link in facts.clicked[:20]]
    if any(map(_RUNS.search, paths)):
        return True
    return bool(any(map(_PACKED.search, paths)) and facts.insight.asked("opened_with").n)
