"""How a message is built and where it leads, as numbers: what stays when the words are new."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mailguard.facts import Facts, Link, links
from mailguard.facts.phrases import fold
from mailguard.identifiers import domain_names, lists
from mailguard.policy.judgement import GROUPS
from mailguard.text.swift import Swift

# Signs of a list, proof and history say where training mail came from; what they weigh is set by hand.
SUMMED = frozenset(GROUPS) - {"auth", "relation", "good", "decoy"}
NAMES = (
    "words",
    "n_foreign",
    "share_home",
    "n_links",
    "author_rank",
    "best_link_rank",
    "worst_link_rank",
    "author_free",
    "author_odd",
    "local_odd",
    "link_odd",
    "author_odd_suffix",
    "link_odd_suffix",
    "link_shortener",
    "link_file_host",
    "link_free_page",
    "link_bulk",
    "link_top_only",
    "mailto_elsewhere",
    "reply_elsewhere",
    "reply_free",
    "name_at_home",
    "n_pictures",
    "picture_elsewhere",
    "picture_only",
    "can_be_left",
    "leaves_at_home",
    "address_told",
    "subject_marks",
    "styled_letters",
    "n_files",
    "has_number",
    "no_recipient",
    *(f"sum_{group}" for group in GROUPS if group in SUMMED),
)
_SYMBOL = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff!?$€£%*]")
_STYLED = re.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff5a\u24b6-\u24e9\u00ad\u200b-\u200f]")
_NUMBER = Swift(r"\d[\d ().-]{7,16}\d")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]+")
_MIXED = re.compile(r"[a-z]\d|\d[a-z]")
_HOW_MANY = 40  # links that are looked at


def numbers(facts: Facts, words: float, sums: Mapping[str, float]) -> list[float]:
    """One number for each of NAMES: ``words`` is what the words weigh, ``sums`` what the signals add."""
    clicked = [link for link, _ in zip(facts.clicked, range(_HOW_MANY), strict=False)]
    home = facts.insight.home
    foreign = [link for link in clicked if link.organisation not in home]
    return [
        words,
        *_where(facts, clicked, foreign),
        *_author(facts, foreign),
        *_kinds(foreign),
        *_answers(facts),
        *_looks(facts, home),
        *(sums.get(group, 0.0) for group in GROUPS if group in SUMMED),
    ]


def _where(facts: Facts, clicked: Sequence[Link], foreign: Sequence[Link]) -> list[float]:
    ranks = [rank(link.organisation) for link in clicked]
    return [
        min(len({link.organisation for link in foreign}), 6),
        1 - len(foreign) / len(clicked) if clicked else -1.0,
        min(len(clicked), 12),
        rank(facts.author.organisation) if facts.author.address else -1.0,
        max(ranks, default=-1.0),
        min(ranks, default=-1.0),
    ]


@lru_cache(8_192)
def rank(organisation: str) -> float:
    """0 for a name that few visit, up to 4 for one of the hundred best known."""
    place = lists.ranks().get(organisation, 0)
    return (
        0.0
        if not place
        else 4.0
        if place <= 100
        else 3.0
        if place <= 1_000
        else 2.0
        if place <= 10_000
        else 1.0
    )


def _author(facts: Facts, foreign: Sequence[Link]) -> list[float]:
    author = facts.author
    return [
        bool(lists.match("free_mail", author.domain)),
        oddness(domain_names.brand(author.domain)) if author.domain else 0.0,
        oddness(author.local),
        max((oddness(domain_names.brand(link.host)) for link in foreign), default=0.0),
        bool(lists.match("odd_suffixes", author.domain)),
        any(lists.match("odd_suffixes", link.host) and not rank(link.organisation) for link in foreign),
    ]


@lru_cache(8_192)
def oddness(label: str) -> float:
    """0 to 6: how little a label looks like a word, by its longest run of consonants and its digits."""
    run = max(map(len, _CONSONANTS.findall(label)), default=0)
    return min(6.0, max(0, run - 3) + len(_MIXED.findall(label)) / 2 + max(0, len(label) - 18) / 6)


def _kinds(foreign: Sequence[Link]) -> list[float]:
    kinds = [
        sum(bool(lists.match(name, link.host)) for link in foreign) / len(foreign) if foreign else 0.0
        for name in ("shorteners", "file_hosts", "subdomain_hosts", "bulk_mailers")
    ]
    top_only = bool(foreign) and all(rank(link.organisation) >= 3 for link in foreign)
    return [*kinds, top_only]


def _answers(facts: Facts) -> list[float]:
    own = facts.author.organisation
    mailto = [
        link for link in facts.links if link.scheme == "mailto" and link.where in {"a", "area", "button"}
    ]
    reply = facts.reply_to[0] if facts.reply_to else None
    return [
        any(domain_names.organisation(_mail_domain(link.url)) != own for link in mailto)
        and not facts.bulk.is_list,
        bool(reply and reply.address and reply.organisation != own),
        bool(reply and lists.match("free_mail", reply.domain) and reply.key != facts.author.key),
        _name_at_home(facts),
    ]


def _mail_domain(url: str) -> str:
    return url.partition(":")[2].partition("?")[0].rpartition("@")[2].lower().strip()


def _name_at_home(facts: Facts) -> float:
    """How much of the display name is in the address: newsletters carry their own name there."""
    name = re.findall(r"[a-z0-9]{3,}", fold(facts.author.name))
    if not name:
        return -1.0
    address = fold(facts.author.address)
    return sum(word in address for word in name) / len(name)


def _looks(facts: Facts, home: frozenset[str]) -> list[float]:
    pictures = [link for link in facts.links if link.where == "img" and link.host]
    leaves = [links.destination(each) for each in facts.bulk.unsubscribe if not each.startswith("mailto:")]
    shown = f"{facts.subject}\n{facts.text[:2_000]}".lower()
    start = facts.text[:3_000]
    return [
        min(sum(html.n_images for html in facts.html), 12),
        sum(link.organisation not in home for link in pictures[:20]) / len(pictures[:20])
        if pictures
        else -1.0,
        any(html.has("image_only") for html in facts.html),
        bool(facts.bulk.unsubscribe) + facts.bulk.is_one_click,
        any(domain_names.organisation(each) == facts.author.organisation for each in leaves),
        any(mailbox.key and mailbox.key in shown for mailbox in facts.to[:3]),
        min(len(_SYMBOL.findall(facts.subject)), 6),
        min(_styled(f"{facts.subject}{facts.author.name}{facts.text[:1_000]}"), 10),
        min(sum(not file.is_inline for file in facts.files), 4),
        bool(_NUMBER.on(start).search(start)),
        not any(mailbox.address for mailbox in (*facts.to, *facts.cc)),
    ]


def _styled(text: str) -> int:
    return 0 if text.isascii() else len(_STYLED.findall(text))
