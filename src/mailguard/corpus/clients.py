"""Programs that write mail, by the marks they leave: Message-ID, boundary, headers, order of parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class Client:
    """One program. ``message_id`` gets the random source and the author's domain, ``boundary`` the source."""

    name: str
    message_id: Callable[[Random, str], str]
    boundary: Callable[[Random], str]
    headers: dict[str, str] = field(default_factory=dict)
    style: str = "plain"  # the letter style that its users send


def _uuid(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _some(random: Random, n: int) -> str:
    return "".join(random.choice(_LETTERS) for _ in range(n))


THUNDERBIRD = Client(
    "thunderbird",
    lambda random, domain: f"{_uuid(random)}@{domain}",
    lambda random: f"------------{_some(random, 24)}",
    {"User-Agent": "Mozilla Thunderbird"},
    "simple",
)
APPLE = Client(
    "apple",
    lambda random, domain: f"{_uuid(random).upper()}@{domain}",
    lambda random: f"Apple-Mail={_uuid(random).upper()}",
    {"X-Mailer": "Apple Mail (2.3774.600.62)"},
)
OUTLOOK = Client(
    "outlook",
    lambda random, domain: (
        f"{_some(random, 4).upper()}R07MB{random.randint(1000, 9999)}{_uuid(random).replace('-', '').upper()}"
        f"@{_some(random, 4).upper()}R07MB{random.randint(1000, 9999)}.eurprd07.prod.outlook.com"
    ),
    lambda random: f"_000_{_some(random, 30).upper()}_",
    {"Thread-Index": "Adp4kR2h", "Content-Language": "en-US"},
    "simple",
)
GMAIL = Client(
    "gmail",
    lambda random, domain: f"CA{_some(random, 5)}={_some(random, 44)}@mail.gmail.com",
    lambda random: f"000000000000{random.getrandbits(48):012x}",
    {},
    "simple",
)
ROUNDCUBE = Client(
    "roundcube",
    lambda random, domain: f"{random.getrandbits(128):032x}@{domain}",
    lambda random: f"=_{random.getrandbits(128):032x}",
    {"User-Agent": "Roundcube Webmail"},
)
PHONE = Client(
    "phone",
    lambda random, domain: f"{_uuid(random).upper()}@{domain}",
    lambda random: f"Apple-Mail-{_uuid(random).upper()}",
    {"X-Mailer": "iPhone Mail (21F90)"},
)
SCRIPT = Client(
    "script",
    lambda random, domain: f"{_some(random, 40)}@{domain}",
    lambda random: f"b1_{_some(random, 40)}",
    {"X-Mailer": "PHPMailer 6.8.0"},
    "simple",
)
SENDER = Client(
    "sender",
    lambda random, domain: f"{random.getrandbits(64):016x}.{random.getrandbits(32)}@{domain}",
    lambda random: f"----_Part_{random.getrandbits(40)}",
    {},
    "designed",
)
PYTHON = Client(
    "python",
    lambda random, domain: (
        f"{random.getrandbits(60)}.{random.randint(100, 9999)}.{random.getrandbits(62)}@{domain}"
    ),
    lambda random: f"==============={random.getrandbits(62):019}==",
    {},
    "simple",
)

OF_PEOPLE = (THUNDERBIRD, APPLE, OUTLOOK, GMAIL, ROUNDCUBE, PHONE)
OF_ATTACKERS = (SCRIPT, PYTHON, SENDER, ROUNDCUBE, OUTLOOK, GMAIL, THUNDERBIRD, APPLE)
