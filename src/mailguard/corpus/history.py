"""The last months of a campaign's mailboxes, for a memory; attacks on threads answer it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from mailguard.corpus import campaign as campaigns
from mailguard.corpus import causes, clients, ham, honest, people
from mailguard.corpus.campaign import Campaign, Person
from mailguard.corpus.phrases import pools
from mailguard.corpus.posts import Post, Route
from mailguard.corpus.scenes import Scene

_DAYS = 180
# How often each kind of letter begins something.
_KINDS = {
    **{
        "staff_note": 30,
        "staff_money": 8,
        "staff_share": 8,
        "staff_files": 8,
        "staff_photos": 2,
        "meeting": 4,
    },
    **{
        "quote": 5,
        "invoice": 6,
        "reminder": 3,
        "venue": 4,
        "agency": 4,
        "accountant": 3,
        "lawyer": 2,
        "bank": 2,
    },
    **{
        "journalist": 6,
        "volunteer": 5,
        "application": 2,
        "voter": 3,
        "donor": 3,
        "authority": 2,
        "hosting": 2,
    },
    **{"shared_document": 3, "sign_in": 2, "gift_notice": 3, "signature": 1},
}
_SILENT = {"authority", "hosting", "shared_document", "sign_in", "gift_notice", "signature", "meeting"}
_LISTS = ("cause", "cause", "campaign", "press", "press", "commerce", "culture", "community", "cause", "shop")


@dataclass(frozen=True)
class Thread:
    """One talk, as its last message left it; ``ours`` got or sent what ``other`` wrote."""

    subject: str
    ids: tuple[str, ...]
    ours: Person
    other: Person
    said: str
    by: str  # who said it
    at: datetime


@dataclass(frozen=True)
class History:
    """All messages in the order of their dates, and the talks with people outside."""

    messages: tuple[bytes, ...]
    threads: tuple[Thread, ...]


def make(campaign: Campaign, n: int = 400) -> History:
    """About ``n`` messages; the same campaign and number give the same bytes."""
    return _made(campaign.language, campaign.seed, n)


@lru_cache(8)
def _made(language: str, seed: int, n: int) -> History:
    campaign = campaigns.make(language, seed)
    random = Random(f"history {language} {seed} {n}")
    dated: list[tuple[datetime, bytes]] = []
    threads: list[Thread] = []
    while len(dated) < n:
        at = _moment(random, campaign)
        if random.random() < 0.15:
            dated.append((at, newsletter(random, campaign, at)))
            continue
        kind = random.choices(list(_KINDS), list(_KINDS.values()))[0]
        made = list(_talk(random, campaign, kind, at))
        dated += [(each.sent_at, raw) for each, raw in made if each.sent_at]
        if thread := _thread(campaign, [each for each, _ in made]):
            threads.append(thread)
    dated.sort(key=lambda pair: pair[0])
    return History(tuple(raw for _, raw in dated), tuple(threads))


def _moment(random: Random, campaign: Campaign) -> datetime:
    day = campaign.today_at - timedelta(days=random.randint(1, _DAYS))
    return day.replace(hour=random.randint(7, 19), minute=random.randrange(60))


def _talk(random: Random, campaign: Campaign, kind: str, at: datetime) -> Iterator[tuple[Scene, bytes]]:
    first = honest.scene(kind, random, campaign, at)
    yield first, first.bytes()
    turns = 0 if kind in _SILENT else random.choice([0, 0, 1, 1, 2, 3])
    known = {each.address: each for each in _everybody(campaign)}
    if first.author[1] not in known:
        return
    last, writers = first, [known[first.author[1]], first.target]
    for turn in range(turns):
        writer, reader = writers[(turn + 1) % 2], writers[turn % 2]
        answer = _answer(random, campaign, last, writer, reader)
        if not answer.sent_at or answer.sent_at >= campaign.today_at:
            return
        yield answer, answer.bytes()
        last = answer


def _answer(random: Random, campaign: Campaign, last: Scene, writer: Person, reader: Person) -> Scene:
    words = pools(f"honest_{campaign.language}")
    own = {
        "subject": [],
        "parts": [words["replies"]],
        "opening": words["openings"],
        "closing": words["closings"],
    }
    made = Scene(random, campaign, own, reader)
    made.write_as_person(writer)
    made.signature = writer.first
    made.subject = last.subject if last.subject.lower().startswith("re:") else f"Re: {last.subject}"
    made.thread = (*last.thread, last.message_id)
    made.quote = quoted(campaign.language, last.author[0], last.said)
    assert last.sent_at
    made.sent_at = last.sent_at + timedelta(minutes=random.randint(4, 2_000))
    return made


def quoted(language: str, name: str, said: str) -> str:
    wrote = {"en": f"{name} wrote:", "fr": f"{name} a écrit :"}[language]
    return "\n".join([wrote, *(f"> {line}" for line in said.splitlines())])


def _everybody(campaign: Campaign) -> list[Person]:
    outside = [person for firm in campaign.firms for person in firm.people]
    return [*campaign.staff, *outside, *campaign.strangers]


def _thread(campaign: Campaign, made: list[Scene]) -> Thread | None:
    outside = {person.address: person for firm in campaign.firms for person in firm.people}
    if len(made) < 2 or made[0].author[1] not in outside:
        return None
    last = made[-1]
    assert last.sent_at
    ids = (*last.thread, last.message_id)
    other = outside[made[0].author[1]]
    return Thread(last.subject, ids, made[0].target, other, last.said, last.author[0], last.sent_at)


def newsletter(random: Random, campaign: Campaign, at: datetime) -> bytes:
    """An issue of one of the lists that the team is on, by that list's own program and hosts."""
    number = random.randrange(len(_LISTS))
    own = Random(f"list {campaign.language} {campaign.seed} {number}")
    org = people.organisation(own, campaign.language)
    domain = (
        f"{own.choice(['news.', 'mail.', ''])}{people.slug(org)}.{own.choice(['org', 'com', 'fr', 'eu'])}"
    )
    address = f"{own.choice(['news', 'info', 'hello', 'contact'])}@{domain}"
    kind = _LISTS[number]
    if kind == "cause":
        letter = causes.letter(random, campaign.language, org, domain)
    else:
        letter = ham.bulk(random, kind, campaign.language, org, domain)
    letter.author, letter.to = (org, address), random.choice(campaign.staff).mailbox
    letter.extra.setdefault("List-Unsubscribe", f"<https://{domain}/leave>")
    helo = f"out{own.randint(1, 9)}.{own.choice(['mailersend.net', 'sendgrid.net', 'mailjet.com'])}"
    route = Route(f"149.72.{own.randint(1, 250)}.4", helo, f"bounce@{domain}", domain, domain)
    return Post(letter, clients.SENDER, route, at, campaign.receiver).render(random)
