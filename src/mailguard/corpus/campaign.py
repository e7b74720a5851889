"""An invented campaign: who works there, whom they deal with, what they sign in to, and its profile."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from mailguard.corpus import accounts, clients, people
from mailguard.corpus.clients import Client
from mailguard.corpus.phrases import pools
from mailguard.corpus.posts import Route
from mailguard.profile import Insider, Partner, Profile, Service

_ROLES = ("candidate", "director", "treasurer", "press", "it", *["staff"] * 20)
_FIRMS = ("printer", "venue", "bank", "agency", "hosting", "accountant", "lawyer", "newspaper", "newspaper")
_SUFFIXES = {"en": (".org", ".com", ".co", ".net"), "fr": (".fr", ".org", ".com", ".eu")}
_PRIVATE = {"en": ("gmail.com", "outlook.com", "yahoo.com"), "fr": ("gmail.com", "orange.fr", "laposte.net")}


@dataclass(frozen=True)
class Person:
    """Somebody with a mailbox, the program they write with and the host their mail leaves from."""

    name: str
    address: str
    role: str
    title: str
    private: str
    client: Client
    ip: str
    helo: str

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def mailbox(self) -> tuple[str, str]:
        return self.name, self.address

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def route(self) -> Route:
        """Their honest way in: everything passes."""
        return Route(self.ip, self.helo, self.address, self.domain, self.domain)


@dataclass(frozen=True)
class Firm:
    """An organisation that the campaign deals with; ``iban`` is the account it is truly paid on."""

    kind: str
    name: str
    domain: str
    people: tuple[Person, ...]
    iban: str


@dataclass(frozen=True)
class Campaign:
    """Everything about one invented campaign; ``today_at`` is the moment its history ends."""

    language: str
    seed: int
    name: str
    domain: str
    label: str  # of the domain, without hyphens
    town: str
    staff: tuple[Person, ...]
    firms: tuple[Firm, ...]
    services: tuple[Service, ...]
    decoys: tuple[str, ...]
    today_at: datetime
    strangers: tuple[Person, ...] = field(default=())  # journalists, volunteers, voters who have written

    @property
    def receiver(self) -> str:
        """The host that takes mail in; its results are trusted."""
        return f"mx.{self.domain}"

    def who(self, role: str) -> Person:
        """The first person with this role; KeyError where there is none."""
        for person in self.staff:
            if person.role == role:
                return person
        raise KeyError(role)

    def firm(self, kind: str) -> Firm:
        """The first firm of this kind; KeyError where there is none."""
        for firm in self.firms:
            if firm.kind == kind:
                return firm
        raise KeyError(kind)

    def profile(self) -> Profile:
        return Profile(
            name=self.name,
            domains=(self.domain,),
            brands=(self.label, people.slug(self.name)),
            insiders=tuple(
                Insider(each.name, (each.address,), (each.private,), role=each.role) for each in self.staff
            ),
            partners=tuple(
                Partner(each.name, (each.domain,), (each.iban.replace(" ", ""),)) for each in self.firms
            ),
            services=self.services,
            trusted_receivers=(self.receiver,),
            decoys=self.decoys,
            languages=(self.language,),
        )

    def toml(self) -> str:
        """The profile as a file that ``mailguard.profile.load`` reads."""
        return "\n".join(_toml(self.profile())) + "\n"


def make(language: str, seed: int) -> Campaign:
    """The same arguments give the same campaign."""
    random = Random(f"campaign {language} {seed}")
    words = pools("people")[language]
    town, last = random.choice(words["towns"]), random.choice(words["last"])
    name = random.choice(words["campaigns"]).format(t=town.split("-")[0], l=last, y=random.randint(26, 35))
    slug = people.slug(name)
    domain = random.choice([slug, slug, slug.replace("-", "")]) + random.choice(_SUFFIXES[language])
    ip, helo = _network(random), f"smtp.{domain}"
    staff = tuple(_staff(random, language, domain, (ip, helo)))
    return Campaign(
        language,
        seed,
        name,
        domain,
        slug.replace("-", ""),
        town,
        staff,
        tuple(_firm(random, language, kind, staff) for kind in _FIRMS),
        _services(random, domain),
        tuple(f"{people.slug(local)}@{domain}" for local in random.sample(words["decoys"], 3)),
        datetime(2025, 3, 3, 9, tzinfo=UTC) + timedelta(days=random.randrange(500)),
        tuple(_stranger(random, language, staff) for _ in range(12)),
    )


def _staff(random: Random, language: str, domain: str, host: tuple[str, str]) -> Iterator[Person]:
    words = pools("people")[language]
    pairs = [(first, last) for first in words["first"] for last in words["last"]]
    titles = dict(words["titles"])
    others = list(titles.pop("staff"))
    pattern = random.choice(["{f}.{l}", "{f}", "{i}{l}", "{f}-{l}"])
    used: set[str] = set()
    names = iter(random.sample(pairs, 60))
    for place, role in enumerate(_ROLES):
        title = titles[role] if role in titles else others[place % len(others)]
        for first, last in names:
            local = pattern.format(f=people.slug(first), l=people.slug(last), i=people.slug(first)[0])
            if local not in used:
                break
        used.add(local)
        number, free = random.randint(1, 99), random.choice(_PRIVATE[language])
        private = f"{people.slug(first)}.{people.slug(last)}{number}@{free}"
        client = random.choice(clients.OF_PEOPLE)
        yield Person(f"{first} {last}", f"{local}@{domain}", role, title, private, client, *host)


def _firm(random: Random, language: str, kind: str, staff: tuple[Person, ...]) -> Firm:
    words = pools("people")[language]
    name = random.choice(words["firms"][kind]).format(
        l=random.choice(words["last"]), t=random.choice(words["towns"]).split("-")[0]
    )
    domain = people.slug(name) + random.choice(_SUFFIXES[language])
    ip, helo = _network(random), f"mail.{domain}"
    client = random.choice(clients.OF_PEOPLE)
    title = words["firm_titles"][kind]
    contacts = []
    for _ in range(2):
        first, last = _outsider(random, language, staff)
        address = f"{people.slug(first)}.{people.slug(last)}@{domain}"
        contacts.append(Person(f"{first} {last}", address, kind, title, "", client, ip, helo))
    country = "FR" if language == "fr" else "GB"
    return Firm(kind, name, domain, tuple(contacts), accounts.iban(random, country))


def _stranger(random: Random, language: str, staff: tuple[Person, ...]) -> Person:
    first, last = _outsider(random, language, staff)
    domain = random.choice(_PRIVATE[language])
    dot, number = random.choice([".", "", "_"]), random.randint(1, 99)
    address = f"{people.slug(first)}{dot}{people.slug(last)}{number}@{domain}"
    client = random.choice([clients.GMAIL, clients.PHONE, clients.APPLE])
    return Person(
        f"{first} {last}", address, "stranger", "", "", client, _network(random), f"mail-out.{domain}"
    )


def _outsider(random: Random, language: str, staff: tuple[Person, ...]) -> tuple[str, str]:
    names = {each.name for each in staff}
    while True:
        first, last = people.first(random, language), people.last(random, language)
        if f"{first} {last}" not in names:
            return first, last


def _services(random: Random, domain: str) -> tuple[Service, ...]:
    webmail = random.choice(
        [("Microsoft 365", ("office.com", "sharepoint.com")), ("Google", ("google.com",))]
    )
    verb, manner = random.choice(["give", "gifts", "dons", "soutenir"]), random.choice(["well", "simple"])
    gifts = f"{verb}-{manner}.org"
    return (
        Service(*webmail),
        Service("Nextcloud", (f"cloud.{domain}",)),
        Service("Webmail", (f"mail.{domain}",)),
        Service(gifts.partition(".")[0].title(), (gifts,)),
    )


def _network(random: Random) -> str:
    first = random.choice([31, 51, 62, 80, 91, 163, 185, 193])
    return ".".join(map(str, [first, *(random.randint(1, 250) for _ in range(3))]))


def _toml(profile: Profile) -> Iterator[str]:
    yield f"name = {_quoted(profile.name)}"
    for key in ("domains", "brands", "trusted_receivers", "decoys", "languages"):
        yield f"{key} = {_list(getattr(profile, key))}"
    for insider in profile.insiders:
        yield f"\n[[insiders]]\nname = {_quoted(insider.name)}\nrole = {_quoted(insider.role)}"
        yield f"addresses = {_list(insider.addresses)}\nprivate = {_list(insider.private)}"
    for partner in profile.partners:
        yield f"\n[[partners]]\nname = {_quoted(partner.name)}\ndomains = {_list(partner.domains)}"
        yield f"accounts = {_list(partner.accounts)}"
    for service in profile.services:
        yield f"\n[[services]]\nname = {_quoted(service.name)}\ndomains = {_list(service.domains)}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"
