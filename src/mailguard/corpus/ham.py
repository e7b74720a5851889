"""Honest letters: newsletters, shops, services, press, and the short notes that a team writes all day."""

from random import Random

from mailguard.corpus import causes, people, senders
from mailguard.corpus.letters import Letter
from mailguard.corpus.phrases import Phrases, pools

KINDS = (
    "campaign",
    "shop",
    "service",
    "press",
    "staff",
    "cause",
    "commerce",
    "account",
    "culture",
    "community",
)
LANGUAGES = ("en", "fr")
_STYLES = {
    "campaign": ("designed", "designed", "simple", "plain", "pictures"),
    "shop": ("designed", "pictures", "pictures", "simple"),
    "service": ("designed", "simple", "plain", "designed"),
    "press": ("designed", "simple", "plain", "pictures"),
    "staff": ("plain", "plain", "simple"),
    "commerce": ("designed", "framed", "pictures", "simple"),
    "account": ("framed", "simple", "plain", "bare", "framed"),
    "culture": ("framed", "simple", "pictures", "plain"),
    "community": ("plain", "simple", "plain", "bare", "framed"),
}
_MOST_ASKS = {
    **{"campaign": (1, 4), "shop": (2, 6), "service": (0, 2), "press": (2, 8)},
    **{"commerce": (2, 6), "account": (0, 2), "culture": (1, 4), "community": (0, 2)},
}
_NOTICES = {"service", "account"}
_LOCALS = {
    "campaign": ("info", "contact", "news", "team", "hello", "equipe"),
    "shop": ("news", "hello", "bonjour", "offers", "newsletter"),
    "service": ("noreply", "no-reply", "notifications", "support", "account", "service", "billing"),
    "press": ("redaction", "newsletter", "daily", "press", "editors"),
    "commerce": ("hello", "offers", "club", "newsletter", "marketing"),
    "account": ("noreply", "service", "alerts", "payroll", "billing", "notification"),
    "culture": ("lettre", "info", "tickets", "programme", "contact"),
    "community": ("secretary", "bureau", "club", "contact", "info"),
}
_NEW = {"commerce", "account", "culture", "community"}
_SOCIAL = ("facebook.com", "instagram.com", "x.com", "youtube.com", "linkedin.com", "tiktok.com")


def make(kind: str, language: str, seed: int) -> bytes:
    """One letter; the same three arguments give the same bytes."""
    if kind == "cause":
        return causes.make(language, seed)
    random = Random(f"ham {kind} {language} {seed}")
    made = _staff(random, language) if kind == "staff" else bulk(random, kind, language)
    return made.render(random)


def _staff(random: Random, language: str) -> Letter:
    pool = pools(f"ham_{language}")["staff"]
    org = people.organisation(random, language)
    values = people.values(random, language, org)
    phrases = Phrases(random, values)
    domain = people.slug(org) + random.choice([".org", ".fr", ".com", ".eu"])
    author, reader = senders.colleague(random, language, domain), senders.colleague(random, language, domain)
    sentences = phrases.some(pool["body"], 1, 4)
    name = author[0].split()[0]
    paragraphs = [phrases.one(pool["opening"]), " ".join(sentences), phrases.one(pool["closing"]), name]
    asks = []
    if "lien" in paragraphs[1] or "link" in paragraphs[1]:
        host = random.choice([f"docs.{domain}", "docs.google.com", "cloud." + domain])
        asks = [("doc", f"https://{host}/d/{random.getrandbits(40):x}")]
    return Letter(
        author,
        reader,
        phrases.one(pool["subject"]),
        [each for each in paragraphs if each],
        asks,
        style=random.choice(_STYLES["staff"]),
    )


def bulk(random: Random, kind: str, language: str, org: str = "", domain: str = "") -> Letter:
    pool = pools(f"{'daily' if kind in _NEW else 'ham'}_{language}")[kind]
    org = org or people.organisation(random, language)
    values = people.values(random, language, org)
    phrases = Phrases(random, values)
    domain = domain or senders.domain_of(random, org)
    host = senders.host_of(random, domain)
    n_asks = _MOST_ASKS[kind]
    asks = [(phrases.one(pool["ask"]), senders.url_of(random, host)) for _ in range(random.randint(*n_asks))]
    if kind in {"shop", "campaign", "press"} and random.random() < 0.5:
        asks += [
            (site.partition(".")[0].title(), f"https://www.{site}/{people.slug(org)}") for site in _SOCIAL[:3]
        ]
    style = random.choice(_STYLES[kind])
    body = phrases.some(pool["body"], 1, 2 if kind in _NOTICES else 7)
    pictures = [f"https://{host}/i/{random.getrandbits(32):x}.png" for _ in range(random.randint(1, 5))]
    footer = phrases.some(pool["footer"], 1, 4)
    leave = f"https://{host}/u/{random.getrandbits(48):x}"
    if kind not in _NOTICES or random.random() < 0.3:
        asks.append(({"en": "Unsubscribe", "fr": "Se désinscrire"}[language], leave))
    return Letter(
        (
            org if random.random() < 0.8 else f"{values['first']} ({org})",
            f"{random.choice(_LOCALS[kind])}@{domain}",
        ),
        senders.colleague(random, language, "example.org"),
        phrases.one(pool["subject"]),
        [phrases.one(pool["opening"]), *body, phrases.one(pool["closing"]), org],
        asks,
        footer,
        pictures,
        style,
        senders.headers_of(random, kind, domain, leave),
    )
