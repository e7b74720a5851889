"""What a letter to a campaign is built from: to whom, as whom, from where, in which words; and its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from mailguard.corpus import clients, hosts, people
from mailguard.corpus.campaign import Campaign, Firm, Person
from mailguard.corpus.clients import Client
from mailguard.corpus.letters import Letter
from mailguard.corpus.phrases import Phrases, pools
from mailguard.corpus.posts import Post, Route


@dataclass
class Scene:
    """One letter in the making. A family sets what is particular to it; ``bytes`` writes it all down.

    ``words`` is the family's table of fragments: subject, parts (a list of alternatives for each paragraph),
    ask (the text of links), closing.
    """

    random: Random
    campaign: Campaign
    words: dict[str, Any]
    target: Person
    author: tuple[str, str] = ("", "")
    route: Route | None = None
    client: Client | None = None
    urls: list[str] = field(default_factory=list)
    show: bool = False  # the link's text is another address than its target
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    calendar: str = ""
    thread: tuple[str, ...] = ()
    quote: str = ""
    subject: str = ""
    style: str = ""
    signature: str = ""
    is_notice: bool = False  # a service or office speaks, not a person
    to: tuple[str, str] | None = None
    greeting: str | None = None
    sent_at: datetime | None = None
    message_id: str = ""
    said: str = ""

    @property
    def language(self) -> str:
        return self.campaign.language

    def other(self, role: str) -> Person:
        """Somebody of this role who isn't the target, else anybody who isn't."""
        others = [each for each in self.campaign.staff if each != self.target]
        return self.random.choice([each for each in others if each.role == role] or others)

    def write_as(self, name: str, address: str, *, spf: bool = True, dkim: bool = True) -> None:
        """From this mailbox, proven by its own domain or not."""
        domain = address.rpartition("@")[2]
        ip = _address(self.random, 45, 89, 103, 146, 194)
        self.author = (name, address)
        helo = self.random.choice(
            [f"mail.{domain}", f"vps{self.random.randint(1000, 99999)}.hostline.net", domain]
        )
        self.route = Route(
            ip, helo, address, domain if spf else "", domain if dkim else "", self.random.random() < 0.7
        )

    def write_free(self, name: str) -> None:
        """From a free mailbox under this name; it is what it says it is."""
        address = hosts.free_mailbox(self.random, name)
        self.write_as(name, address)
        self.client = clients.GMAIL if address.endswith("gmail.com") else None

    def write_spoofed(self, name: str, address: str) -> None:
        """In the name of a domain that isn't theirs: nothing passes, or only another one's SPF."""
        bounce = hosts.hacked(self.random, self.language)
        self.write_as(name, address, spf=False, dkim=False)
        assert self.route
        spf = self.random.choice([bounce, ""])
        self.route = Route(self.route.ip, f"mail.{bounce}", f"www@{bounce}", spf, "", True)

    def write_hacked(self, name: str, local: str) -> None:
        """From a stranger's mailbox that was broken into; it passes."""
        self.write_as(name, f"{local}@{hosts.hacked(self.random, self.language)}")

    def write_broken_in(self, person: Person) -> None:
        """From the true mailbox of a correspondent, by another program and from another place."""
        ip = _address(self.random, 41, 102, 154, 197)
        self.author = person.mailbox
        self.route = Route(ip, person.helo, person.address, person.domain, person.domain)
        self.client = self.random.choice(
            [each for each in clients.OF_PEOPLE if each.name != person.client.name]
        )

    def portal(self) -> str:
        random, domain = self.random, self.campaign.domain
        places: list[Callable[[], str]] = [
            lambda: hosts.service(random, domain, self.language),
            lambda: hosts.near(random, domain),
            lambda: hosts.provider(random, self.language),
            lambda: hosts.hacked(random, self.language),
            lambda: hosts.page(random),
        ]
        host = random.choice(places)()
        if random.random() < 0.08:
            return hosts.short(random)
        return hosts.url(random, host, self.target.address)

    def services_mailbox(self, *, home: str = "") -> str:
        """Where a false notice comes from: the attacker's host, or one like it."""
        local = self.random.choice(
            [
                "no-reply",
                "noreply",
                "notification",
                "support",
                "admin",
                "security",
                "alert",
                "service",
                "postmaster",
            ]
        )
        host = home or self.random.choice(
            [
                hosts.service(self.random, self.campaign.domain, self.language),
                hosts.provider(self.random, self.language),
            ]
        )
        return f"{local}@{host}"

    def write_as_person(self, person: Person) -> None:
        """Truly them, by their program, from where they always write."""
        self.author, self.route, self.client = person.mailbox, person.route(), person.client
        self.style = person.client.style

    def bytes(self) -> bytes:
        """The message as it lies in the target's mailbox; sets ``message_id`` and ``said``."""
        phrases = Phrases(self.random, self.all_values())
        paragraphs = [phrases.one(slot) for slot in self.words["parts"]]
        phrases.register = self.random.randrange(2)
        common = pools(f"attacks_{self.language}")
        openings, closings = ("notices", "notice_closings") if self.is_notice else ("openings", "closings")
        opening = phrases.one(self.words.get("opening", common[openings]))
        if self.greeting is not None:
            opening = self.greeting
        closing = phrases.one(self.words.get("closing", common[closings]))
        signature = self.signature or ("" if self.is_notice and closing else self.author[0])
        texts = [opening, *paragraphs, closing, signature]
        asks = [(self._ask(phrases, url), url) for url in self.urls]
        letter = Letter(
            self.author,
            self.to or self.target.mailbox,
            self.subject or phrases.one(self.words["subject"]),
            [each for each in texts if each.strip()],
            asks,
            [phrases.one(self.words["footer"])] if self.words.get("footer") else [],
            self.pictures,
            self.style or self._style(),
            self.extra,
            self.files,
        )
        assert self.route
        client = self.client or self.random.choice(clients.OF_ATTACKERS)
        sent = self.sent_at or self.campaign.today_at + timedelta(minutes=self.random.randrange(60 * 24 * 5))
        post = Post(letter, client, self.route, sent, self.campaign.receiver)
        post.thread, post.quote, post.calendar = self.thread, self.quote, self.calendar
        raw = post.render(self.random)
        self.message_id, self.said, self.sent_at = post.message_id, "\n".join(texts), sent
        self.subject = letter.subject
        return raw

    def _style(self) -> str:
        if not self.urls:
            return self.random.choice(["plain", "plain", "simple", "bare"])
        if self.show:  # only tags can say one address and lead to another
            return self.random.choice(["simple", "bare", "framed"])
        return self.random.choice(["plain", "simple", "bare", "bare", "framed"])

    def _ask(self, phrases: Phrases, url: str) -> str:
        if self.show:
            return f"https://{self.random.choice(self.campaign.services).domains[0]}/{self.random.getrandbits(32):x}"
        return phrases.one(self.words.get("ask", [""])) or url

    def _sum(self) -> str:
        number = self.random.choice([self.random.randint(19, 480) * 100, self.random.randint(1900, 48000)])
        if self.language == "fr":
            return f"{number:,} €".replace(",", " ")
        return f"{self.random.choice('£$€')}{number:,}"

    def all_values(self) -> dict[str, Any]:
        campaign, random = self.campaign, self.random
        common = people.values(random, self.language, campaign.name)
        return {
            **common,
            "first": self.target.first,
            "last": self.target.name.split()[-1],
            "town": campaign.town,
            "campaign": campaign.name,
            "domain": campaign.domain,
            "address": self.target.address,
            "candidate": campaign.who("candidate").name,
            "candidate_first": campaign.who("candidate").first,
            "director": campaign.who("director").name,
            "treasurer": campaign.who("treasurer").name,
            "press": campaign.who("press").name,
            "it": campaign.who("it").name,
            "author": self.author[0],
            "colleague": lambda r: r.choice([each.first for each in campaign.staff if each != self.target]),
            "printer": campaign.firm("printer").name,
            "venue": campaign.firm("venue").name,
            "hosting": campaign.firm("hosting").name,
            "gifts": campaign.services[-1].name,
            "percent": lambda r: str(r.randint(91, 99)),
            "hours": lambda r: str(r.choice([2, 12, 24, 48, 72])),
            "sum": self._sum(),
            **self.values,
        }


def _address(random: Random, *firsts: int) -> str:
    return (
        f"{random.choice(firsts)}.{random.randint(1, 250)}.{random.randint(1, 250)}.{random.randint(2, 250)}"
    )


def target(random: Random, campaign: Campaign, *roles: str) -> Person:
    found = [each for each in campaign.staff if each.role in roles] if roles else list(campaign.staff)
    return random.choice(found)


def contact(firm: Firm, random: Random) -> Person:
    return random.choice(firm.people)
