"""Frequencies of names, birth dates and places, by which an agreement says much or little."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from math import log2

from hustings.people.persons.models import Person

MOST_GIVEN, MOST_FAMILY, MOST_BIRTH, MOST_ZONE = 13.0, 17.0, 14.5, 10.0
SHARE = 4.0  # bits: that of 16 records one has a twin somewhere
LEAST = 1_000  # people: a handful of records says nothing about names, so they count as among so many
FILLER = (
    5,
    200,
)  # a day on which more than 5 were born, and more than one in 200, was filled in for want of another
COMMON = 3, 20_000  # a name is no slip of the pen if more than 3 have it, and more than one in 20,000


@dataclass(slots=True)
class Frequencies:
    n: int = 0
    given: Counter[str] = field(default_factory=Counter)
    family: Counter[str] = field(default_factory=Counter)
    born: Counter[dt.date] = field(default_factory=Counter)
    zone: Counter[int] = field(default_factory=Counter)
    n_born: int = 0
    last: int = 0

    def read_on(self, size: int) -> int:
        """Count the next ``size`` people; returns how many there were."""
        rows = list(
            Person.objects.filter(pk__gt=self.last)
            .order_by("pk")
            .values_list("pk", "name_key", "born_on", "zone")[:size]
        )
        for self.last, name_key, born_on, zone in rows:
            family, _comma, given = name_key.partition(",")
            self.given[given] += 1
            self.family[family] += 1
            if born_on:
                self.born[born_on] += 1
                self.n_born += 1
            if zone:
                self.zone[zone] += 1
        self.n += len(rows)
        return len(rows)

    @property
    def prior(self) -> float:
        """Bits that speak against any two records being one person, before one looks at them."""
        return log2(max(self.n, 2)) + SHARE

    def given_bits(self, one: str, other: str) -> float:
        """What it says that two have this given name; of two spellings the more frequent one counts."""
        return _rarity(max(self.given[one], self.given[other]), self.n, MOST_GIVEN)

    def family_bits(self, one: str, other: str) -> float:
        return _rarity(max(self.family[one], self.family[other]), self.n, MOST_FAMILY)

    def birth_bits(self, day: dt.date) -> float:
        """What it says that two were born on ``day``."""
        return _rarity(self.born[day], self.n_born, MOST_BIRTH)

    def is_filler(self, day: dt.date) -> bool:
        """Whether so many were born on ``day`` that it stands for "unknown"."""
        floor, share = FILLER
        return self.born[day] > max(floor, self.n_born / share)

    def zone_bits(self, zone: int) -> float:
        """What it says that two live in ``zone``."""
        return _rarity(self.zone[zone], self.n, MOST_ZONE)

    def are_both_common(self, counts: Counter[str], one: str, other: str) -> bool:
        """Whether two spellings are two names that people have, not one and a slip."""
        floor, share = COMMON
        return min(counts[one], counts[other]) > max(floor, self.n / share)


def _rarity(n: int, all_of_them: int, most: float) -> float:
    return min(most, max(0.5, log2(max(all_of_them, LEAST) / max(n, 1))))
