"""A large population for measuring: 1,000,000 people with addresses, tags, consents and activities.

    HUSTINGS_VAR=/tmp/bench python benchmarks/people_factory.py --people 1000000 --activities 5000000

Everything follows from a fixed seed. Names repeat as they do in life: few are frequent, many are rare.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402

from hustings.foundation.lib.sql import bulk  # noqa: E402
from hustings.foundation.territories.models import Containment, Kind, Zone  # noqa: E402
from hustings.people.contacts.models import FollowUp  # noqa: E402
from hustings.people.persons.models import (  # noqa: E402
    Activity,
    Consent,
    ConsentEntry,
    Email,
    Field,
    FieldValue,
    Person,
    Phone,
    Tag,
    Tagging,
)
from hustings.people.persons.models.persons import name_keys  # noqa: E402

DEPARTMENTS, COMMUNES, TAGS = 100, 10_000, 60
SYLLABLES = [consonant + vowel for consonant in "bdfglmnrstv" for vowel in "aeio"]
PERSON = (
    "id uid given_name family_name name_key given_key language born_on zone_id source created_at updated_at"
)
NOW = datetime(2026, 11, 20, 12)  # noqa: DTZ001 - written as UTC text


def word(number: int) -> str:
    """A name for a number."""
    n, parts = number, []
    while True:
        n, rest = divmod(n, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
        if not n:
            return "".join(parts).title()


def skewed(random_: random.Random, n: int) -> int:
    """A number below ``n``, small ones far more often."""
    return int(n * random_.random() ** 3)


def moment(seconds: float) -> str:
    """A moment so long ago, as both databases read it."""
    return (NOW - timedelta(seconds=seconds)).isoformat(" ") + (
        "+00" if connection.vendor == "postgresql" else ""
    )


def zones() -> list[int]:
    """A country of departments of communes, with the closure."""
    country = zone(Kind.COUNTRY, 0, None)
    departments = [zone(Kind.DEPARTMENT, n, country) for n in range(DEPARTMENTS)]
    communes = Zone.objects.bulk_create(
        Zone(kind=Kind.COMMUNE, code=f"C{n}", name=f"Commune {n}", name_key=f"commune {n}", country="XX",
             parent=departments[n % DEPARTMENTS])
        for n in range(COMMUNES)
    )  # fmt: skip
    inside = [(country.pk, country.pk)]
    for one in departments:
        inside += [(one.pk, one.pk), (country.pk, one.pk)]
    for one in communes:
        inside += [(one.pk, one.pk), (one.parent_id, one.pk), (country.pk, one.pk)]
    bulk.insert(Containment, ["outer", "inner"], inside)
    return [one.pk for one in communes]


def zone(kind: Kind, number: int, parent: Zone | None) -> Zone:
    """One zone above the communes."""
    name = f"{kind} {number}"
    return Zone.objects.create(
        kind=kind, code=f"{number}", name=name, name_key=name, country="XX", parent=parent
    )


def people(ids: list[int], communes: list[int]) -> Iterator[tuple[Any, ...]]:
    """One row a person."""
    dice = random.Random(1)
    for pk in ids:
        given, family = word(skewed(dice, 4_000)), word(skewed(dice, 200_000) + 2_000)
        since = moment(dice.random() * 3 * 365 * 86_400)
        born = (NOW - timedelta(days=365.25 * (16 + dice.random() * 75))).date().isoformat()
        yield (
            pk, f"{dice.getrandbits(128):032x}", given, family, *name_keys(given, family),
            "fr" if dice.random() < 0.9 else "en", born if dice.random() < 0.6 else None,
            communes[skewed(dice, COMMUNES)] if dice.random() < 0.9 else None,
            ["page /fr/", "page /en/", "file voters.csv"][pk % 3], since, since,
        )  # fmt: skip


def fill(n_people: int, n_activities: int, *, is_beside: bool = False) -> None:
    """Write it all; says how fast. Does nothing where people are already, unless it goes beside them."""
    if Person.objects.exists() and not is_beside:
        return
    dice = random.Random(2)
    ids = fill_names(n_people)
    tags = [Tag.objects.create(name=f"tag {n}", key=f"tag {n}").pk for n in range(TAGS)]
    drawn = ((pk, {tags[skewed(dice, TAGS)], tags[skewed(dice, TAGS)]}) for pk in ids)
    put(Tagging, "person_id tag_id added_at", ((pk, tag, moment(pk)) for pk, two in drawn for tag in two))
    asked = [pk for pk in ids if pk % 5]
    entries = bulk.reserve_ids(ConsentEntry, len(asked))
    said = [(entry, pk, "1" if pk % 4 else "0") for entry, pk in zip(entries, asked, strict=True)]
    ledger = ((entry, pk, "email", yes, "file", moment(pk), moment(pk)) for entry, pk, yes in said)
    put(ConsentEntry, "id person_id purpose is_given source given_at recorded_at", ledger)
    stands = ((pk, "email", yes, entry) for entry, pk, yes in said)
    put(Consent, "person_id purpose is_given entry_id", stands)
    kinds = ["person.added", "consent.yes", "person.changed", "person.tagged", "sign_up.confirmed"]
    happened = (
        (ids[n % n_people], kinds[n % 5], moment(dice.random() * 10**8), "{}") for n in range(n_activities)
    )
    put(Activity, "person_id kind happened_at data", happened)
    more(ids)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill_names(n_people: int) -> list[int]:
    """Territories, and people with names, e-mail addresses and phones: all that a search reads."""
    communes = zones()
    ids = bulk.reserve_ids(Person, n_people)
    put(Person, PERSON, people(ids, communes))
    put(Email, "person_id address key position status", emails(ids))
    put(Phone, "person_id number position", ((pk, f"+336{pk % 10**8:08}", 0) for pk in ids if pk % 5 < 3))
    return ids


def more(ids: list[int]) -> None:
    """A field of the campaign's own, and what is to follow."""
    field = Field.objects.create(slug="shirt", label="Shirt").pk
    sizes = ((pk, field, size, size, None) for pk in ids if pk % 3 == 0 for size in ["SMLX"[pk % 4].lower()])
    put(FieldValue, "person_id field_id text key number", sizes)
    to_do = ((pk, f"Call {pk}", "2026-12-01", moment(pk)) for pk in ids if pk % 50 == 0)
    put(FollowUp, "person_id what due_on created_at", to_do)


def emails(ids: list[int]) -> Iterator[tuple[Any, ...]]:
    """One address for eleven in twelve."""
    for pk in ids:
        if pk % 12:
            status = "bouncing" if pk % 97 == 0 else "confirmed" if pk % 3 else "unconfirmed"
            yield pk, f"p{pk}@example.org", f"p{pk}@example.org", 0, status


def put(model: type[Model], columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Insert and report."""
    table = model._meta.db_table
    started = time.perf_counter()
    n = bulk.insert(table, columns.split(), rows)
    took = time.perf_counter() - started
    print(f"{table:<24}{n:>10,} rows {took:7.1f} s {n / max(took, 0.001):>9,.0f}/s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--activities", type=int, default=5_000_000)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    fill(given.people, given.activities)
