"""Who sends honest mail, where its links lead and what its headers say."""

from functools import cache
from random import Random

from mailguard.corpus import people
from mailguard.identifiers import lists

_FREE = ("gmail.com", "outlook.com", "orange.fr", "free.fr", "yahoo.com", "laposte.net", "hotmail.com")
_TRACKERS = (
    "list-manage.com",
    "sendgrid.net",
    "mailersend.net",
    "rs6.net",
    "hubspotlinks.com",
    "sendibt3.com",
)


def colleague(random: Random, language: str, domain: str) -> tuple[str, str]:
    first, last = people.first(random, language), people.last(random, language)
    if random.random() < 0.2:
        domain = random.choice(_FREE)
    local = random.choice([f"{first}.{last}", first, f"{first[0]}{last}", f"{first}{random.randint(1, 99)}"])
    return f"{first} {last}", f"{people.slug(local).replace('-', '.')}@{domain}"


def domain_of(random: Random, org: str) -> str:
    if random.random() < 0.4:
        return random.choice(_visited())
    label = people.slug(org).replace("-", random.choice(["", "-"]))
    return (
        random.choice(["", "", "news.", "mail.", "e."])
        + label
        + random.choice([".com", ".org", ".fr", ".eu", ".info"])
    )


@cache
def _visited() -> list[str]:
    return sorted(lists.ranks())[:20_000]


def host_of(random: Random, domain: str) -> str:
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


def url_of(random: Random, host: str) -> str:
    path = random.choice(
        ["c/{}", "ls/click?upn={}", "{}", "fr/{}", "track/{}?utm_source=newsletter", "account/{}"]
    )
    return f"https://{host}/" + path.format(f"{random.getrandbits(64):x}")


def headers_of(random: Random, kind: str, domain: str, leave: str) -> dict[str, str]:
    """What programs for mass mail add: how to leave, the list's name, where answers go."""
    headers = {}
    if kind not in {"service", "account"} and random.random() < 0.7:
        headers["List-Unsubscribe"] = f"<{leave}>"
        if random.random() < 0.6:
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        if random.random() < 0.3:
            headers["List-ID"] = f"<news.{domain}>"
    if random.random() < 0.15:
        headers["Reply-To"] = f"reply@{domain}"
    return headers
