"""The mass phishing that everybody gets: banks, parcels, taxes, prizes, threats."""

from pathlib import Path
from random import Random

from mailguard.corpus import hosts, people, senders
from mailguard.corpus.letters import Letter
from mailguard.corpus.phrases import Phrases, pools

WORDS = Path(__file__).parent / "words"
_WORDS = ("service", "secure", "client", "online", "update", "info", "portal", "help", "account", "verify")
_BECH = "023456789acdefghjklmnpqrstuvwxyz"


def themes(language: str) -> list[str]:
    return [key for key, value in pools(f"mass_{language}", WORDS).items() if isinstance(value, dict)]


def generic(theme: str, language: str, seed: int) -> bytes:
    """One message of a theme, to nobody in particular; the same arguments give the same bytes."""
    random = Random(f"mass {theme} {language} {seed}")
    words = pools(f"mass_{language}", WORDS)
    own = words[theme]
    reader = senders.colleague(random, language, "example.org")
    phrases = Phrases(random, _values(random, language, reader))
    name = phrases.one(own["names"])
    host = _host(random, language, name)
    body = [phrases.one(slot) for slot in own["parts"]] + [phrases.one(words["press"])]
    texts = [phrases.one(words["openings"]), *body, phrases.one(words["closings"]), name]
    asks = [(phrases.one(own["ask"]), _target(random, host, reader[1]))] if own["ask"] else []
    local = random.choice(["no-reply", "service", "info", "support", "notification", "contact", "admin"])
    letter = Letter(
        (name, f"{local}@{_home(random, language, host)}"),
        reader,
        phrases.one(own["subject"]),
        [each for each in texts if each],
        asks,
        [each for each in [phrases.one(words["footers"])] if each],
        [f"https://{host}/{random.getrandbits(24):x}.png" for _ in range(random.choice([0, 0, 1, 2]))],
        random.choice(
            ["plain", "simple", "framed", "framed", "bare", "pictures"] if asks else ["plain", "bare"]
        ),
        {"Reply-To": hosts.free_mailbox(random, name)} if not asks or random.random() < 0.1 else {},
    )
    return letter.render(random)


def _values(random: Random, language: str, reader: tuple[str, str]) -> dict[str, object]:
    euro = language == "fr"
    return people.values(random, language, "") | {
        "first": reader[0].split()[0],
        "address": reader[1],
        "percent": lambda r: str(r.randint(91, 99)),
        "hours": lambda r: str(r.choice([12, 24, 48, 72])),
        "small": lambda r: (
            f"{r.randint(1, 4)},{r.choice(['99', '95'])} €" if euro else f"£{r.randint(1, 4)}.99"
        ),
        "million": lambda r: (
            f"{r.randint(1, 9)}.{r.randint(1, 9)}00.000 €" if euro else f"${r.randint(1, 9)},500,000"
        ),
        "btc": lambda r: f"{r.randint(5, 30) * 100} €" if euro else f"${r.randint(5, 30) * 100}",
        "wallet": lambda r: "".join(r.choice(_BECH) for _ in range(38)),
        "digits3": lambda r: str(r.randint(100, 199)),
        "pair": lambda r: f"{r.randint(10, 98)}",
    }


def _host(random: Random, language: str, name: str) -> str:
    draw = random.random()
    if draw < 0.4:
        word = f"{people.slug(name).split('-')[0] or 'info'}-{random.choice(_WORDS)}"
        return f"{word}.{random.choice(['com', 'net', 'info', 'top', 'online', 'xyz', 'fr'])}"
    if draw < 0.7:
        return hosts.hacked(random, language)
    return hosts.page(random)


def _home(random: Random, language: str, host: str) -> str:
    return host if random.random() < 0.4 else hosts.hacked(random, language)


def _target(random: Random, host: str, reader: str) -> str:
    return hosts.short(random) if random.random() < 0.1 else hosts.url(random, host, reader)
