"""Honest mail of an invented campaign: what its memory learns, and what comes afterwards."""

from datetime import timedelta
from random import Random

from tools.mailmaker import people
from tools.mailmaker.campaign import Campaign, Person
from tools.mailmaker.letters import Letter
from tools.mailmaker.phrases import Phrases, pools
from tools.mailmaker.posts import Post

_BILL = {
    "en": (
        ["Invoice {code}", "Our invoice for {month}", "Quote {code}"],
        [
            "Please find our invoice {code} over {amount} for {project}.",
            "Here is what we agreed on {weekday}.",
        ],
        "Our account, as ever: {iban}.",
    ),
    "fr": (
        ["Facture {code}", "Notre facture de {month}", "Devis {code}"],
        [
            "Voici notre facture {code} de {amount} pour {project}.",
            "Voici ce dont nous sommes convenus {weekday}.",
        ],
        "Notre compte, inchangé : {iban}.",
    ),
}
_DAYS = 180
_ANSWERS = 0.4  # share of letters that answer an earlier one


def before(campaign: Campaign, n: int) -> list[tuple[bytes, bool]]:
    """``n`` letters of the half year up to today, oldest first, and whether the team sent each."""
    random = Random(f"past {campaign.language} {campaign.seed}")
    return _letters(random, campaign, [-random.uniform(0, _DAYS) for _ in range(n)])


def after(campaign: Campaign, n: int) -> list[tuple[bytes, bool]]:
    """``n`` letters of the week after it, of the same people."""
    random = Random(f"future {campaign.language} {campaign.seed}")
    return _letters(random, campaign, [random.uniform(0, 7) for _ in range(n)])


def _letters(random: Random, campaign: Campaign, days: list[float]) -> list[tuple[bytes, bool]]:
    threads: list[tuple[Person, Person, tuple[str, ...], str]] = []
    made = []
    for day in sorted(days):
        author, reader = _pair(random, campaign)
        ids: tuple[str, ...] = ()
        subject = ""
        if threads and random.random() < _ANSWERS:
            reader, author, ids, subject = threads.pop(random.randrange(len(threads)))
        letter = _letter(random, campaign, author, reader)
        if subject:
            letter.subject = "Re: " + subject.removeprefix("Re: ")
        sent = campaign.today_at + timedelta(days=day)
        post = Post(letter, author.client, author.route(), sent, campaign.receiver, thread=ids)
        raw = post.render(random)
        threads.append((author, reader, (*ids, post.message_id), letter.subject))
        is_sent = author.role in _ROLES and reader.role not in _ROLES
        made.append((b"".join(raw.splitlines(True)[3:]) if is_sent else raw, is_sent))
    return made


_ROLES = ("candidate", "director", "treasurer", "press", "it", "staff")


def _pair(random: Random, campaign: Campaign) -> tuple[Person, Person]:
    """Colleagues mostly; firms and voters write in, and are answered."""
    one, other = random.sample(campaign.staff, 2)
    draw = random.random()
    if draw < 0.5:
        return one, other
    if draw < 0.8:
        firm = random.choice(campaign.firms)
        outside = random.choice(firm.people)
        one = campaign.who("treasurer") if random.random() < 0.5 else one
    else:
        outside = random.choice(campaign.strangers)
    return (outside, one) if random.random() < 0.7 else (one, outside)


def _letter(random: Random, campaign: Campaign, author: Person, reader: Person) -> Letter:
    pool = pools(f"ham_{campaign.language}")["staff"]
    values = people.values(random, campaign.language, campaign.name) | {"first": reader.first}
    firm = next((each for each in campaign.firms if author in each.people), None)
    phrases = Phrases(random, values | {"iban": firm.iban if firm else ""})
    subject, body = phrases.one(pool["subject"]), " ".join(phrases.some(pool["body"], 1, 4))
    if firm and random.random() < 0.5:
        subjects, sentences, account = _BILL[campaign.language]
        subject, body = phrases.one(subjects), phrases.one(sentences)
        if random.random() < 0.6:
            body += " " + phrases.fill(account)
    paragraphs = [phrases.one(pool["opening"]), body, phrases.one(pool["closing"]), author.name]
    style = random.choice(["plain", "plain", "simple"])
    return Letter(author.mailbox, reader.mailbox, subject, [each for each in paragraphs if each], style=style)
