"""Letters in languages that the campaign doesn't write, so that no language looks like an attack.

Everyday mail, as real collections lack it, and phish in languages where real ones are rare.
"""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from mailguard.corpus import hosts, people, senders
from mailguard.corpus.letters import Letter
from mailguard.corpus.phrases import Phrases, pools

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("de", "pt", "nl", "es", "it", "pl", "da", "sv")
KINDS = ("note", "letter", "news", "notice", "shop")
ATTACKED = ("es", "it", "pl", "da", "sv")  # languages that mass phishing is made in
_STYLES = {
    "note": ("plain", "plain", "simple"),
    "letter": ("plain", "plain", "simple"),
    "news": ("plain", "simple", "designed", "framed", "pictures"),
    "notice": ("plain", "simple", "bare", "framed", "designed"),
    "shop": ("designed", "framed", "pictures", "simple"),
    "mass": ("plain", "simple", "framed", "bare", "bare", "pictures"),
}
_SENTENCES = {
    "note": (1, 4),
    "letter": (4, 12),
    "news": (3, 9),
    "notice": (1, 3),
    "shop": (2, 6),
    "mass": (2, 4),
}
_ASKS = {"news": (1, 4), "notice": (0, 2), "shop": (2, 6), "mass": (1, 1)}
_LOCALS = {
    "news": ("info", "news", "newsletter", "contact", "team"),
    "notice": ("noreply", "service", "info", "notification", "billing"),
    "shop": ("news", "shop", "hello", "offers", "newsletter"),
    "mass": ("no-reply", "service", "info", "support", "contact"),
}
_SUFFIXES = {"pt": "com.br", "da": "dk", "sv": "se"}  # where it isn't the language's own code
PERSONAL = ("note", "letter")  # from one to another, with no link


def make(kind: str, language: str, seed: int) -> bytes:
    """One honest letter; the same three arguments give the same bytes."""
    random = Random(f"abroad {kind} {language} {seed}")
    words = _words(language)
    values = _values(random, words)
    org, phrases = values["org"], Phrases(random, values)
    domain = senders.domain_of(random, org)
    if random.random() < 0.5:
        domain = f"{people.slug(org)}.{_SUFFIXES.get(language, language)}"
    if kind in PERSONAL:
        first, last = random.choice(words["first"]), random.choice(words["last"])
        author = f"{first} {last}", f"{people.slug(first)}.{people.slug(last).replace('-', '.')}@{domain}"
        return _letter(random, phrases, kind, author, first)
    host = senders.host_of(random, domain)
    asks = [
        (phrases.one(words[kind]["ask"]), senders.url_of(random, host))
        for _ in range(random.randint(*_ASKS[kind]))
    ]
    extra: dict[str, str] = {}
    if kind != "notice":
        leave = f"https://{host}/u/{random.getrandbits(48):x}"
        asks.append((words["leave"], leave))
        extra = senders.headers_of(random, kind, domain, leave)
    author = org, f"{random.choice(_LOCALS[kind])}@{domain}"
    return _letter(random, phrases, kind, author, org, asks, extra)


def mass(theme: str, language: str, seed: int) -> bytes:
    """One message of mass phishing, to nobody in particular; ``theme`` is any word."""
    random = Random(f"abroad {theme} {language} {seed}")
    words = _words(language)
    phrases = Phrases(random, _values(random, words))
    name = phrases.one(words["mass"]["names"])
    host = random.choice([hosts.hacked(random, "en"), hosts.page(random), f"{people.slug(name)}-id.com"])
    home = host if random.random() < 0.4 else hosts.hacked(random, "en")
    asks = [(phrases.one(words["mass"]["ask"]), hosts.url(random, host, "info@example.org"))]
    author = name, f"{random.choice(_LOCALS['mass'])}@{home}"
    return _letter(random, phrases, "mass", author, name, asks)


def _hour(random: Random, words: dict[str, Any]) -> str:
    """As the language says it: 8:30 Uhr, or in a word."""
    if random.random() < 0.4:
        return str(random.choice(words["hours"]))
    return f"{random.randint(8, 20)}:{random.choice(['00', '15', '30'])}{words['after_hour']}"


@cache
def _words(language: str) -> dict[str, Any]:
    """Both files of a language in one; a letter opens and ends as a note does."""
    words, more = dict(pools(f"abroad_{language}", WORDS)), pools(f"life_{language}", WORDS)
    for kind, pool in more.items():
        base = words.get(kind, words["note"])
        body = pool["body"] if kind == "letter" else base["body"] + pool["body"]
        words[kind] = base | pool | {"body": body}
    return words


def _letter(
    random: Random,
    phrases: Phrases,
    kind: str,
    author: tuple[str, str],
    name: str,
    asks: list[tuple[str, str]] | None = None,
    extra: dict[str, str] | None = None,
) -> bytes:
    """``name`` stands below the letter, links and pictures lead where ``asks`` do."""
    pool = phrases.values["words"][kind]
    body = phrases.some(pool["body"], *_SENTENCES[kind])
    if kind in PERSONAL:
        size = random.randint(2, 4)
        body = [" ".join(body[at : at + size]) for at in range(0, len(body), size)]
    text = [phrases.one(pool["opening"]), *body, phrases.one(pool["closing"]), name]
    homes = ["/".join(url.split("/")[:3]) for _, url in asks or []]
    pictures = [
        f"{homes[0]}/i/{random.getrandbits(32):x}.png" for _ in range(random.randint(0, 4) if homes else 0)
    ]
    return Letter(
        author,
        senders.colleague(random, "en", "example.org"),
        phrases.one(pool["subject"]),
        [each for each in text if each],
        asks or [],
        [each for each in phrases.some(pool["footer"], 1, 3) if each],
        pictures,
        random.choice(_STYLES[kind]),
        extra or {},
    ).render(random)


def _values(random: Random, words: dict[str, Any]) -> dict[str, Any]:
    """What fragments may name; numbers and amounts are as in English mail, since no digit is a word."""
    town = random.choice(words["towns"])
    org = random.choice(words["org"]).format(l=random.choice(words["last"]), t=town)
    return people.values(random, "en", org) | {
        "words": words,
        "first": random.choice(words["first"]),
        "town": town,
        "person": lambda r: f"{r.choice(words['first'])} {r.choice(words['last'])}",
        "weekday": lambda r: r.choice(words["weekdays"]),
        "hour": lambda r: _hour(r, words),
        "amount": lambda r: f"{r.randint(9, 4900)},{r.choice(['00', '90', '50'])} €",
    }
