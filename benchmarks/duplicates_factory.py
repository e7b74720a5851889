"""A population with families, and copies of some of its people as they come in twice in life.

Everything follows from a fixed seed. Of each copy it is known whose it is and what was done to it.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from benchmarks.people_factory import PERSON
from hustings.foundation.lib.sql import bulk
from hustings.people.persons.models import Email, Person, Phone, PostalAddress
from hustings.people.persons.models.persons import name_keys

STARTS = "b br c ch d f fr g gr j l m n p ph r s t th v bl cl".split()
MIDDLES = "a e i o u ai eau an en in on ou oi ie er ar al el".split()
ENDS = "n r t d l s nd rt ille ette ier ard in on eau ot et ac ez c x".split()
STREETS = [
    "rue des Tilleuls",
    "avenue du Parc",
    "chemin du Moulin",
    "rue Haute",
    "place du Marché",
    "impasse des Lilas",
]
PROVIDERS = ["gmail.com"] * 4 + ["orange.example", "free.example", "laposte.example", "outlook.com"]
PLAIN = ["typo", "swapped", "moved", "shared e-mail"]
HARD = ["married", "initial", "birth date slip", "accents and case"]  # one in five
KINDS = [*PLAIN * 4, *HARD]
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
START = date(1930, 1, 1)


@dataclass
class One:
    """A person to be written."""

    given: str
    family: str
    born: date | None
    zone: int
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    house: tuple[str, str] | None = None  # lines, postcode
    true: int = 0  # who they are in truth
    kind: str = ""  # what was done to a copy


class Population:
    """Families first, then copies of some people."""

    def __init__(self, n: int, share: float, zones: list[int]) -> None:
        self.dice = random.Random(11)
        self.zones, self.families = zones, 0
        self.taken: set[str] = set()
        self.given_names = [self.name(1, 3) for _ in range(1_200)]
        self.family_names = [self.name(2, 4) for _ in range(max(4_000, n // 6))]
        copies = int(n * share)
        self.people: list[One] = []
        while len(self.people) < n - copies:
            self.people += self.family()
        del self.people[n - copies :]
        for number, one in enumerate(self.people):
            one.true = number
        for at, number in enumerate(self.dice.sample(range(len(self.people)), copies)):
            self.people.append(self.copy(self.people[number], KINDS[at % len(KINDS)]))
        self.dice.shuffle(self.people)

    def name(self, least: int, most: int) -> str:
        """A made-up name."""
        dice = self.dice
        parts = [dice.choice(STARTS) + dice.choice(MIDDLES) for _ in range(dice.randint(least, most))]
        return ("".join(parts) + dice.choice(ENDS)).title()

    def often(self, names: list[str]) -> str:
        """The first ones far more often."""
        return names[int(len(names) * self.dice.random() ** 2.5)]

    def email(self, given: str, family: str) -> str:
        """An address that nobody has."""
        dice, n = self.dice, ""
        stem = dice.choice(
            [f"{given}.{family}", f"{given[0]}{family}", f"{family}{given}", f"{given}{dice.randint(1, 99)}"]
        )
        provider = dice.choice(PROVIDERS)
        while (address := f"{stem}{n}@{provider}".lower()) in self.taken:
            n = str(dice.randint(1, 10**6))
        self.taken.add(address)
        return address

    def phone(self) -> str:
        """A number that nobody has, or hardly."""
        return f"+336{self.dice.randrange(10**8):08}"

    def place(self) -> tuple[str, str]:
        """A house."""
        dice = self.dice
        return (
            f"{dice.randint(1, 150)} {dice.choice(STREETS)}",
            f"{dice.randint(1, 95):02}{dice.randint(0, 60) * 10:03}",
        )

    def day(self) -> date:
        """A birthday."""
        return START + timedelta(days=self.dice.randrange(28_500))

    def family(self) -> list[One]:
        """One to five who share a house, and at times a number, a mailbox, a birthday."""
        dice = self.dice
        name, zone, house, shared = (
            self.often(self.family_names),
            dice.choice(self.zones),
            self.place(),
            self.phone(),
        )
        self.families += 1
        box = f"{name}{self.families}.home".lower()
        given = dice.sample(self.given_names[:900], dice.choice([1, 1, 1, 2, 2, 3, 4, 5]))
        if len(given) > 2 and dice.random() < 0.01:
            given[2] = given[0]  # a child named after a parent
        has_box = len(given) > 1 and dice.random() < 0.3
        twins, found = self.day(), []
        for at, first in enumerate(given):
            one = One(first, name, self.day() if dice.random() < 0.7 else None, zone)
            if at > 2 and dice.random() < 0.1:
                one.born = twins
            if dice.random() < 0.65:
                one.phones.append(shared if dice.random() < 0.4 else self.phone())
            if dice.random() < 0.6:
                one.house = house
            if has_box:
                address = f"{box}{f'+{first.lower()}' if at else ''}@gmail.com"
                one.emails.append(self.email(first, name) if address in self.taken else address)
                self.taken.add(address)  # made-up names repeat, within a family too
            elif dice.random() < 0.8:
                one.emails.append(self.email(first, name))
            found.append(one)
        return found

    def copy(self, of: One, kind: str) -> One:
        """The same person once more, written by somebody else, elsewhere or later."""
        dice = self.dice
        one = replace(of, emails=[], phones=list(of.phones), kind=kind)
        self.reach(one, of)
        if kind == "typo":
            self.slip(one)
        elif kind == "swapped":
            one.given, one.family = of.family, of.given
        elif kind == "moved":
            one.zone, one.house = dice.choice(self.zones), self.place()
            if dice.random() < 0.3:
                one.phones = [self.phone()]
        elif kind == "married":
            one.family = self.often(self.family_names)
        elif kind == "birth date slip" and of.born:
            one.born = self.slipped(of.born)
        elif kind == "initial":
            one.given = of.given[0] + "."
        elif kind == "accents and case":
            one.given, one.family = of.given.replace("e", "é").upper(), of.family.replace("e", "è").upper()
        return one

    def reach(self, one: One, of: One) -> None:
        """An address is one record's alone: a copy has another spelling of it, another one, or none."""
        dice = self.dice
        for address in of.emails:
            local, _at, domain = address.partition("@")
            if domain == "gmail.com" and (one.kind == "shared e-mail" or dice.random() < 0.5):
                dotted = f"{local[0]}.{local[1:]}@{dice.choice(['gmail.com', 'googlemail.com'])}"
                if dotted not in self.taken:
                    self.taken.add(dotted)
                    one.emails.append(dotted)
        if not one.emails and dice.random() < 0.6:
            one.emails.append(self.email(of.given, of.family))
        if dice.random() < 0.15:
            one.phones = [self.phone()] if dice.random() < 0.5 else []
        if dice.random() < 0.2:
            one.born = None
        if dice.random() < 0.3:
            one.house = None

    def slip(self, one: One) -> None:
        """A letter left out, put in, doubled, swapped or mistaken, in either name."""
        dice = self.dice
        name = one.given if dice.random() < 0.4 else one.family
        at, letter = dice.randrange(1, len(name) - 1), dice.choice(ALPHABET)
        new = dice.choice([
            name[:at] + name[at + 1 :], name[:at] + letter + name[at:], name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :], name[:at] + letter + name[at + 1 :],
        ])  # fmt: skip
        if name is one.given:
            one.given = new
        else:
            one.family = new

    def slipped(self, day: date) -> date:
        """Day and month the wrong way round, or a digit of the year."""
        if day.day <= 12 and self.dice.random() < 0.5:
            return day.replace(month=day.day, day=day.month)
        return day.replace(year=day.year + self.dice.choice([-10, -1, 1, 10]), day=min(day.day, 28))


def write(population: Population) -> dict[int, int]:
    """All of it into the database; person's key -> position in ``population.people``."""
    keys = bulk.reserve_ids(Person, len(population.people))
    rows = list(zip(keys, population.people, strict=True))
    moment = "2026-11-20 12:00:00+00:00"
    columns = PERSON
    bulk.insert("persons_person", columns.split(), (_person(pk, one, moment) for pk, one in rows))
    bulk.insert(
        "persons_email", ["person_id", "address", "key", "position", "status"],
        ((pk, address, address, 0, "unconfirmed") for pk, one in rows for address in one.emails),
    )  # fmt: skip
    numbers = ((pk, number, 0) for pk, one in rows for number in one.phones)
    bulk.insert("persons_phone", ["person_id", "number", "position"], numbers)
    bulk.insert(
        "persons_postaladdress", ["person_id", "lines", "postcode", "city", "country", "position"],
        ((pk, *one.house, "", "FR", 0) for pk, one in rows if one.house),
    )  # fmt: skip
    assert Email.objects.exists() and Phone.objects.exists() and PostalAddress.objects.exists()
    return dict(zip(keys, range(len(keys)), strict=True))


def _person(pk: int, one: One, moment: str) -> tuple[Any, ...]:
    return (
        pk, uuid.UUID(int=pk).hex, one.given, one.family, *name_keys(one.given, one.family), "fr",
        one.born.isoformat() if one.born else None, one.zone, "file", moment, moment,
    )  # fmt: skip


def truth(population: Population) -> Iterator[tuple[int, int, One]]:
    """Each copy: position of its original, its own position, what it is."""
    first: dict[int, int] = {}
    copies = []
    for at, one in enumerate(population.people):
        if one.kind:
            copies.append((one.true, at, one))
        else:
            first[one.true] = at
    for true, at, one in copies:
        yield first[true], at, one
