"""Five thousand invented people, the same from each seed, as rows of a campaign's list.

Addresses end in example.org (RFC 2606), phone numbers are the French regulator's for fiction (01 99 00 …).
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Kind, Postcode, Zone
from hustings.people.persons.models import Tag
from hustings.shells.demo import texts

FICTION = ["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"]
VOLUNTEER = pgettext_lazy("demo", "volunteer")
TAGS = [
    (VOLUNTEER, 0.18),
    (pgettext_lazy("demo", "door-to-door"), 0.09),
    (pgettext_lazy("demo", "poster team"), 0.06),
    (pgettext_lazy("demo", "local contact"), 0.05),
    (pgettext_lazy("demo", "health"), 0.12),
    (pgettext_lazy("demo", "schools"), 0.15),
    (pgettext_lazy("demo", "climate"), 0.2),
    (pgettext_lazy("demo", "housing"), 0.1),
    (pgettext_lazy("demo", "autumn meeting"), 0.08),
]

Row = dict[str, str]


def places(rng: random.Random, n: int) -> list[tuple[str, str]]:
    """``n`` pairs of commune and postcode, drawn by population."""
    communes = list(
        Zone.objects.filter(kind=Kind.COMMUNE, population__gt=0).values_list("pk", "name", "population")
    )
    codes: dict[int, list[str]] = {}
    for zone, code in Postcode.objects.values_list("zone", "code"):
        codes.setdefault(zone, []).append(code)
    communes = [row for row in communes if row[0] in codes]
    drawn = rng.choices(communes, weights=[row[2] or 0 for row in communes], k=n)
    return [(name, rng.choice(sorted(codes[pk]))) for pk, name, _ in drawn]


def joined(rng: random.Random, today: date) -> datetime:
    """A moment in the year behind us: a slow start, waves, and more of late."""
    days = 365 - int(365 * rng.random() ** 0.55)
    if rng.random() < 0.25:
        days = rng.choice([21, 60, 118, 203, 290]) + rng.randint(0, 6)  # a debate, a visit, a launch
    minute = int(rng.triangular(6 * 60, 24 * 60 - 1, 20 * 60))
    moment = datetime(today.year, today.month, today.day) - timedelta(days=max(days, 1))  # noqa: DTZ001 # a list's local time
    return moment + timedelta(minutes=minute)


def rows(n: int, today: date, seed: int = 2027) -> Iterator[Row]:
    """The list: one row a person."""
    rng = random.Random(seed)  # noqa: S311 # play, not secrecy
    used: set[str] = set()
    names, (spoken, other) = texts.read("names"), texts.languages()
    given_names, family_names = names["given"].split(), names["family"].split()
    for commune, postcode in places(rng, n):
        given, family = rng.choice(given_names), rng.choice(family_names).replace("_", " ")
        local = fold(f"{given}.{family}").replace(" ", "-").replace("'", "")
        while local in used:
            local = f"{local.rstrip('0123456789')}{rng.randint(2, 9999)}"
        used.add(local)
        moment = joined(rng, today)
        yield {
            "first_name": given,
            "last_name": family,
            "email": f"{local}@example.org",
            "phone_number": _number(rng) if rng.random() < 0.6 else "",
            "born_at": _birth_date(rng, today) if rng.random() < 0.5 else "",
            "language": other if rng.random() < 0.04 else spoken,
            "created_at": moment.strftime("%Y-%m-%d %H:%M"),
            "consent_date": moment.strftime("%Y-%m-%d"),  # they signed the day they came
            "email_opt_in": "true" if rng.random() < 0.86 else "false",
            "mobile_opt_in": "true" if rng.random() < 0.35 else "false",
            "primary_address1": f"{rng.randint(1, 120)} {rng.choice(names['streets'])}"
            if rng.random() < 0.4
            else "",
            "primary_city": commune,
            "primary_zip": postcode,
            "primary_country_code": "FR",
            "tag_list": ", ".join(str(tag) for tag, share in TAGS if rng.random() < share),
        }


def _number(rng: random.Random) -> str:
    return f"{rng.choice(FICTION)} {rng.randint(0, 99):02} {rng.randint(0, 99):02}"


def _birth_date(rng: random.Random, today: date) -> str:
    age = int(rng.triangular(16, 92, 44))
    return (today - timedelta(days=age * 365 + rng.randint(1, 364))).isoformat()


def volunteers() -> Tag | None:
    """The tag of those who help; None where there are too few people for one."""
    return Tag.objects.filter(key=fold(str(VOLUNTEER))).first()
