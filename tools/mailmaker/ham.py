"""Honest letters: newsletters, shops, services, press, and the short notes that a team writes all day."""

from random import Random

from mailguard import lists
from tools.mailmaker import people
from tools.mailmaker.letters import Letter
from tools.mailmaker.phrases import Phrases, pools

KINDS = ("campaign", "shop", "service", "press", "staff")
LANGUAGES = ("en", "fr")
_STYLES = {
    "campaign": ("designed", "designed", "simple", "plain", "pictures"),
    "shop": ("designed", "pictures", "pictures", "simple"),
    "service": ("designed", "simple", "plain", "designed"),
    "press": ("designed", "simple", "plain", "pictures"),
    "staff": ("plain", "plain", "simple"),
}
_LOCALS = {
    "campaign": ("info", "contact", "news", "team", "hello", "equipe"),
    "shop": ("news", "hello", "bonjour", "offers", "newsletter"),
    "service": ("noreply", "no-reply", "notifications", "support", "account", "service", "billing"),
    "press": ("redaction", "newsletter", "daily", "press", "editors"),
}
_SOCIAL = ("facebook.com", "instagram.com", "x.com", "youtube.com", "linkedin.com", "tiktok.com")
_FREE = ("gmail.com", "outlook.com", "orange.fr", "free.fr", "yahoo.com", "laposte.net", "hotmail.com")
_TRACKERS = (
    "list-manage.com",
    "sendgrid.net",
    "mailersend.net",
    "rs6.net",
    "hubspotlinks.com",
    "sendibt3.com",
)


def make(kind: str, language: str, seed: int) -> bytes:
    """One letter; the same three arguments give the same bytes."""
    random = Random(f"ham {kind} {language} {seed}")
    return _staff(random, language) if kind == "staff" else _bulk(random, kind, language)


def _staff(random: Random, language: str) -> bytes:
    pool = pools(f"ham_{language}")["staff"]
    org = people.organisation(random, language)
    values = people.values(random, language, org)
    phrases = Phrases(random, values)
    domain = people.slug(org) + random.choice([".org", ".fr", ".com", ".eu"])
    author, reader = _colleague(random, language, domain), _colleague(random, language, domain)
    sentences = phrases.some(pool["body"], 1, 4)
    name = author[0].split()[0]
    paragraphs = [phrases.one(pool["opening"]), " ".join(sentences), phrases.one(pool["closing"]), name]
    asks = []
    if "lien" in paragraphs[1] or "link" in paragraphs[1]:
        host = random.choice([f"docs.{domain}", "docs.google.com", "cloud." + domain])
        asks = [("doc", f"https://{host}/d/{random.getrandbits(40):x}")]
    letter = Letter(
        author,
        reader,
        phrases.one(pool["subject"]),
        [each for each in paragraphs if each],
        asks,
        style=random.choice(_STYLES["staff"]),
    )
    return letter.render(random)


def _colleague(random: Random, language: str, domain: str) -> tuple[str, str]:
    first, last = people.first(random, language), people.last(random, language)
    if random.random() < 0.2:
        domain = random.choice(_FREE)
    local = random.choice([f"{first}.{last}", first, f"{first[0]}{last}", f"{first}{random.randint(1, 99)}"])
    return f"{first} {last}", f"{people.slug(local).replace('-', '.')}@{domain}"


def _bulk(random: Random, kind: str, language: str) -> bytes:
    pool = pools(f"ham_{language}")[kind]
    org = people.organisation(random, language)
    values = people.values(random, language, org)
    phrases = Phrases(random, values)
    domain = _domain(random, org)
    host = _host(random, domain)
    n_asks = {"campaign": (1, 4), "shop": (2, 6), "service": (0, 2), "press": (2, 8)}[kind]
    asks = [(phrases.one(pool["ask"]), _url(random, host)) for _ in range(random.randint(*n_asks))]
    if kind in {"shop", "campaign", "press"} and random.random() < 0.5:
        asks += [
            (site.partition(".")[0].title(), f"https://www.{site}/{people.slug(org)}") for site in _SOCIAL[:3]
        ]
    style = random.choice(_STYLES[kind])
    body = phrases.some(pool["body"], 1, 2 if kind == "service" else 7)
    pictures = [f"https://{host}/i/{random.getrandbits(32):x}.png" for _ in range(random.randint(1, 5))]
    footer = phrases.some(pool["footer"], 1, 4)
    leave = f"https://{host}/u/{random.getrandbits(48):x}"
    if kind != "service" or random.random() < 0.3:
        asks.append(({"en": "Unsubscribe", "fr": "Se désinscrire"}[language], leave))
    letter = Letter(
        (
            org if random.random() < 0.8 else f"{values['first']} ({org})",
            f"{random.choice(_LOCALS[kind])}@{domain}",
        ),
        _colleague(random, language, "example.org"),
        phrases.one(pool["subject"]),
        [phrases.one(pool["opening"]), *body, phrases.one(pool["closing"]), org],
        asks,
        footer,
        pictures,
        style,
        _headers(random, kind, domain, leave),
    )
    return letter.render(random)


def _domain(random: Random, org: str) -> str:
    """Often an invented one, sometimes one that many people visit."""
    if random.random() < 0.4:
        return random.choice(sorted(lists.ranks())[:20_000])
    label = people.slug(org).replace("-", random.choice(["", "-"]))
    return (
        random.choice(["", "", "news.", "mail.", "e."])
        + label
        + random.choice([".com", ".org", ".fr", ".eu", ".info"])
    )


def _host(random: Random, domain: str) -> str:
    """Where links lead: home, a host beside it, or a counter of clicks that many senders share."""
    draw = random.random()
    if draw < 0.55:
        return domain
    if draw < 0.75:
        return random.choice(["click.", "links.", "go.", "www.", "t."]) + domain.removeprefix(
            "news."
        ).removeprefix("mail.")
    if draw < 0.92:
        return f"{people.slug(domain)[:12]}.{random.choice(_TRACKERS)}"
    return (
        random.choice(["click.", "tr.", "r."])
        + random.choice(["mlr", "nwsl", "envoi", "postbox"])
        + str(random.randint(1, 99))
        + ".com"
    )


def _url(random: Random, host: str) -> str:
    path = random.choice(
        ["c/{}", "ls/click?upn={}", "{}", "fr/{}", "track/{}?utm_source=newsletter", "account/{}"]
    )
    return f"https://{host}/" + path.format(f"{random.getrandbits(64):x}")


def _headers(random: Random, kind: str, domain: str, leave: str) -> dict[str, str]:
    headers = {}
    if kind != "service" and random.random() < 0.7:
        headers["List-Unsubscribe"] = f"<{leave}>"
        if random.random() < 0.6:
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        if random.random() < 0.3:
            headers["List-ID"] = f"<news.{domain}>"
    if random.random() < 0.15:
        headers["Reply-To"] = f"reply@{domain}"
    return headers
